package dev.rollcall.run;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.stereotype.Component;

/// The two Batch jobs: plan (stage, snapshot, plan, report) and apply (push, report). Each execution is a new one;
/// where a run stands is in its row.
@Component
class BatchJobs {
    private final JobOperator operator;
    private final Job plan;
    private final Job apply;

    BatchJobs(
            JobOperator operator,
            JobRepository repository,
            ActiveRuns active,
            RunStore store,
            PassingTrouble passing,
            InstantSource clock,
            StageStep stage,
            SnapshotStep snapshot,
            PlanStep plan,
            PushStep push,
            ReportStep report) {
        this.operator = operator;
        var making = new Making(repository, active, store, passing, clock);
        this.plan = making.job("plan", List.of(stage, snapshot, plan, report));
        this.apply = making.job("apply", List.of(push, report));
    }

    void plan(RunContext context) {
        launch(plan, context);
    }

    void apply(RunContext context) {
        launch(apply, context);
    }

    private void launch(Job job, RunContext context) {
        JobParameters parameters = new JobParametersBuilder()
                .addLong("runId", context.runId())
                .addString("execution", UUID.randomUUID().toString())
                .toJobParameters();
        try {
            operator.start(job, parameters);
        } catch (JobExecutionException e) {
            throw new IllegalStateException("run " + context.runId() + " could not be launched", e);
        }
    }

    private record Making(
            JobRepository repository, ActiveRuns active, RunStore store, PassingTrouble passing, InstantSource clock) {
        Job job(String name, List<RunStep> steps) {
            SimpleJobBuilder builder = new JobBuilder(name, repository).start(step(steps.getFirst()));
            steps.stream().skip(1).forEach(step -> builder.next(step(step)));
            return builder.build();
        }

        /// No transaction around a step: it commits as it goes.
        private Step step(RunStep step) {
            return new StepBuilder(step.name(), repository)
                    .tasklet(new StepTasklet(step, active, store, passing, clock))
                    .transactionManager(new ResourcelessTransactionManager())
                    .build();
        }
    }
}
