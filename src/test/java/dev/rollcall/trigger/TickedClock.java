package dev.rollcall.trigger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// The application's time, which a test may put on: `@Import(TickedClock.class)`.
@TestConfiguration(proxyBeanMethods = false)
class TickedClock {

    @Bean
    @Primary
    Ticked ticked() {
        return new Ticked();
    }

    static final class Ticked extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        /// So much later than it is.
        void putOn(Duration span) {
            ahead = span;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
