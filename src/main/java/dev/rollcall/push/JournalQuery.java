package dev.rollcall.push;

import dev.rollcall.person.EmployeeId;
import dev.rollcall.plan.Action;
import java.util.Optional;
import java.util.Set;

/// Which lines of a journal are wanted.
///
/// @param states empty for all
/// @param after lines with a greater seq only; 0 from the start
/// @param withSteps whether temporary renames, releases and created references are listed among the changes
public record JournalQuery(
        long runId,
        Optional<Action> action,
        Set<State> states,
        Optional<EmployeeId> employeeId,
        boolean withSteps,
        long after,
        int limit) {

    public JournalQuery {
        states = Set.copyOf(states);
    }

    /// The changes of a run, from the start.
    public static JournalQuery of(long runId, int limit) {
        return new JournalQuery(runId, Optional.empty(), Set.of(), Optional.empty(), false, 0, limit);
    }

    public JournalQuery after(long seq) {
        return new JournalQuery(runId, action, states, employeeId, withSteps, seq, limit);
    }

    public JournalQuery in(State... wanted) {
        return new JournalQuery(runId, action, Set.of(wanted), employeeId, withSteps, after, limit);
    }
}
