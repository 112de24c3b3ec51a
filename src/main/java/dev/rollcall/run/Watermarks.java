package dev.rollcall.run;

import java.time.Instant;
import java.util.Optional;

/// From when on an incremental pull has to ask. A watermark is nothing that is moved: it is the beginning of the
/// newest pull that was whole and whose run was applied, so that no crash can move it too early.
public interface Watermarks {

    /// Notes that the run's pull begins.
    ///
    /// @param everything whether it asks for all records
    void began(long runId, String job, boolean everything, Instant at);

    /// Notes that the run's pull was complete.
    void whole(long runId);

    /// The beginning of the newest pull that was applied.
    Optional<Instant> newest(String job);

    /// The same of pulls that asked for everything.
    Optional<Instant> newestOfEverything(String job);
}
