package dev.rollcall.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The callers of two workers that share a tenant's budget, in a time that is ticked.
class TurnsTest {

    private static final int RATE = 40;
    private static final int WORKERS = 2;
    private static final int CALLERS = 6;
    private static final int CALLS = 60;
    private static final Duration LONGEST_WAY = Duration.ofMillis(9);

    @ParameterizedTest
    @CsvSource({"0, 0.95", "15, 0.9", "60, 0.4", "400, 0.3"})
    void letsTwoWorkersTogetherCrowdNoSecondHoweverLateTheirCallersWake(int lateMillis, double partOfTheRate) {
        for (int seed = 1; seed <= 10; seed++) {
            var random = new Random(seed);
            var time = new TickedThreads(() -> Duration.ofMillis(random.nextInt(lateMillis + 1)));
            List<Instant> arrivals = arrivals(time, random);
            assertThat(arrivals).hasSize(WORKERS * CALLERS * CALLS);
            for (int i = 0; i + RATE < arrivals.size(); i++) {
                assertThat(Duration.between(arrivals.get(i), arrivals.get(i + RATE)))
                        .as("%d calls after %s, seed %d", RATE + 1, arrivals.get(i), seed)
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            }
            double seconds =
                    Duration.between(TickedThreads.START, arrivals.getLast()).toMillis() / 1e3;
            assertThat(arrivals.size() / seconds)
                    .as("calls a second, seed %d", seed)
                    .isBetween(RATE * partOfTheRate, (double) RATE);
        }
    }

    private static List<Instant> arrivals(TickedThreads time, Random random) {
        var budget = new TickedBudget(time, random);
        List<Instant> arrivals = new ArrayList<>();
        var settings = new PushSettings(CALLERS, OptionalInt.of(RATE), true, 6, Duration.ofSeconds(5));
        List<Runnable> callers = new ArrayList<>();
        for (int worker = 0; worker < WORKERS; worker++) {
            var permits = new Permits("t", budget, time::now);
            var turns = new Turns(settings, permits, time::now, new Pauses(time::now, time));
            Runnable caller = () -> IntStream.range(0, CALLS).forEach(i -> call(turns, time, random, arrivals));
            callers.addAll(Collections.nCopies(CALLERS, caller));
        }
        time.run(callers);
        Collections.sort(arrivals);
        return arrivals;
    }

    private static void call(Turns turns, TickedThreads time, Random random, List<Instant> arrivals) {
        var call = new Departure();
        while (!turns.await(call)) {
            call = new Departure();
        }
        Duration way = Duration.ofNanos(random.nextLong(LONGEST_WAY.toNanos()));
        arrivals.add(time.now().plus(way));
        time.sleep(way);
        turns.answered(call);
    }

    /// As the database's row, which nothing pauses; its answers are on their way for some milliseconds.
    private static final class TickedBudget implements Budget {
        private static final Duration AHEAD = Duration.ofMillis(100);
        private final TickedThreads time;
        private final Random random;
        private Instant next = TickedThreads.START;

        TickedBudget(TickedThreads time, Random random) {
            this.time = time;
            this.random = random;
        }

        @Override
        public void register(String tenant, String job, OptionalInt rate) {}

        @Override
        public Grant take(String tenant, int wanted, Duration apart) {
            Instant now = time.now();
            boolean early = wanted == 0 || next.isAfter(now.plus(AHEAD));
            Instant first = next.isAfter(now) ? next : now;
            next = early ? next : first.plus(apart.multipliedBy(wanted));
            time.passes(Duration.ofMillis(random.nextInt(8)));
            return new Grant(
                    early ? 0 : wanted,
                    Duration.between(now, first),
                    OptionalDouble.of(RATE),
                    Optional.empty(),
                    Duration.ofHours(1));
        }

        @Override
        public void throttled(String tenant, Duration pause, Slowdown slowdown, Duration age) {}
    }
}
