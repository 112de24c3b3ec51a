package dev.rollcall.push;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A store that waits for a database that is away, unless the push is cancelled.
///
/// @param pause lets some time go by
record PatientStore(PushStore store, BooleanSupplier cancelled, Runnable pause) implements PushStore {

    @Override
    public long begin(long runId) {
        return patiently(() -> store.begin(runId));
    }

    @Override
    public List<Line> load(long runId, long after, int limit) {
        return patiently(() -> store.load(runId, after, limit));
    }

    @Override
    public long remaining(long runId) {
        return patiently(() -> store.remaining(runId));
    }

    @Override
    public void send(long runId, long turn, Collection<Long> seqs) {
        patiently(() -> store.send(runId, turn, seqs));
    }

    @Override
    public void sendBack(long runId, long turn, long seq) {
        patiently(() -> store.sendBack(runId, turn, seq));
    }

    @Override
    public void record(long runId, String job, long turn, List<Outcome> outcomes) {
        patiently(() -> store.record(runId, job, turn, outcomes));
    }

    @Override
    public Map<String, String> references(long runId) {
        return patiently(() -> store.references(runId));
    }

    @Override
    public List<Line> applied(long runId, long group) {
        return patiently(() -> store.applied(runId, group));
    }

    @Override
    public List<Long> brokenGroups(long runId) {
        return patiently(() -> store.brokenGroups(runId));
    }

    @Override
    public boolean isLinkedElsewhere(String job, String remoteId, String employeeId) {
        return patiently(() -> store.isLinkedElsewhere(job, remoteId, employeeId));
    }

    @Override
    public Instant snapshotAt(long runId) {
        return patiently(() -> store.snapshotAt(runId));
    }

    @Override
    public long users(long runId) {
        return patiently(() -> store.users(runId));
    }

    private void patiently(Runnable work) {
        patiently(() -> {
            work.run();
            return true;
        });
    }

    private <T> T patiently(Supplier<T> work) {
        while (true) {
            try {
                return work.get();
            } catch (Unreachable away) {
                if (cancelled.getAsBoolean()) {
                    throw away;
                }
                pause.run();
            }
        }
    }
}
