package dev.rollcall.run;

import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.PlanOutcome;
import dev.rollcall.plan.Planning;
import dev.rollcall.push.Estimate;
import dev.rollcall.push.Journal;
import dev.rollcall.source.SourceSettings.Mode;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Staged rows and snapshot -> the sealed plan and its journal.
@Component
class PlanStep implements RunStep {
    private final Planning planning;
    private final Journal journal;
    private final RunStore store;
    private final InstantSource clock;

    PlanStep(Planning planning, Journal journal, RunStore store, InstantSource clock) {
        this.planning = planning;
        this.journal = journal;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public void run(RunContext context) {
        store.enter(context.runId(), RunState.PLANNING, clock.instant());
        Run run = store.find(context.runId()).orElse(context.run());
        PlanOrder order = order(context, run);
        PlanOutcome outcome =
                run.undoOf().isPresent() ? planning.undo(order, run.undoOf().getAsLong()) : planning.plan(order);
        journal.open(run.id(), Map.of());
        store.plan(run.id(), outcome.digest());
        store.progress(run.id(), Progressing.before(Estimate.of(journal.counts(run.id()), context.line())));
        if (store.isCancelled(run.id())) {
            context.endWith(RunEnd.of(RunState.CANCELLED));
        }
    }

    private PlanOrder order(RunContext context, Run run) {
        return new PlanOrder(
                run.id(),
                run.job(),
                run.mode() == Mode.FULL,
                run.export().flatMap(Export::proven).orElse(false),
                context.job().rules(),
                context.job().gates(),
                context.line().abilities(),
                context.line().account(),
                context.job().stage().contactRequired(),
                run.rows().getOrDefault("accepted", 0L),
                context.headers(),
                clock.instant().plus(context.job().gates().expire()),
                context.job().target().reinviteAfter().map(clock.instant()::minus));
    }
}
