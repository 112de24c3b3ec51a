package dev.rollcall.tenant;

import java.time.Instant;

/// One call that is to leave, or has left.
final class Departure {

    private Instant left = Instant.EPOCH;

    void leaves(Instant now) {
        left = now;
    }

    Instant left() {
        return left;
    }
}
