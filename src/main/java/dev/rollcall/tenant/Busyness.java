package dev.rollcall.tenant;

import java.time.Instant;

/// How many calls left within the last second.
final class Busyness {

    private long second;
    private int now;
    private int before;

    synchronized void called(Instant at) {
        turn(at.getEpochSecond());
        now++;
    }

    synchronized double lastSecond(Instant at) {
        turn(at.getEpochSecond());
        return Math.max(now, before);
    }

    private void turn(long current) {
        if (current != second) {
            before = current == second + 1 ? now : 0;
            now = 0;
            second = current;
        }
    }
}
