package dev.rollcall.run;

import dev.rollcall.plan.Planning;
import dev.rollcall.push.Journal;
import dev.rollcall.push.Progress;
import dev.rollcall.push.Push;
import dev.rollcall.push.PushOrder;
import dev.rollcall.push.PushOutcome;
import dev.rollcall.source.SourceSettings.Mode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/// The plan's free changes -> calls -> outcomes.
@Component
class PushStep implements RunStep {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
    private static final Duration BETWEEN_NOTES = Duration.ofMillis(700);

    private final Push push;
    private final Journal journal;
    private final Planning planning;
    private final RunStore store;
    private final Queue queue;
    private final InstantSource clock;

    PushStep(
            Push push,
            Journal journal,
            Planning planning,
            RunStore store,
            @org.springframework.context.annotation.Lazy Queue queue,
            InstantSource clock) {
        this.push = push;
        this.journal = journal;
        this.planning = planning;
        this.store = store;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "push";
    }

    @Override
    public void run(RunContext context) {
        store.enter(context.runId(), RunState.PUSHING, clock.instant());
        planning.adopt(context.runId(), context.run().job());
        supersede(context.runId());
        if (journal.hasWork(context.runId())) {
            outcome(context, push.push(order(context)));
        }
        context.pushed();
    }

    /// Older plans give way; runs that waited for what is superseded now end by what they have.
    private void supersede(long runId) {
        Run run = store.find(runId).orElseThrow();
        boolean everybody =
                run.mode() == Mode.FULL && run.export().flatMap(Export::proven).orElse(false);
        List<Long> older =
                journal.supersede(run.job(), runId, everybody ? Journal.About.EVERYBODY : Journal.About.NAMED);
        for (long other : older) {
            boolean waits = store.find(other)
                    .filter(r -> r.state() == RunState.AWAITING_APPROVAL)
                    .isPresent();
            if (waits && Tallies.of(journal.counts(other)).held() == 0) {
                store.reopen(other, List.of(RunState.AWAITING_APPROVAL), RunState.PUSHING, Wanted.APPLY);
                queue.wake(run.job());
            }
        }
    }

    private PushOrder order(RunContext context) {
        var cancelled = new Look(context);
        var notes = new Notes(context);
        return new PushOrder(
                context.runId(),
                context.run().job(),
                context.line(),
                context.job().push(),
                cancelled::isAskedToStop,
                notes::note);
    }

    private static void outcome(RunContext context, PushOutcome outcome) {
        switch (outcome) {
            case PushOutcome.Finished _ -> {}
            case PushOutcome.Cancelled _ -> {
                if (context.isStopping()) {
                    context.pause();
                } else {
                    context.endWith(RunEnd.of(RunState.CANCELLED));
                }
            }
            case PushOutcome.Overtaken _ -> context.pause();
            case PushOutcome.Stopped(var trouble) -> context.endWith(RunEnd.stopped(trouble));
        }
    }

    /// Whether somebody asked to stop; the database is asked a few times a second at most.
    private final class Look {
        private final RunContext context;
        private Instant next = Instant.MIN;
        private boolean asked;

        Look(RunContext context) {
            this.context = context;
        }

        synchronized boolean isAskedToStop() {
            Instant now = clock.instant();
            if (!asked && now.isAfter(next)) {
                next = now.plus(BETWEEN_LOOKS);
                asked = !context.isStillOurs() || isCancelled();
            }
            return asked || context.isStopping();
        }

        private boolean isCancelled() {
            try {
                return store.isCancelled(context.runId());
            } catch (RuntimeException _) {
                return false; // the database is away; the push waits for it
            }
        }
    }

    /// Writes the progress into the run row, and the calls that were made: those of a worker that is killed count, too.
    private final class Notes {
        private final RunContext context;
        private Instant next = Instant.MIN;

        Notes(RunContext context) {
            this.context = context;
        }

        void note(Progress progress) {
            Instant now = clock.instant();
            if (now.isBefore(next)) {
                return;
            }
            next = now.plus(BETWEEN_NOTES);
            try {
                store.progress(context.runId(), Progressing.pushing(progress));
                context.keepCalls(calls -> store.addCalls(context.runId(), calls));
            } catch (RuntimeException _) {
                next = now; // the database is away; the push itself waits for it
            }
        }
    }
}
