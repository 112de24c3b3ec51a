package dev.rollcall.run;

import dev.rollcall.job.Job;
import dev.rollcall.job.JobName;
import dev.rollcall.job.Jobs;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

/// When scheduled jobs run, and what a tick does.
@Component
public class Ticks {
    private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);
    private static final Duration LATE = Duration.ofMinutes(2);

    private final Jobs jobs;
    private final RunStore store;
    private final Starting starting;
    private final MeterRegistry meters;
    private final Skips skips;
    private final InstantSource clock;
    private final Instant upSince;

    Ticks(Jobs jobs, RunStore store, Starting starting, Skips skips, MeterRegistry meters, InstantSource clock) {
        this.jobs = jobs;
        this.store = store;
        this.starting = starting;
        this.skips = skips;
        this.meters = meters;
        this.clock = clock;
        this.upSince = clock.instant();
    }

    /// How often the job's schedule was skipped; empty where it never was.
    public Optional<Skips.Skipped> skipped(String job) {
        return skips.of(job);
    }

    /// The job's next tick after now; empty where it has no schedule or is not enabled.
    public Optional<Instant> next(String job) {
        return jobs.find(new JobName(job))
                .filter(Job::enabled)
                .flatMap(Job::schedule)
                .flatMap(schedule -> next(schedule.cron(), schedule.zone(), clock.instant()));
    }

    /// A time of day comes once a day: once for one that comes twice in the night when clocks go back, and shifted
    /// past the gap where it does not come at all. What is to come in every hour (the hour is a star) goes by the
    /// clock on the wall as it is at each moment: also in the hour that comes twice, and not for the one that does
    /// not come.
    static Optional<Instant> next(String cron, ZoneId zone, Instant after) {
        CronExpression expression = CronExpression.parse(cron);
        return isHourly(cron) ? onTheWall(expression, zone, after) : onceADay(expression, zone, after);
    }

    private static boolean isHourly(String cron) {
        String[] fields = cron.strip().split("\\s+", -1);
        return fields.length == 6 ? fields[2].startsWith("*") : fields[0].equals("@hourly");
    }

    private static Optional<Instant> onceADay(CronExpression expression, ZoneId zone, Instant after) {
        @Nullable
        LocalDateTime local =
                expression.next(after.atZone(zone).toLocalDateTime().minusHours(2));
        while (local != null) {
            Instant tick = local.atZone(zone).toInstant();
            if (tick.isAfter(after)) {
                return Optional.of(tick);
            }
            local = expression.next(local);
        }
        return Optional.empty();
    }

    /// Between two changes of the clock its offset is fixed; from one change on it is looked for anew.
    private static Optional<Instant> onTheWall(CronExpression expression, ZoneId zone, Instant after) {
        Instant from = after;
        while (true) {
            ZoneOffset offset = zone.getRules().getOffset(from);
            @Nullable LocalDateTime local = expression.next(LocalDateTime.ofInstant(from, offset));
            if (local == null) {
                return Optional.empty();
            }
            Instant tick = local.toInstant(offset);
            @Nullable ZoneOffsetTransition change = zone.getRules().nextTransition(from);
            if (change == null || tick.isBefore(change.getInstant())) {
                return Optional.of(tick);
            }
            from = change.getInstant();
            LocalDateTime first = LocalDateTime.ofInstant(from, change.getOffsetAfter());
            if (first.equals(expression.next(first.minusSeconds(1)))) {
                return Optional.of(from);
            }
        }
    }

    /// Starts the job's run, unless one is still going or the tick was missed and is not to be caught up.
    public void tick(String job, Instant due) {
        Optional<Job> found = jobs.find(new JobName(job)).filter(Job::enabled);
        boolean catchUp =
                found.flatMap(Job::schedule).map(Job.Schedule::catchUp).orElse(false);
        if (found.isEmpty() || (isMissed(due) && !catchUp)) {
            return;
        }
        if (store.nextOpen(job).isPresent()) {
            skips.add(job, clock.instant());
            meters.counter("rollcall.schedule.skipped", "job", job).increment();
            LOG.warn("the schedule of {} is skipped: its last run is still going", job);
            return;
        }
        try {
            starting.start(new StartOrder(
                    job,
                    Trigger.SCHEDULE,
                    Optional.empty(),
                    Optional.empty(),
                    Wanted.APPLY,
                    OptionalLong.empty(),
                    Optional.empty(),
                    "schedule"));
        } catch (RunRefused e) {
            LOG.warn("the schedule of {} starts no run: {}", job, e.getMessage());
        }
    }

    /// A tick that comes late while the worker is up, because it has much to do, is not missed.
    private boolean isMissed(Instant due) {
        return due.isBefore(upSince) && due.plus(LATE).isBefore(clock.instant());
    }
}
