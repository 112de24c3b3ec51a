package dev.rollcall.report;

import dev.rollcall.push.Counts;
import dev.rollcall.push.Journal;
import dev.rollcall.push.JournalLine;
import dev.rollcall.push.JournalQuery;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// A journal that is only read, with lines written down in a test.
record WrittenJournal(List<JournalLine> all) implements Journal {

    @Override
    public List<JournalLine> lines(JournalQuery query) {
        return all.stream()
                .filter(line -> line.seq() > query.after())
                .filter(line -> query.states().isEmpty() || query.states().contains(line.state()))
                .limit(query.limit())
                .toList();
    }

    @Override
    public void open(long runId, Map<Long, ? extends Collection<String>> heldBy) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long release(long runId, Collection<String> gates) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long discard(long runId, Collection<String> gates) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long discardAll(long runId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Long> supersede(String job, long byRun, About about) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Long> unavailable(String job, long beforeRun) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long retry(long runId, Retry which) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Counts counts(long runId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasWork(long runId) {
        throw new UnsupportedOperationException();
    }
}
