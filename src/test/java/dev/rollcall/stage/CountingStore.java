package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import dev.rollcall.person.RowCode;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts rows and forgets them, for tests of what reading alone makes of many files.
final class CountingStore implements StageStore, StageStore.Load {
    long accepted;
    long rejected;
    private long line;

    @Override
    public Load begin(long runId) {
        return this;
    }

    @Override
    public Load rehearse() {
        return this;
    }

    @Override
    public void accept(StagedRow row) {
        follow(row);
        accepted++;
    }

    @Override
    public void reject(StagedRow read, Collection<Finding> findings) {
        follow(read);
        rejected++;
    }

    @Override
    public void endOfRows() {}

    /// Every row begins on a line of its own.
    private void follow(StagedRow row) {
        if (row.line() <= line) {
            throw new AssertionError("a row in line " + row.line() + " after one in line " + line);
        }
        line = row.line();
    }

    @Override
    public void tellShared(Attribute attribute, RowCode code, Collection<Long> lines, String header) {}

    @Override
    public long rejectTold() {
        return 0;
    }

    @Override
    public long dropRepeated(Collection<Long> lines) {
        return 0;
    }

    @Override
    public Map<Long, String> remembered(long runId) {
        return Map.of();
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
    public void keep() {}

    @Override
    public void close() {}
}
