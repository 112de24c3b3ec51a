package dev.rollcall.run;

import dev.rollcall.person.Attribute;
import dev.rollcall.snapshot.SnapshotOrder;
import dev.rollcall.snapshot.SnapshotOutcome;
import dev.rollcall.snapshot.Snapshots;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Tenant -> a proven copy of its users.
@Component
class SnapshotStep implements RunStep {
    private final Snapshots snapshots;
    private final EarlierFailures earlier;
    private final RunStore store;
    private final InstantSource clock;

    SnapshotStep(Snapshots snapshots, EarlierFailures earlier, RunStore store, InstantSource clock) {
        this.snapshots = snapshots;
        this.earlier = earlier;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public void run(RunContext context) {
        if (context.run().undoOf().isPresent()) {
            return; // an undo starts from what was applied; each user is read again when it is pushed
        }
        store.enter(context.runId(), RunState.SNAPSHOT, clock.instant());
        earlier.tryAgain(context);
        if (context.isPaused()) {
            return;
        }
        Set<Attribute> mapped = context.job().stage().columns().keySet();
        var order = new SnapshotOrder(context.runId(), context.run().job(), context.line(), mapped);
        switch (snapshots.take(order)) {
            case SnapshotOutcome.Taken _ -> stopIfAsked(context);
            case SnapshotOutcome.Incomplete(long found, long expected) ->
                context.endWith(RunEnd.failed(
                        "SNAPSHOT_INCOMPLETE",
                        "the tenant lists " + found + " users but states " + expected
                                + ", four times in a row; retry when nobody changes users there, or ask the tenant"));
            case SnapshotOutcome.Unusable(var trouble) -> context.endWith(RunEnd.stopped(trouble));
            case SnapshotOutcome.Refused(String what, String code, String message) ->
                context.endWith(RunEnd.failed(
                        "TENANT_UNAVAILABLE",
                        "the tenant does not let us read its " + what + ": " + code + " " + message
                                + "; check what the account may do there, then retry"));
        }
    }

    private void stopIfAsked(RunContext context) {
        if (context.end().isEmpty() && store.isCancelled(context.runId())) {
            context.endWith(RunEnd.of(RunState.CANCELLED));
        }
    }
}
