package dev.rollcall.tenant;

import java.time.Duration;
import java.util.function.LongUnaryOperator;

/// How long to wait before trying again: at most 1 s the first time, doubling to 30 s, any time up to that equally
/// likely.
///
/// @param random a random number below its argument
public record Backoff(LongUnaryOperator random) {

    private static final int DOUBLINGS = 5;

    public static Backoff withJitter() {
        return new Backoff(
                bound -> java.util.concurrent.ThreadLocalRandom.current().nextLong(bound));
    }

    /// @param failures how many attempts have failed, from 1
    public Duration after(int failures) {
        long longest = Math.min(30_000L, 1_000L << Math.min(failures - 1, DOUBLINGS));
        return Duration.ofMillis(random.applyAsLong(longest + 1));
    }
}
