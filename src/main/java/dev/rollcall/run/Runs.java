package dev.rollcall.run;

import static dev.rollcall.run.RunState.AWAITING_APPROVAL;
import static dev.rollcall.run.RunState.CANCELLED;
import static dev.rollcall.run.RunState.COMPLETED_WITH_ERRORS;
import static dev.rollcall.run.RunState.FAILED;
import static dev.rollcall.run.RunState.PLANNED;

import dev.rollcall.push.Counts.Tally;
import dev.rollcall.push.Journal;
import dev.rollcall.run.RunRefused.Kind;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/// The one door to runs. What cannot be done is a [RunRefused]; who asks is noted.
@Component
public class Runs {
    private final RunStore store;
    private final Journal journal;
    private final Starting starting;
    private final Summaries summaries;
    private final ActiveRuns active;
    private final Queue queue;
    private final InstantSource clock;

    Runs(
            RunStore store,
            Journal journal,
            Starting starting,
            Summaries summaries,
            ActiveRuns active,
            @Lazy Queue queue,
            InstantSource clock) {
        this.store = store;
        this.journal = journal;
        this.starting = starting;
        this.summaries = summaries;
        this.active = active;
        this.queue = queue;
        this.clock = clock;
    }

    /// Starts a run, or queues it where the job has one in progress. With a key that was used before, that run.
    public Run start(StartOrder order) {
        return get(starting.start(order));
    }

    /// Claims whatever is complete in the job's inbox, oldest first.
    ///
    /// @return the runs that were made
    public List<Long> takeWaiting(String job, String by) {
        return starting.takeWaiting(job, by);
    }

    public Run get(long runId) {
        return store.find(runId).orElseThrow(() -> RunRefused.noRun(runId));
    }

    public List<Run> list(RunQuery query) {
        return store.list(query);
    }

    public java.util.Map<String, @Nullable Object> summary(Run run) {
        return summaries.of(run);
    }

    /// Pushes a plan: what no gate holds, and the held kinds that are named.
    public Run apply(long runId, String digest, Collection<String> actions, String by) {
        Run run = sealed(runId, digest);
        notSuperseded(run);
        if (run.state() != PLANNED) {
            throw RunRefused.state(run, "apply", "PLANNED");
        }
        journal.release(runId, Set.copyOf(actions));
        store.released(runId, actions, by, clock.instant());
        return goOn(run, "apply", actions, by);
    }

    /// Releases held changes: the kinds that are named, `blank`, `export` (which moves the baseline alone);
    /// none named: all.
    public Run approve(long runId, String digest, Collection<String> actions, String by) {
        Run run = sealed(runId, digest);
        if (actions.contains("export")) {
            approveExport(run, by);
            if (Set.copyOf(actions).size() == 1) {
                return get(runId);
            }
        }
        notSuperseded(run);
        if (run.state() != AWAITING_APPROVAL) {
            throw RunRefused.state(run, "approve", "AWAITING_APPROVAL");
        }
        Collection<String> named = actions.isEmpty() ? heldGates(run) : actions;
        journal.release(runId, Set.copyOf(named));
        store.released(runId, named, by, clock.instant());
        return goOn(run, "approve", named, by);
    }

    /// Gives up held (and, in a plan that waits, pending) changes: the kinds that are named; none named: all.
    public Run discard(long runId, String digest, Collection<String> actions, String by) {
        Run run = sealed(runId, digest);
        if (run.state() != PLANNED && run.state() != AWAITING_APPROVAL) {
            throw RunRefused.state(run, "discard", "PLANNED or AWAITING_APPROVAL");
        }
        if (actions.isEmpty()) {
            journal.discardAll(runId);
        } else {
            journal.discard(runId, Set.copyOf(actions));
        }
        store.decided(runId, "discard", actions, by, clock.instant());
        Tally left = Tallies.of(summaries.counts(run));
        if (left.held() == 0 && (run.state() == AWAITING_APPROVAL || left.pending() == 0)) {
            store.reopen(runId, Set.of(run.state()), RunState.PUSHING, Wanted.APPLY);
            queue.wake(run.job());
        }
        return get(runId);
    }

    /// Stops a run that has not ended: calls in flight are finished, the rest stays pending.
    public Run cancel(long runId, String by) {
        Run run = get(runId);
        if (!store.cancel(runId)) {
            throw RunRefused.state(run, "cancel", "in progress");
        }
        store.decided(runId, "cancel", List.of(), by, clock.instant());
        active.cancel(runId);
        queue.wake(run.job());
        return get(runId);
    }

    /// Goes on with a run that was stopped, or tries again what failed in one that was through.
    public Run retry(long runId, Journal.Retry which, String by) {
        Run run = get(runId);
        Set<RunState> from = EnumSet.of(FAILED, CANCELLED, COMPLETED_WITH_ERRORS, AWAITING_APPROVAL);
        if (!from.contains(run.state())) {
            throw RunRefused.state(run, "retry", "FAILED, CANCELLED or COMPLETED_WITH_ERRORS");
        }
        boolean planned = run.planDigest().isPresent();
        boolean through = run.state() == COMPLETED_WITH_ERRORS || run.state() == AWAITING_APPROVAL;
        long again = planned ? journal.retry(runId, which) : 0;
        if (through && again == 0 && !journal.hasWork(runId)) {
            throw new RunRefused(
                    Kind.CONFLICT,
                    "NOTHING_TO_RETRY",
                    "run " + runId + " has no failed or stale change of that kind; rejected rows are fixed in the"
                            + " correction file");
        }
        store.decided(runId, "retry", List.of(), by, clock.instant());
        boolean pushes = planned && run.wanted() == Wanted.APPLY;
        store.reopen(runId, from, pushes ? RunState.PUSHING : RunState.RECEIVED, run.wanted());
        queue.wake(run.job());
        return get(runId);
    }

    /// Plans to take back what a run has applied. The new run ends PLANNED, with a digest of its own; it is still on
    /// its way there where the job is busy.
    public Run undo(long runId, String by) {
        Run run = get(runId);
        if (!run.state().isEnd()) {
            throw RunRefused.state(run, "undo", "ended");
        }
        if (Tallies.of(summaries.counts(run)).applied() == 0) {
            throw new RunRefused(
                    Kind.CONFLICT,
                    "NOTHING_TO_UNDO",
                    "run " + runId + " has applied nothing; what it still holds is given up by discard");
        }
        store.decided(runId, "undo", List.of(), by, clock.instant());
        return get(starting.undo(run, by));
    }

    private Run goOn(Run run, String verb, Collection<String> actions, String by) {
        store.decided(run.id(), verb, actions, by, clock.instant());
        if (!store.reopen(run.id(), Set.of(run.state()), RunState.PUSHING, Wanted.APPLY)) {
            throw RunRefused.state(get(run.id()), verb, run.state().name());
        }
        queue.wake(run.job());
        return get(run.id());
    }

    private void approveExport(Run run, String by) {
        boolean unproven = run.state().isEnd()
                && !run.rows().isEmpty()
                && !run.export().flatMap(Export::proven).orElse(true);
        if (!unproven) {
            throw new RunRefused(
                    Kind.CONFLICT,
                    "EXPORT_NOT_UNPROVEN",
                    "the export of run " + run.id() + " needs no approval: it is proven, or was not read to its end");
        }
        store.decided(run.id(), "approve", List.of("export"), by, clock.instant());
        ReportStep.setBaseline(store, run);
    }

    private Run sealed(long runId, String digest) {
        Run run = get(runId);
        Optional<String> planned = run.planDigest();
        if (planned.isEmpty()) {
            throw RunRefused.state(run, "decide on", "planned");
        }
        if (!planned.get().equals(digest)) {
            throw new RunRefused(
                    Kind.CONFLICT,
                    "PLAN_CHANGED",
                    "the plan of run " + runId + " has the digest " + planned.get() + ", not the one given; look at the"
                            + " plan again and give its planDigest");
        }
        return run;
    }

    /// Comes before the look at the state: a run whose last held changes were superseded has ended.
    private void notSuperseded(Run run) {
        Tally tally = Tallies.of(summaries.counts(run));
        if (tally.superseded() > 0 && tally.held() + tally.pending() + tally.unknown() == 0) {
            throw new RunRefused(
                    Kind.CONFLICT,
                    "PLAN_SUPERSEDED",
                    "a newer run decided about the people of run " + run.id() + "; decide on that one");
        }
    }

    private List<String> heldGates(Run run) {
        return store.numbers(run.id()).gates().stream()
                .filter(gate -> Boolean.TRUE.equals(gate.get("held")))
                .map(gate -> String.valueOf(gate.get("action")))
                .distinct()
                .toList();
    }
}
