package dev.rollcall.run;

import java.time.Instant;
import java.util.Optional;

/// The Idempotency-Keys that callers gave when starting runs.
public interface RunKeys {
    /// The run that was started with this key, and the digest of what it was started with.
    Optional<Keyed> find(String job, String key, Instant since);

    void keep(String job, String key, Keyed keyed, Instant now);

    record Keyed(long runId, String digest) {}
}
