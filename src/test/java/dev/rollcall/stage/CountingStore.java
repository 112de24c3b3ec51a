package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import dev.rollcall.person.RowCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Keeps rows in memory, for tests of what reading alone makes of many files.
final class CountingStore implements StageStore, StageStore.Load {
    final List<StagedRow> accepted = new ArrayList<>();
    long rejected;

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
        accepted.add(row);
    }

    @Override
    public void reject(StagedRow read, Collection<Finding> findings) {
        rejected++;
    }

    @Override
    public void endOfRows() {}

    @Override
    public void tellShared(Attribute attribute, RowCode code, Collection<String> suspects, String header) {}

    @Override
    public long rejectTold() {
        return 0;
    }

    @Override
    public long dropRepeated() {
        return 0;
    }

    @Override
    public SortedMap<RowCode, Long> findingsByCode() {
        return new TreeMap<>();
    }

    @Override
    public Named known(String job) {
        return new Named(0, 0);
    }

    @Override
    public void keep() {}

    @Override
    public void close() {}
}
