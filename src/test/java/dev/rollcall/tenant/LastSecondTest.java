package dev.rollcall.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Time is ticked.
class LastSecondTest {

    private static final Instant START = Instant.parse("2026-11-23T02:00:00Z");
    private static final OptionalDouble TWENTY = OptionalDouble.of(20);

    private final LastSecond lastSecond = new LastSecond();

    /// A call on its way; it arrives at any time up to its answer, or within the moment that is allowed for.
    private record UnderWay(Departure call, Instant answer) {}

    @Test
    void letsNoMoreArriveInAnySecondThanTheRateHoweverLateTheyComeAndHoweverLongTheyAreOnTheirWay() {
        var random = new Random(3);
        List<Instant> arrivals = new ArrayList<>();
        var underWay = new PriorityQueue<>(Comparator.comparing(UnderWay::answer));
        Instant now = START;
        for (int i = 0; i < 4_000; i++) {
            boolean stalled = random.nextInt(50) == 0;
            now = now.plusMillis(stalled ? random.nextInt(900) : random.nextInt(10));
            var call = new Departure();
            for (Duration wait = leave(underWay, call, now); wait.isPositive(); wait = leave(underWay, call, now)) {
                now = now.plus(wait);
            }
            int answeredAfter = random.nextInt(200);
            arrivals.add(now.plusMillis(random.nextInt(Math.min(30, answeredAfter) + 1)));
            underWay.add(new UnderWay(call, now.plusMillis(answeredAfter)));
        }
        Collections.sort(arrivals);
        for (int i = 0; i + 20 < arrivals.size(); i++) {
            assertThat(Duration.between(arrivals.get(i), arrivals.get(i + 20)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void losesNoMoreThanAMomentInEachSecondWithATenantThatIsSlowToAnswer() {
        Instant now = START;
        for (int i = 0; i < 2_000; i++) {
            var call = new Departure();
            for (Duration wait = lastSecond.leave(call, now, TWENTY);
                    wait.isPositive();
                    wait = lastSecond.leave(call, now, TWENTY)) {
                now = now.plus(wait);
            }
        }
        assertThat(Duration.between(START, now)).isLessThan(Duration.ofSeconds(103));
    }

    private Duration leave(PriorityQueue<UnderWay> underWay, Departure call, Instant now) {
        while (!underWay.isEmpty() && !underWay.peek().answer().isAfter(now)) {
            UnderWay answered = underWay.remove();
            lastSecond.answered(answered.call(), answered.answer());
        }
        return lastSecond.leave(call, now, TWENTY);
    }

    @Test
    void hasRoomAgainASecondAfterTheAnswer() {
        var call = new Departure();
        OptionalDouble one = OptionalDouble.of(1);
        assertThat(lastSecond.leave(call, START, one)).isEqualTo(Duration.ZERO);
        lastSecond.answered(call, START.plusMillis(10));
        assertThat(lastSecond.leave(new Departure(), START.plusMillis(400), one))
                .isEqualTo(Duration.ofMillis(610));
        assertThat(lastSecond.leave(new Departure(), START.plusMillis(1_010), one))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void countsOnlyCallsThatLeft() {
        var call = new Departure();
        OptionalDouble one = OptionalDouble.of(1);
        assertThat(lastSecond.leave(call, START, one)).isEqualTo(Duration.ZERO);
        assertThat(lastSecond.calls(START)).isEqualTo(1);
        lastSecond.stay(call);
        assertThat(lastSecond.calls(START)).isZero();
        assertThat(lastSecond.leave(new Departure(), START, one)).isEqualTo(Duration.ZERO);
    }

    @Test
    void countsWithoutALimit() {
        for (int i = 0; i < 3; i++) {
            assertThat(lastSecond.leave(new Departure(), START, OptionalDouble.empty()))
                    .isEqualTo(Duration.ZERO);
        }
        assertThat(lastSecond.calls(START.plusMillis(999))).isEqualTo(3);
        assertThat(lastSecond.calls(START.plusMillis(1_000))).isZero();
    }
}
