package dev.rollcall.push;

import dev.rollcall.connector.Effect;
import dev.rollcall.person.RowCode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Outcomes that are not in the database yet, the last of each change: never more than 500, never for longer than a
/// quarter of a second.
final class Outcomes {

    static final int MOST = 500;
    private static final Optional<Verdict.Fail> NONE = Optional.empty();
    private static final Verdict.Fail TAKEN_BACK = new Verdict.Fail(RowCode.DEPENDS_ON, "", "");
    private static final Duration LONGEST = Duration.ofMillis(250);

    /// An outcome and the task it is of.
    record Settled(Task task, Outcome outcome) {}

    private final SequencedMap<Long, Settled> waiting = new LinkedHashMap<>();
    private Instant first = Instant.MAX;

    void applied(Task task, Effect effect, Instant now) {
        add(task, State.APPLIED, NONE, Optional.of(effect), now);
    }

    void takenBack(Task task, Effect effect, Instant now) {
        add(task, State.FAILED, Optional.of(TAKEN_BACK), Optional.of(effect), now);
    }

    void failed(Task task, Verdict.Fail fail, Instant now) {
        State state = fail.code() == RowCode.STALE ? State.STALE : State.FAILED;
        add(task, state, Optional.of(fail), Optional.empty(), now);
    }

    void open(Task task, State state, Instant now) {
        add(task, state, NONE, Optional.empty(), now);
    }

    private void add(Task task, State state, Optional<Verdict.Fail> fail, Optional<Effect> effect, Instant now) {
        boolean back = task.undo && effect.isPresent();
        boolean undoing = task.undo && (state == State.PENDING || state == State.UNKNOWN);
        Outcome outcome = new Outcome(
                task.line,
                undoing ? State.UNKNOWN : state,
                task.attempts,
                task.lost,
                undoing,
                fail.map(Verdict.Fail::code),
                fail.map(Verdict.Fail::remoteCode).orElse(""),
                fail.map(Verdict.Fail::remoteMessage).orElse(""),
                fail.map(Verdict.Fail::complaint).orElse(Complaint.NONE),
                effect,
                back ? task.undone() : task.after,
                task.userId().map(Object::toString));
        waiting.remove(task.seq());
        waiting.put(task.seq(), new Settled(task, outcome));
        first = first.isBefore(now) ? first : now;
    }

    boolean isWaiting(Task task) {
        return waiting.containsKey(task.seq());
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean isDue(Instant now) {
        return waiting.size() >= MOST
                || (!waiting.isEmpty() && first.plus(LONGEST).isBefore(now));
    }

    List<Settled> next() {
        return waiting.values().stream().limit(MOST).toList();
    }

    void written(List<Settled> batch, Instant now) {
        batch.forEach(settled -> waiting.remove(settled.task().seq(), settled));
        first = waiting.isEmpty() ? Instant.MAX : now;
    }
}
