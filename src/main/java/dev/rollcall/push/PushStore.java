package dev.rollcall.push;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What a push reads and writes. Every call but the reading ones is one transaction, and may be repeated.
public interface PushStore {

    /// Takes the run over: what was sent and not answered is unknown from now on.
    ///
    /// @return the turn, to be shown with every later write
    long begin(long runId);

    /// Lines that are pending or unknown, in plan order.
    List<Line> load(long runId, long after, int limit);

    /// How many lines are pending or unknown.
    long remaining(long runId);

    /// Commits that these are about to leave.
    void send(long runId, long turn, Collection<Long> seqs);

    /// Commits that this, which was applied, is about to be taken back.
    void sendBack(long runId, long turn, long seq);

    /// Commits what became of lines, with links, provenance and invitations.
    void record(long runId, String job, long turn, List<Outcome> outcomes);

    /// Ids of the references that this run created, by `+` and name.
    Map<String, String> references(long runId);

    /// Applied lines of a cycle that cannot be finished, last first.
    List<Line> applied(long runId, long group);

    /// Cycles of which a part failed and a part is applied.
    List<Long> brokenGroups(long runId);

    /// Whether the job links the tenant's user to another employee.
    boolean isLinkedElsewhere(String job, String remoteId, String employeeId);

    /// When the reading of the snapshot began.
    Instant snapshotAt(long runId);

    /// How many users the tenant has, about: those of the run's snapshot, and those it has created since. Empty where
    /// there is no snapshot, or no longer.
    OptionalLong users(long runId);

    /// The database cannot be reached or cannot write at the moment; the same call may work later.
    final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final boolean full;

        private Unreachable(String found, boolean full, Throwable cause) {
            super(found, cause);
            this.full = full;
        }

        public static Unreachable away(Throwable cause) {
            return new Unreachable("the database does not answer", false, cause);
        }

        public static Unreachable full(Throwable cause) {
            return new Unreachable("the database has no room", true, cause);
        }

        /// Whether it answers, and has no room for what it is to write.
        public boolean isFull() {
            return full;
        }
    }

    /// Another worker has taken the run over.
    final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Overtaken() {
            super("another worker pushes this run now");
        }
    }
}
