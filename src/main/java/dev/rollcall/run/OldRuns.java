package dev.rollcall.run;

import java.time.Instant;
import java.util.List;

/// Ended runs, and clearing away what they hold.
public interface OldRuns {
    /// Ended runs of the job from before this time, in their order.
    ///
    /// @param after where the last look came to
    List<Run> endedBefore(String job, Instant time, long after, int limit);

    /// Ended runs whose big tables (staged rows, snapshot) may go: all but the job's newest few.
    List<Long> bulky(String job, int keep);

    /// Drops what the run holds in big tables.
    void dropBulk(long runId);

    /// Forgets everything of a run.
    void forget(long runId);

    /// Forgets the people of a job: links, invitations, what the job itself added, and what its last whole export was.
    /// For a tenant that begins anew; its next run is the first.
    void forgetPeople(String job);
}
