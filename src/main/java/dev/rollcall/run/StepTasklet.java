package dev.rollcall.run;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// Runs one step inside Batch. Trouble never leaves it as an exception: the run ends or pauses, and says why.
final class StepTasklet implements Tasklet {
    private static final Logger LOG = LoggerFactory.getLogger(StepTasklet.class);

    private final RunStep step;
    private final ActiveRuns active;
    private final RunStore store;
    private final PassingTrouble passing;
    private final InstantSource clock;

    StepTasklet(RunStep step, ActiveRuns active, RunStore store, PassingTrouble passing, InstantSource clock) {
        this.step = step;
        this.active = active;
        this.store = store;
        this.passing = passing;
        this.clock = clock;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
        Long runId = chunk.getStepContext()
                .getStepExecution()
                .getJobExecution()
                .getJobParameters()
                .getLong("runId");
        RunContext context = active.get(runId == null ? 0 : runId);
        if (context.isPaused() || (context.end().isPresent() && !step.isLast())) {
            contribution.setExitStatus(ExitStatus.NOOP);
            return RepeatStatus.FINISHED;
        }
        var began = clock.instant();
        if (context.isStillOurs()) {
            guarded(context);
        }
        if (!context.isStillOurs()) {
            LOG.warn(
                    "run {} pauses in {}: the database session that holds the job's lock is gone; the run is taken up"
                            + " again by whoever gets the lock",
                    context.runId(),
                    step.name());
            context.pause();
        }
        if (!context.isPaused() && !step.isLast()) {
            seconds(context, Duration.between(began, clock.instant()));
        }
        return RepeatStatus.FINISHED;
    }

    private void guarded(RunContext context) {
        try {
            step.run(context);
        } catch (CancellationException _) {
            stopped(context);
        } catch (RuntimeException e) {
            failed(context, e);
        }
    }

    private static void stopped(RunContext context) {
        if (context.isStopping()) {
            context.pause();
        } else {
            context.endWith(RunEnd.of(RunState.CANCELLED));
        }
    }

    private void failed(RunContext context, RuntimeException e) {
        if (context.isStopping()) {
            context.pause();
        } else if (passing.isCauseOf(e)) {
            LOG.warn("run {} pauses in {}: {}", context.runId(), step.name(), passing.said(e));
            context.pause();
        } else if (e instanceof UncheckedIOException || step.isLast()) {
            LOG.error("run {} pauses in {} and is tried again: {}", context.runId(), step.name(), said(e));
            context.pause();
        } else {
            LOG.error("run {} fails in {}", context.runId(), step.name(), e);
            context.endWith(RunEnd.failed(
                    "INTERNAL",
                    "a fault of Rollcall in step " + step.name() + " ("
                            + e.getClass().getSimpleName() + "); see the log of run " + context.runId()
                            + ", then retry"));
        }
    }

    /// The message, and for a file what the system said of it.
    private static String said(RuntimeException e) {
        return e.getMessage()
                + (e.getCause() == null ? "" : " (" + e.getCause().getClass().getSimpleName() + ")");
    }

    private void seconds(RunContext context, Duration took) {
        try {
            store.addSeconds(context.runId(), step.name(), took.toMillis() / 1000.0);
        } catch (RuntimeException e) {
            failed(context, e);
        }
    }
}
