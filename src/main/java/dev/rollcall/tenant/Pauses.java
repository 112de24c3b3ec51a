package dev.rollcall.tenant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/// Waits that end with a [CancellationException] once they are cancelled.
final class Pauses {

    private final InstantSource clock;
    private final Waiting waiting;
    private final CountDownLatch cancelled = new CountDownLatch(1);

    Pauses(InstantSource clock, Waiting waiting) {
        this.clock = clock;
        this.waiting = waiting;
    }

    void until(Instant time) {
        Duration wait = Duration.between(clock.instant(), time);
        if (wait.isPositive()) {
            pause(wait);
        } else {
            stopIfCancelled();
        }
    }

    void pause(Duration span) {
        try {
            if (waiting.pause(span, cancelled)) {
                stopIfCancelled();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    void stopIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException("the line was cancelled");
        }
    }

    void cancel() {
        cancelled.countDown();
    }

    static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted");
    }
}
