package dev.rollcall.tenant;

import java.time.Duration;
import java.util.OptionalDouble;

/// How fast to go on after a tenant said "too many": at half the rate, quickly up to just under the rate at which
/// it said so, there for a while, and back at the full rate 10 s after the pause. A tenant that allows less than
/// the job does is so asked for more only once in 10 s.
///
/// @param from calls per second right after the pause
/// @param ceiling calls per second at which the tenant complained
public record Slowdown(double from, double ceiling) {

    private static final double CLIMB = 2;
    private static final double HOLD = 8;
    private static final double END = 10;
    private static final double UNDER = 0.9;
    private static final double LEAST = 0.2;

    /// What to do after a complaint at this rate.
    public static Slowdown after(double rate) {
        double ceiling = Math.max(LEAST, rate);
        return new Slowdown(ceiling / 2, ceiling);
    }

    /// Calls per second allowed so long after the pause; empty for no limit.
    ///
    /// @param full what is allowed without a complaint; empty for no limit
    public OptionalDouble rateAfter(Duration sincePause, OptionalDouble full) {
        double seconds = sincePause.toNanos() / 1e9;
        if (seconds >= END) {
            return full;
        }
        double plateau = Math.max(from, ceiling * UNDER);
        double rate = seconds < CLIMB
                ? between(from, plateau, seconds / CLIMB)
                : seconds < HOLD
                        ? plateau
                        : between(plateau, full.orElse(2 * ceiling), (seconds - HOLD) / (END - HOLD));
        return OptionalDouble.of(full.isPresent() ? Math.min(rate, full.getAsDouble()) : rate);
    }

    private static double between(double low, double high, double share) {
        return low + (high - low) * Math.clamp(share, 0, 1);
    }
}
