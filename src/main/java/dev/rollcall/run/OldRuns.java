package dev.rollcall.run;

import java.time.Instant;
import java.util.List;

/// Ended runs, and clearing away what they hold.
public interface OldRuns {
    /// Ended runs of the job from before this time, in their order.
    ///
    /// @param after where the last look came to
    List<Run> endedBefore(String job, Instant time, long after, int limit);

    /// Ended runs whose big tables (staged rows, snapshot) may go: all but the job's newest.
    List<Long> bulky(String job, Room room);

    /// Drops what the run holds in big tables.
    void dropBulk(long runId);

    /// Forgets everything of a run.
    void forget(long runId);

    /// Forgets the people of a job: links, invitations, what the job itself added, and what its last whole export was.
    /// For a tenant that begins anew; its next run is the first.
    void forgetPeople(String job);

    /// How much the big tables of a job's ended runs may take.
    ///
    /// @param least so many of the newest runs keep theirs, however big
    /// @param most no more runs keep theirs
    /// @param bytes what those after the `least` newest may bring the sum to
    record Room(int least, int most, long bytes) {}
}
