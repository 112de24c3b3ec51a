package dev.rollcall.run;

import dev.rollcall.person.Attribute;
import dev.rollcall.report.Language;
import dev.rollcall.report.Messages;
import dev.rollcall.source.SourceSettings;
import dev.rollcall.source.SourceSettings.Mode;
import dev.rollcall.source.SourceUnavailable;
import dev.rollcall.stage.ExportFacts;
import dev.rollcall.stage.StageOrder;
import dev.rollcall.stage.StageOutcome;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Export -> staged rows.
@Component
class StageStep implements RunStep {
    private final Pulling pulling;
    private final StagingOrders orders;
    private final RunStore store;
    private final HomeFolder home;
    private final InstantSource clock;
    private final Language language;
    private final Messages messages = new Messages();

    StageStep(
            Pulling pulling,
            StagingOrders orders,
            RunStore store,
            HomeFolder home,
            InstantSource clock,
            @Value("${rollcall.language:en}") String language) {
        this.pulling = pulling;
        this.orders = orders;
        this.store = store;
        this.home = home;
        this.clock = clock;
        this.language = Language.ofTag(language).orElse(Language.ENGLISH);
    }

    @Override
    public String name() {
        return "stage";
    }

    @Override
    public void run(RunContext context) {
        if (context.run().undoOf().isPresent()) {
            return; // an undo has no rows
        }
        store.enter(context.runId(), RunState.STAGING, clock.instant());
        boolean pulls = !(context.job().source() instanceof SourceSettings.Csv);
        if (context.run().place().isEmpty() && !pulls) {
            context.endWith(RunEnd.failed(
                    "SOURCE_UNAVAILABLE", "the run has no export; start a new one with a file or from the inbox"));
            return;
        }
        try {
            switch (stage(context)) {
                case StageOutcome.Staged staged -> staged(context, staged);
                case StageOutcome.Refused refused -> refused(context, refused);
            }
        } catch (SourceUnavailable e) {
            context.endWith(RunEnd.failed(e.reason().name(), e.detail()));
        }
    }

    private StageOutcome stage(RunContext context) {
        Run run = context.run();
        Optional<Path> kept = run.place().map(home::at);
        Path file = kept.orElseGet(() -> pulling.export(run, context.job()));
        StageOrder order = orders.of(run, context.job(), file, (_, _) -> stopIfAsked(context));
        return kept.isPresent() ? pulling.again(context.job(), order) : pulling.pull(context, order);
    }

    private void stopIfAsked(RunContext context) {
        if (context.isStopping() || store.isCancelled(context.runId())) {
            throw new CancellationException("staging was asked to stop");
        }
    }

    private void staged(RunContext context, StageOutcome.Staged staged) {
        boolean proven = staged.proven() && context.run().mode() == Mode.FULL;
        store.export(
                context.runId(),
                export(
                        context.run(),
                        staged.facts(),
                        Optional.of(proven),
                        staged.proof().stream()
                                .map(c -> new Export.Proof(c.check(), c.ok(), c.found(), c.expected()))
                                .toList()));
        store.rows(
                context.runId(),
                Map.of(
                        "read", staged.read(),
                        "rejected", staged.rejected(),
                        "accepted", staged.accepted(),
                        "repeated", staged.repeated()));
        context.headers(headers(staged.facts()));
        if (store.isCancelled(context.runId())) {
            context.endWith(RunEnd.of(RunState.CANCELLED));
        }
    }

    private static Map<Attribute, String> headers(ExportFacts facts) {
        var headers = new EnumMap<Attribute, String>(Attribute.class);
        facts.mapped().forEach((attribute, all) -> {
            if (!all.isEmpty()) {
                headers.put(attribute, all.getFirst());
            }
        });
        return headers;
    }

    private void refused(RunContext context, StageOutcome.Refused refused) {
        store.export(context.runId(), export(context.run(), refused.facts(), Optional.of(false), List.of()));
        context.endWith(refusal(refused.code().name(), refused.variant(), refused.details()));
    }

    private RunEnd refusal(String code, String variant, List<String> details) {
        Messages.Words words = messages.ofFile(code, variant, details, language);
        return RunEnd.refused(code, words.message() + " " + words.hint());
    }

    static Export export(Run run, ExportFacts facts, Optional<Boolean> proven, List<Export.Proof> proof) {
        return new Export(
                StagingOrders.name(run),
                Optional.of(facts.sha256()),
                OptionalLong.of(facts.bytes()),
                Optional.of(facts.charset()).filter(c -> !c.isEmpty()),
                Optional.of(facts.delimiter()).filter(d -> !d.isEmpty()),
                proven,
                proof,
                facts.columnKeys().stream().toList());
    }
}
