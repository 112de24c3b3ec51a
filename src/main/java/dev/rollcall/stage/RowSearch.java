package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import dev.rollcall.person.RowCode;
import dev.rollcall.source.Records;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads an export again for the accepted row of one person; writes nothing, and keeps no other row.
public final class RowSearch implements StageStore, StageStore.Load {
    private final String employeeId;
    private Optional<StagedRow> found = Optional.empty();

    private RowSearch(String employeeId) {
        this.employeeId = employeeId;
    }

    public static Optional<StagedRow> in(StageOrder order, String employeeId) {
        var search = new RowSearch(employeeId);
        new CsvStaging(search).stage(order);
        return search.found;
    }

    /// The same for records.
    public static Optional<StagedRow> in(StageOrder order, Records records, String employeeId) {
        var search = new RowSearch(employeeId);
        new CsvStaging(search).stage(order, records);
        return search.found;
    }

    @Override
    public void accept(StagedRow row) {
        boolean theirs = row.employeeId().equals(employeeId);
        if (theirs || (found.isEmpty() && employeeId.equals(row.newEmployeeId()))) {
            found = found.filter(earlier -> earlier.employeeId().equals(employeeId))
                    .or(() -> Optional.of(row));
        }
    }

    @Override
    public Load begin(long runId) {
        return this;
    }

    @Override
    public Load rehearse() {
        return this;
    }

    @Override
    public void reject(StagedRow read, Collection<Finding> findings) {
        // the findings of the run say so already
    }

    @Override
    public Map<Long, String> remembered(long runId) {
        return Map.of();
    }

    @Override
    public void endOfRows() {
        // nothing is kept
    }

    @Override
    public void tellShared(Attribute attribute, RowCode code, Collection<Long> lines, String header) {
        // the findings of the run say so already
    }

    @Override
    public long rejectTold() {
        return 0;
    }

    @Override
    public long dropRepeated(Collection<Long> lines) {
        return 0;
    }

    @Override
    public SortedMap<RowCode, Long> findingsByCode() {
        return new TreeMap<>();
    }

    @Override
    public Named known(String job, int percent) {
        return new Named(0, 0);
    }

    @Override
    public void keep() {
        // nothing is kept
    }

    @Override
    public void close() {
        // nothing is open
    }
}
