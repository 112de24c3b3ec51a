package dev.rollcall.tenant;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long a tenant has not given one proper answer.
final class Outage {

    static final Duration PATIENCE = Duration.ofMinutes(15);

    private @Nullable Instant since;

    synchronized void answered() {
        since = null;
    }

    /// Notes that there is no answer.
    ///
    /// @param until when the next call can be made
    /// @return whether that is too long
    synchronized boolean isTooLong(Instant now, Instant until) {
        if (since == null) {
            since = now;
        }
        return Duration.between(since, until).compareTo(PATIENCE) >= 0;
    }
}
