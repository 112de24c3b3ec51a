package dev.rollcall.push;

import dev.rollcall.connector.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The changes that are taken up and have no outcome yet, and which of them wait for which.
final class Window {

    private final Agenda agenda;
    private final Books books;
    private final Map<Long, Task> tasks = new HashMap<>();
    private final Map<Long, List<Task>> waiters = new HashMap<>();

    Window(Agenda agenda, Books books) {
        this.agenda = agenda;
        this.books = books;
    }

    int size() {
        return tasks.size();
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    boolean hasWaiters() {
        return !waiters.isEmpty();
    }

    boolean holds(long group) {
        return tasks.values().stream().anyMatch(task -> task.line.group() == group);
    }

    /// Takes a line up: it is sent at once, or after what it needs.
    void takeUp(Task task) {
        tasks.put(task.seq(), task);
        for (Line.Need need : task.line.needs()) {
            if (tasks.containsKey(need.seq())) {
                await(task, need.seq());
            } else if (need.state() == State.APPLIED) {
                task.done.add(need);
            } else {
                books.dependsOn(task);
                return;
            }
        }
        if (task.open.isEmpty()) {
            agenda.free(task);
        }
    }

    /// Holds a task that is to be taken back until another was.
    void takeUpAfter(Task task, Task before) {
        tasks.put(task.seq(), task);
        await(task, before.seq());
    }

    void takeUpAlone(Task task) {
        tasks.put(task.seq(), task);
    }

    private void await(Task task, long seq) {
        task.open.add(seq);
        waiters.computeIfAbsent(seq, any -> new ArrayList<>()).add(task);
    }

    void applied(Task task, Outcome outcome) {
        tasks.remove(task.seq());
        Optional<String> id = outcome.effect().flatMap(Window::userId);
        var need =
                new Line.Need(task.seq(), State.APPLIED, task.line.kind(), task.line.remoteId(), outcome.after(), id);
        for (Task waiter : takeWaiters(task)) {
            waiter.open.remove(task.seq());
            waiter.done.add(need);
            if (waiter.open.isEmpty() && tasks.containsKey(waiter.seq())) {
                agenda.free(waiter);
            }
        }
    }

    private static Optional<String> userId(Effect effect) {
        return switch (effect) {
            case Effect.Updated(var user) -> Optional.of(user.value());
            case Effect.Created(var user) -> Optional.of(user.value());
            case Effect.Invited _, Effect.Revoked _, Effect.ReferenceCreated _ -> Optional.empty();
        };
    }

    void failed(Task task) {
        tasks.remove(task.seq());
        for (Task waiter : takeWaiters(task)) {
            waiter.open.remove(task.seq());
            if (waiter.undo && waiter.open.isEmpty()) {
                agenda.free(waiter);
            } else if (!waiter.undo && tasks.containsKey(waiter.seq()) && !waiter.due.equals(Instant.MAX)) {
                waiter.due = Instant.MAX;
                books.dependsOn(waiter);
            }
        }
    }

    private List<Task> takeWaiters(Task task) {
        List<Task> waiting = waiters.remove(task.seq());
        return waiting == null ? List.of() : waiting;
    }
}
