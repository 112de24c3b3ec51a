package dev.rollcall.run;

import dev.rollcall.plan.Action;
import dev.rollcall.push.Counts;
import dev.rollcall.push.Counts.Tally;
import dev.rollcall.push.Journal;
import dev.rollcall.report.RunRecord;
import dev.rollcall.run.RunStore.Numbers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The run as the world sees it (contract 5), computed in this one place: for the REST interface, summary.json,
/// the demo.
@Component
public class Summaries {
    private static final List<String> PHASES = List.of("stage", "snapshot", "plan", "push", "report");

    private final RunStore store;
    private final Journal journal;
    private final RunRecord record;

    Summaries(RunStore store, Journal journal, RunRecord record) {
        this.store = store;
        this.record = record;
        this.journal = journal;
    }

    /// Every key is there, null where nothing is known.
    public Map<String, @Nullable Object> of(Run run) {
        Numbers numbers = store.numbers(run.id());
        Counts counts = counts(run);
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("runId", run.id());
        all.put("job", run.job());
        all.put("trigger", run.trigger().key());
        all.put("mode", run.mode().name().toLowerCase(Locale.ROOT));
        all.put("state", run.state().name());
        all.put("reason", run.reason().orElse(null));
        all.put("detail", run.detail().orElse(null));
        all.put(
                "export",
                run.export().map(export -> export(export, run.correctionOf())).orElse(null));
        all.put("planDigest", run.planDigest().orElse(null));
        all.put("rows", RowCounts.of(run, numbers).byName());
        all.put("changes", changes(counts));
        all.put("gates", numbers.gates());
        all.put("decisions", numbers.decisions());
        all.put("calls", calls(run));
        all.put("progress", Progressing.shown(run));
        all.put("steps", counts.steps());
        all.put("references", Map.of("tagsCreated", counts.tagsCreated()));
        all.put("notCompared", record.notCompared(run.id()));
        all.put("undoOf", number(run.undoOf()));
        all.put("sourceRun", number(run.sourceRun()));
        all.put("queuedAt", time(Optional.of(run.queuedAt())));
        all.put("startedAt", time(run.startedAt()));
        all.put("finishedAt", time(run.finishedAt()));
        all.put("seconds", seconds(run));
        return all;
    }

    /// What became of the run's changes; nothing of any before there is a plan.
    Counts counts(Run run) {
        return run.planDigest().isPresent() ? journal.counts(run.id()) : new Counts(Map.of(), 0, 0);
    }

    private static Map<String, @Nullable Object> export(Export export, OptionalLong correctionOf) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("name", export.name());
        all.put("sha256", export.sha256().orElse(null));
        all.put("bytes", number(export.bytes()));
        all.put("charset", export.charset().orElse(null));
        all.put("delimiter", export.delimiter().orElse(null));
        all.put("proven", export.proven().orElse(null));
        all.put("proof", export.proof());
        all.put("correctionOf", number(correctionOf));
        return all;
    }

    private static Map<String, Object> changes(Counts counts) {
        var all = new LinkedHashMap<String, Object>();
        for (Action action : Action.values()) {
            Tally tally = counts.of(action);
            var one = new LinkedHashMap<String, Object>();
            BiConsumer<String, Long> put = one::put;
            put.accept("planned", tally.planned());
            put.accept("held", tally.held());
            put.accept("pending", tally.pending());
            put.accept("applied", tally.applied());
            put.accept("failed", tally.failed());
            put.accept("stale", tally.stale());
            put.accept("unknown", tally.unknown());
            put.accept("discarded", tally.discarded());
            put.accept("superseded", tally.superseded());
            all.put(action.key(), one);
        }
        return all;
    }

    private static Map<String, Object> calls(Run run) {
        var all = new LinkedHashMap<String, Object>();
        for (String kind : List.of("read", "write", "retried")) {
            all.put(kind, run.calls().getOrDefault(kind, 0L));
        }
        return all;
    }

    private static Map<String, @Nullable Object> seconds(Run run) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        PHASES.forEach(phase -> all.put(phase, run.seconds().get(phase)));
        return all;
    }

    private static @Nullable String time(Optional<Instant> time) {
        return time.map(t -> t.truncatedTo(ChronoUnit.MILLIS).toString()).orElse(null);
    }

    private static @Nullable Long number(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    /// Names of laws that the run's numbers break; empty where they add up.
    List<String> broken(Run run) {
        Numbers numbers = store.numbers(run.id());
        var broken = new ArrayList<String>();
        RowCounts rows = RowCounts.of(run, numbers);
        if (run.undoOf().isEmpty() && rows.accepted() != rows.unchanged() + numbers.named()) {
            broken.add("accepted " + rows.accepted() + " rows = unchanged " + rows.unchanged() + " + planned "
                    + numbers.named());
        }
        if (run.undoOf().isEmpty() && rows.rejected() != numbers.explained()) {
            broken.add("rejected " + rows.rejected() + " rows = " + numbers.explained() + " with a reason");
        }
        long planned = Tallies.of(counts(run)).planned();
        if (planned != numbers.planned()) {
            broken.add("planned " + numbers.planned() + " changes = " + planned + " in the journal");
        }
        return broken;
    }
}
