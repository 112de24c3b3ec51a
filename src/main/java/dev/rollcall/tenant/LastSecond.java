package dev.rollcall.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.OptionalDouble;
import java.util.SequencedSet;

/// Keeps the calls that arrive at the tenant within any second to the rate, however late callers wake and however long
/// calls are on their way. When a call arrived nobody tells; surely before its answer came. So one that has no answer
/// yet counts as arriving now, and only a second after the answer there is room for another in its place. A tenant
/// that takes its time to answer is not slow to receive: after a moment a call has arrived, answered or not.
final class LastSecond {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration ON_ITS_WAY = Duration.ofMillis(30);

    private final Deque<Instant> arrived = new ArrayDeque<>();
    private final SequencedSet<Departure> onTheirWay = new LinkedHashSet<>();

    /// Notes a call that leaves now, unless the last second is full.
    ///
    /// @return how long to wait before asking again; zero where the call may leave
    synchronized Duration leave(Departure call, Instant now, OptionalDouble rate) {
        forget(now);
        if (rate.isEmpty()) {
            arrived.addLast(now);
            return Duration.ZERO;
        }
        if (arrived.size() + onTheirWay.size() >= Math.ceil(rate.getAsDouble())) {
            return Duration.between(now, oldest().plus(SECOND));
        }
        call.leaves(now);
        onTheirWay.add(call);
        return Duration.ZERO;
    }

    private void forget(Instant now) {
        while (!onTheirWay.isEmpty() && !arrival(onTheirWay.getFirst()).isAfter(now)) {
            arrived.addLast(arrival(onTheirWay.removeFirst()));
        }
        while (!arrived.isEmpty() && !arrived.getFirst().plus(SECOND).isAfter(now)) {
            arrived.removeFirst();
        }
    }

    private Instant oldest() {
        return arrived.isEmpty() ? arrival(onTheirWay.getFirst()) : arrived.getFirst();
    }

    private static Instant arrival(Departure call) {
        return call.left().plus(ON_ITS_WAY);
    }

    /// The call is answered.
    synchronized void answered(Departure call, Instant now) {
        if (onTheirWay.remove(call)) {
            arrived.addLast(now);
        }
    }

    /// The call does not leave after all.
    synchronized void stay(Departure call) {
        onTheirWay.remove(call);
    }

    synchronized int calls(Instant now) {
        forget(now);
        return arrived.size() + onTheirWay.size();
    }
}
