package dev.rollcall.tenant;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets time go by; tests tick instead.
interface Waiting {

    Waiting REAL = (span, cancelled) -> cancelled.await(span.toNanos(), TimeUnit.NANOSECONDS);

    /// @return whether the wait was cut short by the latch
    boolean pause(Duration span, CountDownLatch cancelled) throws InterruptedException;
}
