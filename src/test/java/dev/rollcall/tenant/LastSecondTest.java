package dev.rollcall.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Time is ticked.
class LastSecondTest {

    private static final Instant START = Instant.parse("2026-11-23T02:00:00Z");
    private final LastSecond lastSecond = new LastSecond();

    @Test
    void letsNoMoreLeaveInAnySecondThanTheRateHoweverLateTheyCome() {
        var random = new Random(3);
        List<Instant> left = new ArrayList<>();
        Instant now = START;
        for (int i = 0; i < 2_000; i++) {
            boolean stalled = random.nextInt(50) == 0;
            now = now.plusMillis(stalled ? random.nextInt(900) : random.nextInt(10));
            for (Duration wait = lastSecond.leave(now, OptionalDouble.of(19.6));
                    wait.isPositive();
                    wait = lastSecond.leave(now, OptionalDouble.of(19.6))) {
                now = now.plus(wait);
            }
            left.add(now);
        }
        for (int i = 0; i + 20 < left.size(); i++) {
            assertThat(Duration.between(left.get(i), left.get(i + 20))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void countsOnlyCallsThatLeft() {
        assertThat(lastSecond.leave(START, OptionalDouble.of(1))).isEqualTo(Duration.ZERO);
        assertThat(lastSecond.leave(START.plusMillis(400), OptionalDouble.of(1)))
                .isEqualTo(Duration.ofMillis(600));
        lastSecond.stay();
        assertThat(lastSecond.leave(START.plusMillis(400), OptionalDouble.of(1)))
                .isEqualTo(Duration.ZERO);
        assertThat(lastSecond.calls(START.plusMillis(1_399))).isEqualTo(1);
        assertThat(lastSecond.calls(START.plusMillis(1_400))).isZero();
        assertThat(lastSecond.leave(START.plusMillis(400), OptionalDouble.empty()))
                .isEqualTo(Duration.ZERO);
    }
}
