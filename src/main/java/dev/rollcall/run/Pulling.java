package dev.rollcall.run;

import dev.rollcall.job.Job;
import dev.rollcall.source.PullOrder;
import dev.rollcall.source.Pulls;
import dev.rollcall.source.SourceUnavailable;
import dev.rollcall.source.ndjson.Archive;
import dev.rollcall.stage.StageOrder;
import dev.rollcall.stage.StageOutcome;
import dev.rollcall.stage.Staging;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Has a run's source pulled and staged in one go; the export is kept like a file that was dropped.
@Component
class Pulling {
    private final Pulls pulls;
    private final PullPlan plan;
    private final Watermarks watermarks;
    private final Staging staging;
    private final RunStore store;
    private final HomeFolder home;
    private final InstantSource clock;

    Pulling(
            Pulls pulls,
            PullPlan plan,
            Watermarks watermarks,
            Staging staging,
            RunStore store,
            HomeFolder home,
            InstantSource clock) {
        this.pulls = pulls;
        this.plan = plan;
        this.watermarks = watermarks;
        this.staging = staging;
        this.store = store;
        this.home = home;
        this.clock = clock;
    }

    /// Where the run's export will lie.
    Path export(Run run, Job job) {
        return home.claimed(run.job()).resolve(run.id() + "-" + PullPlan.exportName(job));
    }

    /// Stages an export that is there already.
    StageOutcome again(Job job, StageOrder order) {
        return Pulls.givesRecords(job.source())
                ? staging.stage(order, new Archive(order.file()))
                : staging.stage(order);
    }

    /// Pulls and stages.
    ///
    /// @param order its file is where the export goes
    /// @throws SourceUnavailable where it could not be pulled; nothing is staged and nothing kept then
    StageOutcome pull(RunContext context, StageOrder order) {
        Run run = context.run();
        Job job = context.job();
        Optional<Instant> since = plan.since(job, run.mode());
        watermarks.began(run.id(), run.job(), since.isEmpty(), clock.instant());
        var wanted = new PullOrder(run.job(), job.source(), job.push(), since, order.file());
        try (Pulls.Pull pull = pulls.open(wanted)) {
            context.interruptedBy(pull::cancel);
            StageOutcome outcome =
                    Pulls.givesRecords(job.source()) ? staging.stage(order, pull.records()) : file(pull, order);
            noteWhole(run, outcome);
            if (Files.isRegularFile(order.file())) {
                store.place(run.id(), home.placeOf(order.file()));
            }
            return outcome;
        }
    }

    private StageOutcome file(Pulls.Pull pull, StageOrder order) {
        pull.file();
        return staging.stage(order);
    }

    /// Fewer rows than usual are no fault of a pull that asked for changes alone.
    private void noteWhole(Run run, StageOutcome outcome) {
        boolean whole = outcome instanceof StageOutcome.Staged staged
                && staged.proof().stream()
                        .allMatch(check -> check.ok() || check.check().equals("minRows"));
        if (whole) {
            watermarks.whole(run.id());
        }
    }
}
