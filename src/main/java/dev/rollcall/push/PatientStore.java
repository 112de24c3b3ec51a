package dev.rollcall.push;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A store that waits for a database that is away or full, unless the push is cancelled. That it is full is told once;
/// that it is away is told by who watches it.
final class PatientStore implements PushStore {
    private static final Logger LOG = LoggerFactory.getLogger(PatientStore.class);

    private final PushStore store;
    private final PushOrder order;
    private final Runnable pause;
    private boolean full;

    /// @param pause lets some time go by
    PatientStore(PushStore store, PushOrder order, Runnable pause) {
        this.store = store;
        this.order = order;
        this.pause = pause;
    }

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
    public OptionalLong users(long runId) {
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
                T done = work.get();
                tell(false);
                return done;
            } catch (Unreachable away) {
                if (order.cancelled().getAsBoolean()) {
                    throw away;
                }
                tell(away.isFull());
                pause.run();
            }
        }
    }

    private void tell(boolean isFull) {
        if (isFull && !full) {
            LOG.warn(
                    "run {} waits: the database has no room for its journal, so nothing is sent. Free space on the"
                            + " database's disk; the push goes on by itself",
                    order.runId());
        } else if (full && !isFull) {
            LOG.info("run {} goes on: the database has room again", order.runId());
        }
        full = isFull;
    }
}
