package dev.rollcall.sandbox.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How often each person was created, by every key that the create named: `employeeID:E1`, `email:a@contoh.co.id`.
public final class Creations {

    private final Map<String, int[]> counts = new TreeMap<>();

    public synchronized void tried(String key, boolean applied) {
        int[] count = counts.computeIfAbsent(key, _ -> new int[2]);
        count[0]++;
        count[1] += applied ? 1 : 0;
    }

    /// The keys that were created at least `applied` times.
    public synchronized List<Count> atLeast(int applied) {
        var found = new ArrayList<Count>();
        counts.forEach((key, count) -> {
            if (count[1] >= applied) {
                found.add(new Count(key, count[0], count[1]));
            }
        });
        return found;
    }

    /// @param tried creates that named this key
    /// @param applied those of them that made somebody
    public record Count(String key, int tried, int applied) {}

    public synchronized void clear() {
        counts.clear();
    }
}
