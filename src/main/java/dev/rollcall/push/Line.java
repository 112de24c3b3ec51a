package dev.rollcall.push;

import dev.rollcall.person.Attributes;
import dev.rollcall.person.TenantUser;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.PlannedChange.Kind;
import java.util.List;
import java.util.Optional;

/// A line of the journal as a push takes it up.
///
/// @param needs with what has become of each
/// @param group above 0: the cycle that it belongs to, begun and finished together
/// @param undo whether it was applied and is being taken back
/// @param user the user as the run's snapshot has it
public record Line(
        long seq,
        Kind kind,
        Action action,
        String employeeId,
        Optional<String> remoteId,
        boolean invitation,
        Attributes before,
        Attributes after,
        List<Need> needs,
        long group,
        State state,
        int attempts,
        boolean lost,
        boolean undo,
        Optional<String> resultId,
        Optional<TenantUser> user) {

    public Line {
        needs = List.copyOf(needs);
    }

    /// A change that must be applied before.
    ///
    /// @param resultId the user's id after it
    public record Need(
            long seq, State state, Kind kind, Optional<String> remoteId, Attributes after, Optional<String> resultId) {}
}
