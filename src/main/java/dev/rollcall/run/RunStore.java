package dev.rollcall.run;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The run rows: the one truth about runs.
public interface RunStore {
    long create(NewRun run);

    Optional<Run> find(long runId);

    List<Run> list(RunQuery query);

    /// The job's oldest run that has not ended.
    Optional<Run> nextOpen(String job);

    /// Jobs with a run that has not ended.
    List<String> openJobs();

    /// Enters a phase; the first one starts the run.
    void enter(long runId, RunState state, Instant now);

    /// Sets the end. Nothing of the run is written after this.
    void end(long runId, RunState state, Optional<String> reason, Optional<String> detail, Instant now);

    /// Takes an ended run up again.
    ///
    /// @return false where it is not in one of these states (any more)
    boolean reopen(long runId, Collection<RunState> from, RunState to, Wanted wanted);

    /// Shows a run whose file is claimed, and says where the file lies.
    void claimed(long runId, String place);

    void place(long runId, String place);

    void export(long runId, Export export);

    void rows(long runId, Map<String, Long> rows);

    void correctionOf(long runId, long corrected);

    void plan(long runId, String digest);

    void addCalls(long runId, Map<String, Long> calls);

    void addSeconds(long runId, String phase, double seconds);

    void progress(long runId, Map<String, Object> progress);

    /// Asks a run that has not ended to stop.
    ///
    /// @return false where it has ended
    boolean cancel(long runId);

    boolean isCancelled(long runId);

    /// Takes back a run that was never shown.
    void withdraw(long runId);

    /// Runs that were never shown, made before this time.
    List<Run> hidden(Instant before);

    void decided(long runId, String verb, Collection<String> actions, String by, Instant now);

    /// Marks these gates of the run as released.
    void released(long runId, Collection<String> actions, String by, Instant now);

    Optional<Baseline> baseline(String job);

    void baseline(String job, Baseline baseline);

    record Baseline(long runId, long accepted, List<String> columns) {
        public Baseline {
            columns = List.copyOf(columns);
        }
    }

    /// Runs that wait for a person longer than their plan may.
    List<Long> expired(Instant now);

    /// How many people the job is linked to.
    long links(String job);

    /// Numbers of the run's summary that other stages' tables hold.
    Numbers numbers(long runId);

    /// @param planRejected rows that matching or planning turned away
    /// @param explained rows that a finding says why they were turned away, wherever that was
    /// @param planned all planned changes
    /// @param named those that a row asked for
    /// @param plan unchanged, absent, invited, reported, unmanaged; empty before the plan
    /// @param decisions who applied, approved, discarded, cancelled, retried or undid what, and when, oldest first
    record Numbers(
            long planRejected,
            long explained,
            long planned,
            long named,
            Map<String, Long> plan,
            List<Map<String, Object>> gates,
            List<Map<String, Object>> decisions) {}
}
