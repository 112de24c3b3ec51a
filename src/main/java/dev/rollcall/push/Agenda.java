package dev.rollcall.push;

import dev.rollcall.connector.Write;
import dev.rollcall.person.Attributes;
import dev.rollcall.plan.Action;
import dev.rollcall.push.Event.Asked;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/// What is to be done next: changes that may be sent, that wait for their time, or that must be looked up or read
/// again first.
final class Agenda {

    /// What every call for one change alone has in common.
    private static final Object ALONE = new Object();

    private final PushOrder order;
    private final Writing writing;
    private final Books books;
    private final InstantSource clock;
    private final int most;
    private final ReadyQueues ready;
    private final Deque<List<Task>> halves = new ArrayDeque<>();
    private final PriorityQueue<Task> delayed = new PriorityQueue<>(Comparator.comparing((Task task) -> task.due));
    private final List<Asked> toLookUp = new ArrayList<>();
    private final List<Task> toReread = new ArrayList<>();
    private final Map<String, String> references = new HashMap<>();
    private Optional<Verdict.Fail> full = Optional.empty();

    Agenda(PushOrder order, Writing writing, Books books, InstantSource clock) {
        this.order = order;
        this.writing = writing;
        this.books = books;
        this.clock = clock;
        this.most =
                order.settings().bulk() ? Math.max(1, order.line().abilities().maxBulk()) : 1;
        this.ready = new ReadyQueues(most);
    }

    /// References that the run has created have ids now.
    void know(Map<String, String> created) {
        references.putAll(created);
    }

    /// The change needs nothing any more.
    void free(Task task) {
        Optional<Attributes> resolved = Writing.resolved(task.line.after(), references);
        if (resolved.isEmpty()) {
            books.dependsOn(task);
            return;
        }
        task.after = resolved.get();
        if (task.needsUser() && task.isOld(clock.instant())) {
            toReread.add(task);
        } else if (task.line.state() == State.UNKNOWN && !task.resumed && !task.undo) {
            task.resumed = true;
            resume(task);
        } else {
            queue(task);
        }
    }

    void queue(Task task) {
        Object together =
                most == 1 ? ALONE : order.line().batchKey(writing.writes(task).getFirst());
        ready.add(together, task);
    }

    /// A change that was under way when the last push ended.
    private void resume(Task task) {
        List<Write> writes = writing.writes(task);
        if (writes.stream().allMatch(Write::isRepeatable)) {
            queue(task);
            return;
        }
        boolean renamesFirst = writes.size() > 1 && task.line.action() == Action.RENAME;
        lookUp(new Asked(task, renamesFirst ? writes.getFirst() : writes.getLast(), Optional.empty()));
    }

    /// A user who is not to be found under his ID may have the new one already, by an attempt of ours whose answer
    /// was lost.
    ///
    /// @param otherwise what is said where he has not
    /// @return whether he is looked for
    boolean lookForRenamed(Task task, Verdict.Fail otherwise) {
        boolean may = task.lost && !task.undo && task.part == 0 && task.line.action() == Action.RENAME && task.isRead();
        if (may) {
            lookUp(new Asked(task, writing.writes(task).getFirst(), Optional.of(new Verdict.Exists(otherwise))));
        }
        return may;
    }

    void lookUp(Asked asked) {
        toLookUp.add(asked);
    }

    void reread(List<Task> tasks) {
        toReread.addAll(tasks);
    }

    /// Part of a call that was refused whole.
    void part(List<Task> tasks) {
        halves.add(tasks);
    }

    void later(Task task, Instant due) {
        task.due = due;
        delayed.add(task);
    }

    /// Takes up what has waited long enough.
    void wake() {
        Instant now = clock.instant();
        while (!delayed.isEmpty() && !delayed.peek().due.isAfter(now)) {
            free(delayed.remove());
        }
    }

    /// The changes of one call; none where nothing is ready.
    ///
    /// @param partial whether a call may be made that is not full
    List<Task> next(boolean partial) {
        return halves.isEmpty() ? ready.next(partial) : halves.removeFirst();
    }

    /// The tenant's subscription has no room for more users.
    void full(Verdict.Fail refusal) {
        full = Optional.of(refusal);
    }

    /// Where the tenant has no room for more users, nobody else is created: each would only be refused.
    List<Task> withRoom(List<Task> tasks) {
        Optional<Verdict.Fail> refusal = full;
        if (refusal.isEmpty() || tasks.stream().noneMatch(Task::makesUser)) {
            return tasks;
        }
        tasks.stream().filter(Task::makesUser).forEach(task -> books.failed(task, refusal.get()));
        return tasks.stream().filter(task -> !task.makesUser()).toList();
    }

    List<Asked> takeToLookUp() {
        List<Asked> all = List.copyOf(toLookUp);
        toLookUp.clear();
        return all;
    }

    List<Task> takeToReread() {
        List<Task> all = List.copyOf(toReread);
        toReread.clear();
        return all;
    }

    boolean hasToLookUp() {
        return !toLookUp.isEmpty();
    }

    /// Leaves everything that was not sent but these to a later push.
    void keepOnly(Predicate<Task> wanted) {
        ready.removeUnless(wanted);
        delayed.removeIf(wanted.negate());
        toReread.removeIf(wanted.negate());
        for (List<Task> half : List.copyOf(halves)) {
            half.forEach(task -> books.open(task, State.PENDING));
        }
        halves.clear();
    }
}
