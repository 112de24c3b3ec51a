package dev.rollcall.push;

import dev.rollcall.connector.Effect;
import dev.rollcall.person.RowCode;
import dev.rollcall.push.Event.Call;
import dev.rollcall.push.Outcomes.Settled;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What one push writes into the journal: what is about to leave, and what came of it, many changes at a time.
final class Books {

    private final PushOrder order;
    private final PushStore store;
    private final InstantSource clock;
    private final Outcomes outcomes = new Outcomes();
    private Consumer<Settled> written = settled -> {};
    private long turn;

    Books(PushOrder order, PushStore store, InstantSource clock) {
        this.order = order;
        this.store = store;
        this.clock = clock;
    }

    /// @param listener told of every outcome that is in the database
    void begin(Consumer<Settled> listener) {
        written = listener;
        turn = store.begin(order.runId());
    }

    void applied(Task task, Effect effect) {
        outcomes.applied(task, effect, clock.instant());
    }

    void takenBack(Task task, Effect effect) {
        outcomes.takenBack(task, effect, clock.instant());
    }

    void failed(Task task, Verdict.Fail fail) {
        outcomes.failed(task, fail, clock.instant());
    }

    /// Something that the change needs was not applied.
    void dependsOn(Task task) {
        failed(task, new Verdict.Fail(RowCode.DEPENDS_ON, "", ""));
    }

    void open(Task task, State state) {
        outcomes.open(task, state, clock.instant());
    }

    boolean isEmpty() {
        return outcomes.isEmpty();
    }

    boolean isDue() {
        return outcomes.isDue(clock.instant());
    }

    /// Commits that these calls are about to leave. What earlier attempts came to is written before: it must not
    /// take a change back to pending whose call is under way.
    void send(List<Call> calls) {
        if (calls.stream().anyMatch(call -> call.tasks().stream().anyMatch(outcomes::isWaiting))) {
            flush();
        }
        List<Long> seqs = new ArrayList<>();
        for (Call call : calls) {
            for (Task task : call.tasks()) {
                if (task.undo) {
                    store.sendBack(order.runId(), turn, task.seq());
                } else {
                    seqs.add(task.seq());
                }
            }
        }
        if (!seqs.isEmpty()) {
            store.send(order.runId(), turn, seqs);
        }
    }

    void flush() {
        while (!outcomes.isEmpty()) {
            List<Settled> batch = outcomes.next();
            store.record(
                    order.runId(),
                    order.job(),
                    turn,
                    batch.stream().map(Settled::outcome).toList());
            outcomes.written(batch, clock.instant());
            batch.forEach(written);
        }
    }
}
