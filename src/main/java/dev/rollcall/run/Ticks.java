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
    private final InstantSource clock;

    Ticks(Jobs jobs, RunStore store, Starting starting, MeterRegistry meters, InstantSource clock) {
        this.jobs = jobs;
        this.store = store;
        this.starting = starting;
        this.meters = meters;
        this.clock = clock;
    }

    /// The job's next tick after now; empty where it has no schedule or is not enabled.
    public Optional<Instant> next(String job) {
        return jobs.find(new JobName(job))
                .filter(Job::enabled)
                .flatMap(Job::schedule)
                .flatMap(schedule -> next(schedule.cron(), schedule.zone(), clock.instant()));
    }

    /// The next time that the expression names on the zone's clocks: once for a time that comes twice in the
    /// night when clocks go back, and shifted past the gap where it does not come at all.
    static Optional<Instant> next(String cron, ZoneId zone, Instant after) {
        CronExpression expression = CronExpression.parse(cron);
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

    /// Starts the job's run, unless one is still going or the tick was missed and is not to be caught up.
    public void tick(String job, Instant due) {
        Optional<Job> found = jobs.find(new JobName(job)).filter(Job::enabled);
        boolean catchUp =
                found.flatMap(Job::schedule).map(Job.Schedule::catchUp).orElse(false);
        if (found.isEmpty() || (due.plus(LATE).isBefore(clock.instant()) && !catchUp)) {
            return;
        }
        if (store.nextOpen(job).isPresent()) {
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
}
