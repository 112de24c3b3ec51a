package dev.rollcall.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/// The calls that left within the last second. Turns are given evenly spaced; where callers woke late, this keeps
/// them from leaving all at once.
final class LastSecond {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private final Deque<Instant> departures = new ArrayDeque<>();

    /// Notes a call that leaves now, unless as many as the rate allows have left within a second.
    ///
    /// @return how long to wait before asking again; zero where the call may leave
    synchronized Duration leave(Instant now, OptionalDouble rate) {
        while (!departures.isEmpty() && !departures.getFirst().plus(SECOND).isAfter(now)) {
            departures.removeFirst();
        }
        if (rate.isPresent() && departures.size() >= Math.ceil(rate.getAsDouble())) {
            return Duration.between(now, departures.getFirst().plus(SECOND));
        }
        departures.addLast(now);
        return Duration.ZERO;
    }

    /// The call that was noted last does not leave after all.
    synchronized void stay() {
        departures.pollLast();
    }

    synchronized int calls(Instant now) {
        return (int) departures.stream()
                .filter(left -> left.plus(SECOND).isAfter(now))
                .count();
    }
}
