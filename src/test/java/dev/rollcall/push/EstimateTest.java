package dev.rollcall.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.plan.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EstimateTest {

    private static final Instant START = Instant.parse("2026-11-23T02:00:00Z");

    private static Counts counts(long creates, long updates, long steps) {
        return new Counts(Map.of(Action.CREATE, pending(creates), Action.UPDATE, pending(updates)), steps, 0);
    }

    private static Counts.Tally pending(long changes) {
        return new Counts.Tally(changes + 7, 7, changes, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void countsACallForEachFreeChangeAndEachStep() {
        var estimate = Estimate.of(counts(100, 50, 10), 1, Optional.of(20.0));
        assertThat(estimate).isEqualTo(new Estimate(150, 160, Optional.of(20.0)));
        assertThat(estimate.time()).contains(Duration.ofSeconds(8));
        assertThat(estimate.rate()).contains(150 / 8.0);
    }

    @Test
    void countsFullCallsOfEachKindWhereManyGoIntoOne() {
        var estimate = Estimate.of(counts(250, 1, 0), 100, Optional.of(20.0));
        assertThat(estimate.calls()).isEqualTo(4);
        assertThat(estimate.time()).contains(Duration.ofMillis(200));
    }

    @Test
    void doesNotKnowWhereNothingLimitsTheRate() {
        var estimate = Estimate.of(counts(250, 1, 0), 100, Optional.empty());
        assertThat(estimate.time()).isEmpty();
        assertThat(estimate.rate()).isEmpty();
    }

    @Test
    void takesNoTimeWhereNothingIsToBeDone() {
        var estimate = Estimate.of(counts(0, 0, 0), 100, Optional.of(20.0));
        assertThat(estimate.time()).contains(Duration.ZERO);
        assertThat(estimate.rate()).isEmpty();
    }

    @Test
    void knowsTheEndFromTheFirstReportAndCorrectsItByWhatIsDone() {
        var pace = new Pace(1_000, 100, START);
        assertThat(pace.report(START))
                .isEqualTo(new Progress(
                        0, 1_000, 100, Optional.of(START.plusSeconds(10)), Optional.of(Duration.ofSeconds(10))));
        pace.done(25);
        Instant later = START.plusMillis(500);
        assertThat(pace.isDue(later)).isTrue();
        Progress report = pace.report(later);
        assertThat(report.done()).isEqualTo(25);
        assertThat(report.rate()).isEqualTo(85);
        assertThat(report.eta()).contains(later.plusMillis(11_470));
    }

    @Test
    void doesNotKnowTheEndWhereNothingMoves() {
        var pace = new Pace(1_000, 100, START);
        Instant now = START;
        for (int i = 0; i < 60; i++) {
            now = now.plusMillis(500);
            pace.isDue(now);
        }
        assertThat(pace.report(now).eta()).isEmpty();
        assertThat(pace.report(now).left()).isEmpty();

        pace.done(100);
        now = now.plusMillis(500);
        pace.isDue(now);
        assertThat(pace.report(now).left().orElseThrow()).isCloseTo(Duration.ofSeconds(15), Duration.ofMillis(10));
    }
}
