package dev.rollcall.tenant;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/// Stops calling a tenant of which 20 calls in a row came to nothing, for 30 s; then one call asks whether it is
/// back.
final class Breaker {

    static final int IN_A_ROW = 20;
    static final Duration OPEN = Duration.ofSeconds(30);

    private final CircuitBreaker breaker;

    Breaker(InstantSource clock) {
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(IN_A_ROW)
                .minimumNumberOfCalls(IN_A_ROW)
                .failureRateThreshold(100)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(1)
                .currentTimestampFunction(c -> clock.millis(), TimeUnit.MILLISECONDS)
                .clock(new AsClock(clock))
                .build();
        breaker = CircuitBreaker.of("tenant", config);
    }

    /// Whether a call may be made now.
    Entry enter() {
        if (!breaker.tryAcquirePermission()) {
            return Entry.CLOSED_OFF;
        }
        return breaker.getState() == CircuitBreaker.State.HALF_OPEN ? Entry.PROBE : Entry.FREE;
    }

    void answered() {
        breaker.onSuccess(0, TimeUnit.MILLISECONDS);
    }

    void failed() {
        breaker.onError(0, TimeUnit.MILLISECONDS, new NoAnswer());
    }

    /// The call said nothing about the tenant's health.
    void skipped() {
        breaker.releasePermission();
    }

    enum Entry {
        FREE,
        PROBE,
        CLOSED_OFF
    }

    private static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoAnswer() {
            super("no answer", null, false, false);
        }
    }

    /// The library wants a clock where an instant is all that it reads.
    private static final class AsClock extends java.time.Clock {
        private final InstantSource source;

        AsClock(InstantSource source) {
            this.source = source;
        }

        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public java.time.Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public java.time.Instant instant() {
            return source.instant();
        }
    }
}
