package dev.rollcall.run;

import dev.rollcall.push.Counts.Tally;
import dev.rollcall.push.Journal;
import dev.rollcall.source.SourceSettings.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Decides how the run ends, checks that its rows are conserved, writes the reports, files the export; the end is
/// set last.
@Component
class ReportStep implements RunStep {
    private static final Logger LOG = LoggerFactory.getLogger(ReportStep.class);

    private final RunStore store;
    private final Journal journal;
    private final Summaries summaries;
    private final ReportStage reports;
    private final Filing filing;
    private final HomeFolder home;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    ReportStep(
            RunStore store,
            Journal journal,
            Summaries summaries,
            ReportStage reports,
            Filing filing,
            HomeFolder home,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.store = store;
        this.journal = journal;
        this.summaries = summaries;
        this.reports = reports;
        this.filing = filing;
        this.home = home;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "report";
    }

    @Override
    public boolean isLast() {
        return true;
    }

    @Override
    public void run(RunContext context) {
        if (context.end().isEmpty() && !context.isPushed() && RunExecution.goesOn(context)) {
            return; // the apply job reports
        }
        if (context.isPushed() && context.end().isEmpty() && journal.hasWork(context.runId())) {
            context.pause();
            return;
        }
        context.keepCalls(calls -> store.addCalls(context.runId(), calls));
        Run run = store.find(context.runId()).orElseThrow();
        RunEnd end = conserved(run, context.end().orElseGet(() -> natural(context, run)));
        Instant now = clock.instant();
        report(context, run, end, now);
        filing.file(run, end);
        baseline(run, end);
        store.end(run.id(), end.state(), end.reason(), end.detail(), now);
        context.reported();
        LOG.info(
                "run {} of {} ended {}{}",
                run.id(),
                run.job(),
                end.state(),
                end.reason().map(r -> " " + r).orElse(""));
        events.publishEvent(new RunEnded(run.id(), run.job(), end.state()));
    }

    private RunEnd natural(RunContext context, Run run) {
        if (!context.isPushed()) {
            return RunEnd.of(RunState.PLANNED);
        }
        Tally tally = Tallies.of(summaries.counts(run));
        if (tally.held() > 0) {
            return RunEnd.of(RunState.AWAITING_APPROVAL);
        }
        long rejected = RowCounts.of(run, store.numbers(run.id())).rejected();
        return RunEnd.of(
                rejected + tally.failed() + tally.stale() > 0 ? RunState.COMPLETED_WITH_ERRORS : RunState.COMPLETED);
    }

    private RunEnd conserved(Run run, RunEnd end) {
        List<String> broken = run.planDigest().isPresent()
                        && end.state() != RunState.FAILED
                        && end.state() != RunState.CANCELLED
                        && end.state() != RunState.REFUSED
                ? summaries.broken(run)
                : List.of();
        return broken.isEmpty()
                ? end
                : RunEnd.failed(
                        "ROWS_NOT_CONSERVED",
                        "the run's numbers do not add up: " + String.join("; ", broken)
                                + "; a fault of Rollcall, please report it with summary.json");
    }

    private void report(RunContext context, Run run, RunEnd end, Instant now) {
        Path folder = home.reports(run.job(), run.id());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " could not be made", e);
        }
        write(context, ended(run, end, now), folder);
        store.addSeconds(
                run.id(), name(), Duration.between(now, clock.instant()).toMillis() / 1000.0);
    }

    private void write(RunContext context, Run ended, Path folder) {
        reports.write(new ReportStage.Order(ended, context.job(), summaries.of(ended), folder));
    }

    /// The run as its row will be.
    private static Run ended(Run run, RunEnd end, Instant now) {
        return new Run(
                run.id(),
                run.job(),
                run.trigger(),
                run.mode(),
                end.state(),
                end.reason(),
                end.detail(),
                run.wanted(),
                run.queuedAt(),
                run.startedAt().or(() -> Optional.of(now)),
                Optional.of(now),
                run.cancelled(),
                run.sourceRun(),
                run.undoOf(),
                run.correctionOf(),
                run.export(),
                run.place(),
                run.planDigest(),
                run.rows(),
                run.calls(),
                withReport(run.seconds()),
                end.state() == RunState.PLANNED ? run.progress() : Optional.empty());
    }

    private static Map<String, Double> withReport(Map<String, Double> seconds) {
        var all = new java.util.TreeMap<>(seconds);
        all.putIfAbsent("report", 0.0);
        return all;
    }

    /// A proven full export that was pushed is the measure of the next one.
    private void baseline(Run run, RunEnd end) {
        boolean pushed = end.state() == RunState.COMPLETED
                || end.state() == RunState.COMPLETED_WITH_ERRORS
                || end.state() == RunState.AWAITING_APPROVAL;
        if (pushed
                && run.mode() == Mode.FULL
                && run.export().flatMap(Export::proven).orElse(false)) {
            setBaseline(store, run);
        }
    }

    static void setBaseline(RunStore store, Run run) {
        boolean newer =
                store.baseline(run.job()).map(b -> b.runId() <= run.id()).orElse(true);
        if (newer) {
            store.baseline(
                    run.job(),
                    new RunStore.Baseline(
                            run.id(),
                            RowCounts.of(run, store.numbers(run.id())).accepted(),
                            run.export().map(Export::columns).orElse(List.of())));
        }
    }
}
