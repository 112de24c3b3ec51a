package dev.rollcall.plan;

import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Value;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// What takes an applied change back. No API deletes anybody: who was created is deactivated.
///
/// @param abilities what the tenant cannot take back (an attribute that it does not clear) is left as it is
public record Reversal(Abilities abilities) {

    /// A change that was applied.
    ///
    /// @param employeeId the person's ID now
    /// @param remoteId the user's id now, or the open invitation's; empty where there is neither any more
    /// @param invitation whether the person was invited and has not come yet, or the invitation was revoked
    /// @param invited of a revoked invitation: with what this job had sent it; empty where somebody else had
    public record Applied(
            Action action,
            String employeeId,
            Optional<String> remoteId,
            boolean invitation,
            Attributes before,
            Attributes after,
            boolean global,
            Optional<Attributes> invited) {

        boolean isRevoked() {
            return action == Action.DEACTIVATE && invitation;
        }
    }

    /// @param change empty where there is nothing to take back: nobody is there any more, or the tenant cannot go back
    /// @param left what the tenant cannot set back; ACTIVE: an invitation that cannot be sent again
    public record Back(Optional<PlannedChange> change, Set<Attribute> left) {

        public Back {
            left = Set.copyOf(left);
        }
    }

    public Back of(Applied applied) {
        if (applied.isRevoked()) {
            return new Back(
                    applied.invited().map(wanted -> invitation(applied, wanted)),
                    applied.invited().isPresent() ? Set.of() : Set.of(Attribute.ACTIVE));
        }
        if (applied.remoteId().isEmpty()) {
            return new Back(Optional.empty(), Set.of());
        }
        if (applied.action() == Action.CREATE) {
            return new Back(Optional.of(change(applied, Action.DEACTIVATE, status(true), status(false))), Set.of());
        }
        Attributes back = possible(applied.before());
        Set<Attribute> left = new TreeSet<>(applied.before().keys());
        left.removeAll(back.keys());
        return new Back(back.isEmpty() ? Optional.empty() : Optional.of(back(applied, back)), left);
    }

    /// The person is invited anew, as the first time.
    private static PlannedChange invitation(Applied applied, Attributes wanted) {
        return new PlannedChange(
                PlannedChange.Kind.CHANGE,
                Action.CREATE,
                applied.employeeId(),
                Optional.empty(),
                OptionalLong.empty(),
                Attributes.NONE,
                wanted,
                false,
                "");
    }

    private static PlannedChange back(Applied applied, Attributes back) {
        Attributes now = Attributes.NONE;
        for (Attribute attribute : back.keys()) {
            now = now.with(attribute, applied.after().get(attribute).orElse(Value.text("")));
        }
        return change(applied, reversed(applied.action()), now, back);
    }

    private static Action reversed(Action action) {
        return switch (action) {
            case CREATE, REACTIVATE -> Action.DEACTIVATE;
            case DEACTIVATE -> Action.REACTIVATE;
            case UPDATE -> Action.UPDATE;
            case RENAME -> Action.RENAME;
        };
    }

    private Attributes possible(Attributes before) {
        Attributes possible = before;
        for (Attribute attribute : before.keys()) {
            boolean empty = before.get(attribute).filter(Value::isEmpty).isPresent();
            boolean identity = attribute == Attribute.EMPLOYEE_ID || attribute == Attribute.ACTIVE;
            boolean byCall = attribute == Attribute.EMAIL && abilities.emailByCall();
            boolean can = identity
                    || (!empty && (byCall || abilities.updatable().contains(attribute)))
                    || (empty && abilities.clearable().contains(attribute));
            possible = can ? possible : possible.without(attribute);
        }
        return possible;
    }

    private static Attributes status(boolean active) {
        return Attributes.of(Attribute.ACTIVE, Value.flag(active));
    }

    private static PlannedChange change(Applied applied, Action action, Attributes before, Attributes after) {
        boolean revokes = applied.invitation() && applied.action() == Action.CREATE;
        return new PlannedChange(
                PlannedChange.Kind.CHANGE,
                action,
                applied.employeeId(),
                applied.remoteId(),
                OptionalLong.empty(),
                before,
                after,
                applied.global() && action != Action.DEACTIVATE,
                revokes ? "invitation" : "link");
    }
}
