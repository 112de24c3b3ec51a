package dev.rollcall.push;

import dev.rollcall.connector.Write;
import dev.rollcall.push.Event.Asked;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Changes that need each other in a circle, who swap IDs or phone numbers: a cycle that is begun is finished, or taken
/// back where it cannot be. Nobody is left with a temporary ID, or without a value that was cleared ahead.
final class Cycles {

    private final PushOrder order;
    private final PushStore store;
    private final Writing writing;
    private final Agenda agenda;
    private final Window window;
    private final Set<Long> begun = new HashSet<>();
    private final Set<Long> broken = new HashSet<>();
    private final Set<Long> takenBack = new HashSet<>();

    Cycles(PushOrder order, PushStore store, Writing writing, Agenda agenda, Window window) {
        this.order = order;
        this.store = store;
        this.writing = writing;
        this.agenda = agenda;
        this.window = window;
    }

    void load() {
        broken.addAll(store.brokenGroups(order.runId()));
        begun.addAll(broken);
    }

    /// Notes a cycle of which something was done by an earlier push.
    void takenUp(Task task) {
        boolean goesOn = task.line.state() == State.UNKNOWN
                || task.line.needs().stream().anyMatch(need -> need.state() == State.APPLIED);
        if (goesOn) {
            sent(task);
        }
    }

    void sent(Task task) {
        if (task.line.group() > 0) {
            begun.add(task.line.group());
        }
    }

    void failed(Task task) {
        long group = task.line.group();
        if (group > 0 && !task.undo && !takenBack.contains(group)) {
            broken.add(group);
        }
    }

    boolean isWhole() {
        return broken.isEmpty();
    }

    boolean isBegun(Task task) {
        return task.line.group() > 0 && begun.contains(task.line.group());
    }

    /// Whether a cycle stands half-way.
    boolean isUnderWay() {
        return !broken.isEmpty() || begun.stream().anyMatch(window::holds);
    }

    /// Takes back what was done of a cycle that cannot be finished, the last change first: each one's value is free
    /// again once the one after it was taken back.
    void takeBack(Instant snapshotAt) {
        for (Long group : List.copyOf(broken)) {
            if (!window.holds(group)) {
                broken.remove(group);
                takenBack.add(group);
                takeBack(group, snapshotAt);
            }
        }
    }

    private void takeBack(long group, Instant snapshotAt) {
        Optional<Task> before = Optional.empty();
        for (Line line : store.applied(order.runId(), group)) {
            var task = new Task(line, true, snapshotAt);
            before.ifPresentOrElse(last -> window.takeUpAfter(task, last), () -> start(task));
            before = Optional.of(task);
        }
    }

    private void start(Task task) {
        window.takeUpAlone(task);
        Write write = writing.writes(task).getFirst();
        if (task.line.state() == State.UNKNOWN && !write.isRepeatable()) {
            agenda.lookUp(new Asked(task, write, Optional.empty()));
        } else {
            agenda.free(task);
        }
    }
}
