package dev.rollcall.push;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Changes that may be sent, by what may go into one call together.
final class ReadyQueues {

    private final int most;
    private final Map<Object, Deque<Task>> queues = new LinkedHashMap<>();
    private int size;

    /// @param most changes in one call
    ReadyQueues(int most) {
        this.most = most;
    }

    void add(Object key, Task task) {
        queues.computeIfAbsent(key, k -> new ArrayDeque<>()).add(task);
        size++;
    }

    int size() {
        return size;
    }

    /// The changes of one call.
    ///
    /// @param partial whether a call may be made that is not full
    List<Task> next(boolean partial) {
        Optional<Map.Entry<Object, Deque<Task>>> longest = queues.entrySet().stream()
                .max(Comparator.comparingInt(e -> Math.min(most, e.getValue().size())));
        if (longest.isEmpty() || (!partial && longest.get().getValue().size() < most)) {
            return List.of();
        }
        Deque<Task> queue = longest.get().getValue();
        List<Task> call = new ArrayList<>(Math.min(most, queue.size()));
        while (call.size() < most && !queue.isEmpty()) {
            call.add(queue.remove());
        }
        if (queue.isEmpty()) {
            queues.remove(longest.get().getKey());
        }
        size -= call.size();
        return call;
    }

    /// Takes out and keeps only what is wanted.
    List<Task> removeUnless(Predicate<Task> wanted) {
        List<Task> removed = new ArrayList<>();
        for (Deque<Task> queue : queues.values()) {
            queue.removeIf(task -> !wanted.test(task) && removed.add(task));
        }
        queues.values().removeIf(Deque::isEmpty);
        size -= removed.size();
        return removed;
    }
}
