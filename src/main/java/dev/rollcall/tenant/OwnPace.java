package dev.rollcall.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Spaces the calls of one line by its job's own rate, which may be lower than the tenant's.
final class OwnPace {

    /// Where the tenant's rate is the same, its permits are what callers wait for.
    private static final double KEPT = 0.99;

    private final LastSecond lastSecond = new LastSecond();
    private final OptionalDouble rate;
    private final Duration apart;
    private Instant next = Instant.EPOCH;

    OwnPace(OptionalInt rate) {
        this.rate = rate.isPresent() ? OptionalDouble.of(rate.getAsInt()) : OptionalDouble.empty();
        this.apart = rate.isPresent() ? Duration.ofNanos((long) (1e9 / (rate.getAsInt() * KEPT))) : Duration.ZERO;
    }

    /// See [LastSecond#leave].
    Duration leave(Departure call, Instant now) {
        return rate.isPresent() ? lastSecond.leave(call, now, rate) : Duration.ZERO;
    }

    /// The call does not leave after all.
    void stay(Departure call) {
        lastSecond.stay(call);
    }

    void answered(Departure call, Instant now) {
        lastSecond.answered(call, now);
    }

    /// The first time at or after this one at which the line may call.
    synchronized Instant after(Instant time) {
        Instant at = next.isAfter(time) ? next : time;
        next = at.plus(apart);
        return at;
    }
}
