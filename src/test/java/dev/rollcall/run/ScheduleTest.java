package dev.rollcall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.job.Jobs;
import dev.rollcall.trigger.OverHttp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// When scheduled jobs run, on a clock that is ticked, and what a tick does to real runs.
class ScheduleTest extends OverHttp {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    private static final String NIGHTLY = "0 30 2 * * *";
    private static final String SCHEDULE = "schedule: {cron: \"0 0 2 * * *\", zone: Asia/Jakarta, catchUp: %s}";

    @Autowired
    private Jobs jobs;

    @Autowired
    private RunStore store;

    @Autowired
    private Starting starting;

    @Autowired
    private Skips skips;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void runsOnceInTheNightWithoutTheHour() {
        assertThat(ticks(NIGHTLY, BERLIN, "2026-03-28T12:00:00Z", 2))
                .containsExactly(Instant.parse("2026-03-29T01:30:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Test
    void runsOnceInTheNightWithTheHourTwice() {
        assertThat(ticks(NIGHTLY, BERLIN, "2026-10-24T12:00:00Z", 2))
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void runsAtTheSameInstantWhereClocksNeverChange() {
        assertThat(ticks(NIGHTLY, JAKARTA, "2026-03-28T12:00:00Z", 2))
                .containsExactly(Instant.parse("2026-03-28T19:30:00Z"), Instant.parse("2026-03-29T19:30:00Z"));
    }

    @Test
    void runsOnEveryDayOfFourYearsExactlyOnce() {
        for (ZoneId zone : List.of(BERLIN, JAKARTA, ZoneId.of("America/St_Johns"), ZoneId.of("Australia/Lord_Howe"))) {
            List<Instant> ticks = ticks(NIGHTLY, zone, "2026-01-01T12:00:00Z", 4 * 365);
            List<LocalDate> days =
                    ticks.stream().map(t -> t.atZone(zone).toLocalDate()).toList();
            assertThat(days).as(zone.getId()).doesNotHaveDuplicates().hasSize(4 * 365);
            assertThat(days.getLast()).isEqualTo(days.getFirst().plusDays(4 * 365 - 1));
        }
    }

    @Test
    void runsEveryHourAlsoInTheOneThatComesTwiceAndAcrossTheOneThatDoesNotCome() {
        for (ZoneId zone : List.of(BERLIN, JAKARTA, ZoneId.of("America/St_Johns"))) {
            for (String night : List.of(
                    "2026-03-07T12:30:00Z", "2026-03-28T12:30:00Z", "2026-10-24T12:30:00Z", "2026-10-31T12:30:00Z")) {
                List<Instant> ticks = ticks("0 30 * * * *", zone, night, 48);
                for (int i = 1; i < ticks.size(); i++) {
                    assertThat(Duration.between(ticks.get(i - 1), ticks.get(i)))
                            .as("%s %s", zone, ticks.get(i))
                            .isEqualTo(Duration.ofHours(1));
                }
            }
        }
    }

    @Test
    void runsEveryTenMinutesInOrderThroughTheHourThatComesTwice() {
        List<Instant> ticks = ticks("0 */10 * * * *", BERLIN, "2026-10-24T23:45:00Z", 18);

        assertThat(ticks)
                .startsWith(Instant.parse("2026-10-24T23:50:00Z"))
                .endsWith(Instant.parse("2026-10-25T02:40:00Z"));
        for (int i = 1; i < ticks.size(); i++) {
            assertThat(Duration.between(ticks.get(i - 1), ticks.get(i))).isEqualTo(Duration.ofMinutes(10));
        }
    }

    @Test
    void runsEverySecondHourByTheClockOnTheWall() {
        assertThat(ticks("0 0 */2 * * *", BERLIN, "2026-10-24T21:30:00Z", 4))
                .containsExactly(
                        Instant.parse("2026-10-24T22:00:00Z"),
                        Instant.parse("2026-10-25T00:00:00Z"),
                        Instant.parse("2026-10-25T01:00:00Z"),
                        Instant.parse("2026-10-25T03:00:00Z"));
    }

    private static List<Instant> ticks(String cron, ZoneId zone, String after, int count) {
        var ticks = new ArrayList<Instant>();
        Instant last = Instant.parse(after);
        while (ticks.size() < count) {
            last = Ticks.next(cron, zone, last).orElseThrow();
            ticks.add(last);
        }
        return ticks;
    }

    @Test
    void startsARunOfWhatWaits() throws IOException {
        Made made = make(SCHEDULE.formatted(false));
        drop(made.job(), "malam.csv", export(1, 2));
        Instant due = next(made);

        at(due.plusSeconds(1)).tick(made.job(), due);

        Run run = newest(made).orElseThrow();
        assertThat(run.trigger()).isEqualTo(Trigger.SCHEDULE);
        assertThat(ended(run.id()).path("state").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void startsNothingWhereNothingWaits() throws IOException {
        Made made = make(SCHEDULE.formatted(false));
        Instant due = next(made);

        at(due).tick(made.job(), due);

        assertThat(newest(made)).isEmpty();
    }

    @Test
    void catchesUpWhatWasMissedOnlyWhereItIsAskedTo() throws IOException {
        Made not = make(SCHEDULE.formatted(false));
        Made asked = make(SCHEDULE.formatted(true));
        for (Made made : List.of(not, asked)) {
            drop(made.job(), "malam.csv", export(1, 1));
            Instant due = next(made);
            at(due.plus(Duration.ofHours(5))).tick(made.job(), due);
        }

        assertThat(newest(not)).isEmpty();
        assertThat(ended(newest(asked).orElseThrow().id()).path("state").asString())
                .isEqualTo("COMPLETED");
    }

    @Test
    void runsATickThatComesLateBecauseTheWorkerHadMuchToDo() throws IOException {
        Made made = make(SCHEDULE.formatted(false));
        drop(made.job(), "malam.csv", export(1, 1));
        Instant due = next(made);
        var now = new AtomicReference<>(due.minusSeconds(1));
        var ticks = new Ticks(jobs, store, starting, skips, meters, now::get);
        now.set(due.plus(Duration.ofHours(1)));

        ticks.tick(made.job(), due);

        assertThat(ended(newest(made).orElseThrow().id()).path("state").asString())
                .isEqualTo("COMPLETED");
    }

    @Test
    void skipsAndCountsATickWhileTheLastRunIsStillGoing() throws IOException {
        Made made = make(SCHEDULE.formatted(false));
        made.tenant().fault("{\"fault\": \"latency\", \"ms\": 800}");
        long going = upload(made, "", export(1, 2)).json().path("runId").asLong();
        drop(made.job(), "malam.csv", export(1, 2));
        Instant due = next(made);

        at(due).tick(made.job(), due);

        assertThat(meters.counter("rollcall.schedule.skipped", "job", made.job())
                        .count())
                .isEqualTo(1);
        assertThat(newest(made).orElseThrow().id()).isEqualTo(going);
        var schedule = admin().get("/api/jobs/" + made.job()).json().path("schedule");
        assertThat(schedule.path("skipped").asLong()).isEqualTo(1);
        assertThat(schedule.path("lastSkippedAt").asString()).isEqualTo(due.toString());
        made.tenant().clearFaults();
        ended(going);
    }

    private Ticks at(Instant now) {
        return new Ticks(jobs, store, starting, skips, meters, () -> now);
    }

    private Instant next(Made made) {
        return at(Instant.parse("2026-11-23T12:00:00Z")).next(made.job()).orElseThrow();
    }

    private Optional<Run> newest(Made made) {
        return store.list(new RunQuery(Optional.of(made.job()), Optional.empty(), OptionalLong.empty(), 1)).stream()
                .findFirst();
    }
}
