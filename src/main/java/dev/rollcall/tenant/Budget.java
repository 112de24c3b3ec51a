package dev.rollcall.tenant;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// The rate that every worker on the database shares, on the database's clock.
public interface Budget {

    /// Notes what a job allows itself at the tenant.
    void register(String tenant, String job, OptionalInt rate);

    /// Takes permits, at most 100 ms ahead.
    ///
    /// @param wanted how many; 0 only asks how things stand
    /// @param apart the time from one permit to the next
    Grant take(String tenant, int wanted, Duration apart);

    /// Notes that the tenant told us to slow down: everybody pauses, and goes on slowly.
    ///
    /// @param age how long ago the refused call left: complaints about calls that left before the last
    ///     slowdown do not slow down any further
    void throttled(String tenant, Duration pause, Slowdown slowdown, Duration age);

    /// @param permits how many were given; 0 where it is too early, see `in`
    /// @param in time to the first permit, or until it is worth asking again
    /// @param full calls per second that the tenant's jobs allow; empty for no limit
    /// @param sincePause time since the last pause ended; negative while it lasts
    record Grant(int permits, Duration in, OptionalDouble full, Optional<Slowdown> slowdown, Duration sincePause) {

        public OptionalDouble rate() {
            return slowdown.map(s -> s.rateAfter(sincePause, full)).orElse(full);
        }

        public boolean isPaused() {
            return sincePause.isNegative();
        }
    }
}
