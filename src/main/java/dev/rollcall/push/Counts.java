package dev.rollcall.push;

import dev.rollcall.plan.Action;
import java.util.Map;

/// What became of a run's changes.
///
/// @param changes every action is there
/// @param steps temporary renames and releases that the plan holds
/// @param tagsCreated references that were created
public record Counts(Map<Action, Tally> changes, long steps, long tagsCreated) {

    public Counts {
        changes = Map.copyOf(changes);
    }

    /// `planned` is the sum of the others.
    public record Tally(
            long planned,
            long held,
            long pending,
            long applied,
            long failed,
            long stale,
            long unknown,
            long discarded,
            long superseded) {
        public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    public Tally of(Action action) {
        return changes.getOrDefault(action, Tally.NONE);
    }
}
