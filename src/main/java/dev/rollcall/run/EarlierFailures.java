package dev.rollcall.run;

import dev.rollcall.push.Journal;
import java.util.Set;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/// Tries again, under their own run, what earlier runs of the job could not do because the tenant did not answer,
/// before a new run looks at the tenant. People whom the new export names are left to it.
@Component
class EarlierFailures {
    private static final Set<RunState> THROUGH = Set.of(RunState.COMPLETED_WITH_ERRORS, RunState.AWAITING_APPROVAL);

    private final Journal journal;
    private final RunStore store;
    private final RunExecution execution;

    EarlierFailures(Journal journal, RunStore store, @Lazy RunExecution execution) {
        this.journal = journal;
        this.store = store;
        this.execution = execution;
    }

    /// Does nothing for a run that is not to be applied: it writes to no tenant. Where an earlier run has to pause,
    /// so does this one.
    void tryAgain(RunContext context) {
        Run run = context.run();
        if (run.wanted() != Wanted.APPLY || run.trigger() == Trigger.UNDO) {
            return;
        }
        for (long earlier : journal.unavailable(run.job(), run.id())) {
            if (!context.isPaused() && store.reopen(earlier, THROUGH, RunState.PUSHING, Wanted.APPLY)) {
                journal.retry(earlier, new Journal.Retry.UnavailableExceptNamedBy(run.id()));
                goOn(context, store.find(earlier).orElseThrow());
            }
        }
    }

    private void goOn(RunContext context, Run earlier) {
        if (execution.go(earlier, context.lock()) == RunExecution.Went.PAUSED) {
            context.pause();
        }
    }
}
