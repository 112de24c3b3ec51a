package dev.rollcall.run;

import java.time.Instant;
import java.util.Optional;

/// How often a job's schedule was skipped because its last run was still going.
public interface Skips {
    void add(String job, Instant at);

    Optional<Skipped> of(String job);

    record Skipped(long times, Instant lastAt) {}
}
