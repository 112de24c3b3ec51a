package dev.rollcall.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Spaces the calls of one line by its job's own rate, which may be lower than the tenant's.
final class OwnPace {

    private static final double KEPT = 0.98;

    private final LastSecond lastSecond = new LastSecond();
    private final OptionalDouble rate;
    private final Duration apart;
    private Instant next = Instant.EPOCH;

    OwnPace(OptionalInt rate) {
        this.rate = rate.isPresent() ? OptionalDouble.of(rate.getAsInt() * KEPT) : OptionalDouble.empty();
        apart = rate.isPresent() ? Duration.ofNanos((long) (1e9 / (rate.getAsInt() * KEPT))) : Duration.ZERO;
    }

    /// See [LastSecond#leave].
    Duration leave(Instant now) {
        return lastSecond.leave(now, rate);
    }

    /// The call does not leave after all.
    void stay() {
        lastSecond.stay();
    }

    /// The first time at or after this one at which the line may call.
    synchronized Instant after(Instant time) {
        Instant at = next.isAfter(time) ? next : time;
        next = at.plus(apart);
        return at;
    }
}
