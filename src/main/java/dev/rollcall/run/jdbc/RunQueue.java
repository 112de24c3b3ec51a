package dev.rollcall.run.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.rollcall.job.Jobs;
import dev.rollcall.run.PassingTrouble;
import dev.rollcall.run.Queue;
import dev.rollcall.run.RunStore;
import dev.rollcall.run.Sweep;
import dev.rollcall.run.Ticks;
import dev.rollcall.run.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The queue of runs: one db-scheduler task for each job that ever had a run, picked by one worker at a time. When
/// a worker dies its heartbeats stop, and another one revives the task within some 15 seconds.
@Component
class RunQueue implements Queue, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RunQueue.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofSeconds(3);
    private static final Duration IDLE = Duration.ofHours(1);
    private static final int ATTEMPTS = 5;
    private static final int JOBS_AT_ONCE = 8;

    private final RunStore store;
    private final Worker worker;
    private final InstantSource clock;
    private final Jobs jobs;
    private final Ticks ticks;
    private final PassingTrouble passing;
    private final CustomTask<Void> runs;
    private final CustomTask<Void> schedule;
    private final Scheduler scheduler;
    private volatile boolean running;

    RunQueue(
            DataSource source,
            RunStore store,
            Worker worker,
            Sweep sweep,
            Ticks ticks,
            Jobs jobs,
            PassingTrouble passing,
            InstantSource clock) {
        this.store = store;
        this.worker = worker;
        this.clock = clock;
        this.jobs = jobs;
        this.ticks = ticks;
        this.passing = passing;
        this.runs = Tasks.custom("runs", Void.class)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(AGAIN)))
                .onDeadExecutionRevive()
                .execute((instance, context) -> work(instance));
        this.schedule = Tasks.custom("schedule", Void.class)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(AGAIN)))
                .onDeadExecutionRevive()
                .execute((instance, context) -> tick(instance, context.getExecution().executionTime));
        RecurringTask<Void> sweeping = Tasks.recurring("sweep", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((instance, context) -> guarded("the sweep", () -> {
                    sweep.sweep();
                    return true;
                }));
        this.scheduler = Scheduler.create(source, List.of(runs, schedule))
                .startTasks(sweeping)
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .threads(JOBS_AT_ONCE + 1)
                .executorService(Executors.newFixedThreadPool(
                        JOBS_AT_ONCE + 1, Thread.ofPlatform().name("runs-", 1).factory()))
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(18))
                .failureLogging(LogLevel.WARN, false)
                .enableImmediateExecution()
                .build();
        jobs.onChange(this::jobsChanged);
    }

    @Override
    public void wake(String job) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (woken(runs.instance(job))) {
                return;
            }
        }
        LOG.info("the runs of {} are taken up by the next sweep: their task is being moved by somebody else", job);
    }

    /// @return false where somebody else moved the task in the same moment
    private boolean woken(TaskInstance<Void> task) {
        try {
            return scheduler.scheduleIfNotExists(task, clock.instant()) || scheduler.reschedule(task, clock.instant());
        } catch (TaskInstanceCurrentlyExecutingException _) {
            return true; // whoever works on the job looks again before he leaves it
        } catch (TaskInstanceNotFoundException | ExecutionException _) {
            return false;
        }
    }

    /// Tells of a surprise; that the database is away is told elsewhere.
    ///
    /// @return false after one
    private boolean guarded(String what, BooleanSupplier work) {
        try {
            return work.getAsBoolean();
        } catch (RuntimeException e) {
            if (!passing.isCauseOf(e)) {
                LOG.error("{} met a fault of Rollcall and is tried again", what, e);
            }
            return false;
        }
    }

    private CompletionHandler<Void> work(TaskInstance<Void> instance) {
        boolean done = guarded("the runs of " + instance.getId(), () -> worker.work(instance.getId()));
        return new CompletionHandler<>() {
            @Override
            public void complete(ExecutionComplete complete, ExecutionOperations<Void> operations) {
                operations.reschedule(complete, clock.instant().plus(done ? IDLE : AGAIN));
                if (done && store.nextOpen(instance.getId()).isPresent()) {
                    wake(instance.getId());
                }
            }
        };
    }

    private CompletionHandler<Void> tick(TaskInstance<Void> instance, Instant due) {
        guarded("the schedule of " + instance.getId(), () -> {
            ticks.tick(instance.getId(), due);
            return true;
        });
        return (complete, operations) -> ticks.next(instance.getId())
                .ifPresentOrElse(next -> operations.reschedule(complete, next), operations::remove);
    }

    private void jobsChanged() {
        wakeAll();
        if (running) {
            jobs.all().keySet().forEach(job -> plan(job.value()));
        }
    }

    /// Notes the job's next tick; one that is overdue stays, for it may have to be caught up.
    private void plan(String job) {
        TaskInstance<Void> task = schedule.instance(job);
        ticks.next(job).ifPresent(next -> {
            try {
                boolean overdue = scheduler
                        .getScheduledExecution(task)
                        .filter(planned -> planned.getExecutionTime().isBefore(clock.instant()))
                        .isPresent();
                if (!overdue && !scheduler.scheduleIfNotExists(task, next)) {
                    scheduler.reschedule(task, next);
                }
            } catch (RuntimeException e) {
                LOG.warn("the schedule of {} could not be noted: {}", job, e.getMessage());
            }
        });
    }

    private void wakeAll() {
        if (running) {
            try {
                store.openJobs().forEach(this::wake);
            } catch (RuntimeException e) {
                LOG.warn("open runs could not be looked for; they are taken up by the next sweep: {}", e.getMessage());
            }
        }
    }

    @Override
    public void start() {
        running = true;
        worker.start();
        scheduler.start();
        jobsChanged();
    }

    @Override
    public void stop() {
        running = false;
        worker.stop();
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Stops before the web server and the doors' connections go.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 10;
    }
}
