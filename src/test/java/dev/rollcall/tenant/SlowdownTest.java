package dev.rollcall.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SlowdownTest {

    private static final OptionalDouble FULL = OptionalDouble.of(200);

    @Test
    void goesOnAtHalfTheRateAndIsBackAtTheFullOneAfterTenSeconds() {
        Slowdown slowdown = Slowdown.after(200);
        assertThat(slowdown.rateAfter(Duration.ZERO, FULL)).hasValue(100);
        assertThat(slowdown.rateAfter(Duration.ofSeconds(10), FULL)).hasValue(200);
    }

    @Test
    void staysUnderTheRateAtWhichTheTenantComplained() {
        Slowdown learnt = Slowdown.after(50);
        for (int second = 0; second <= 8; second++) {
            assertThat(learnt.rateAfter(Duration.ofSeconds(second), FULL).orElseThrow())
                    .isLessThanOrEqualTo(45);
        }
    }

    @Test
    void hasNoLimitAgainWhereThereIsNone() {
        assertThat(Slowdown.after(50).rateAfter(Duration.ofSeconds(9), OptionalDouble.empty()))
                .isPresent();
        assertThat(Slowdown.after(50).rateAfter(Duration.ofSeconds(10), OptionalDouble.empty()))
                .isEmpty();
    }
}
