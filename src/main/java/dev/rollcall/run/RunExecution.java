package dev.rollcall.run;

import dev.rollcall.job.Job;
import dev.rollcall.job.JobName;
import dev.rollcall.job.Jobs;
import dev.rollcall.plan.Approval;
import dev.rollcall.tenant.Tenants;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Takes one run from where its row says it is to its end, or to where it has to pause.
@Component
class RunExecution {
    private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

    /// How it went.
    enum Went {
        ENDED,
        /// The run is still open and is to be taken up again later.
        PAUSED
    }

    private final Jobs jobs;
    private final Tenants tenants;
    private final RunStore store;
    private final ActiveRuns active;
    private final BatchJobs batch;
    private final PassingTrouble passing;

    RunExecution(
            Jobs jobs, Tenants tenants, RunStore store, ActiveRuns active, BatchJobs batch, PassingTrouble passing) {
        this.jobs = jobs;
        this.tenants = tenants;
        this.store = store;
        this.active = active;
        this.batch = batch;
        this.passing = passing;
    }

    /// @param lock that no other worker is at the job's runs
    Went go(Run run, RunLock.Held lock) {
        Optional<Job> job = jobs.find(new JobName(run.job()));
        if (job.isEmpty()) {
            LOG.warn("run {} of {} waits: the job's file is missing or has faults", run.id(), run.job());
            return Went.PAUSED;
        }
        if (run.state() != RunState.RECEIVED) {
            LOG.info("run {} of {} goes on from {}", run.id(), run.job(), run.state());
        }
        try (var context = context(run, job.get(), lock)) {
            active.put(context);
            try {
                return go(context);
            } finally {
                active.remove(context);
                noteCalls(context);
            }
        }
    }

    private RunContext context(Run run, Job job, RunLock.Held lock) {
        return new RunContext(
                run, job, active::isStopping, lock, () -> tenants.open(run.job(), job.target(), job.push()));
    }

    private Went go(RunContext context) {
        try {
            if (context.run().state() == RunState.PUSHING) {
                batch.apply(context);
            } else {
                planThenApply(context);
            }
        } catch (RuntimeException e) {
            if (!passing.isCauseOf(e)) {
                LOG.error("run {} pauses: Batch could not carry it", context.runId(), e);
            }
            return Went.PAUSED;
        }
        if (!context.isReported() && !context.isPaused()) {
            LOG.warn(
                    "run {} pauses: its steps could not be noted in the database; it goes on by itself",
                    context.runId());
        }
        return context.isReported() && !context.isPaused() ? Went.ENDED : Went.PAUSED;
    }

    private void planThenApply(RunContext context) {
        if (context.run().cancelled()) {
            context.endWith(RunEnd.of(RunState.CANCELLED));
        }
        batch.plan(context);
        if (!context.isPaused() && context.end().isEmpty() && goesOn(context)) {
            batch.apply(context);
        }
    }

    /// Whether the plan is pushed without a person's word.
    static boolean goesOn(RunContext context) {
        return context.run().wanted() == Wanted.APPLY && context.job().approval() == Approval.GATES;
    }

    private void noteCalls(RunContext context) {
        try {
            if (!context.isReported()) {
                context.keepCalls(calls -> store.addCalls(context.runId(), calls));
            }
        } catch (RuntimeException e) {
            LOG.warn("the calls of run {} could not be noted: {}", context.runId(), e.getMessage());
        }
    }
}
