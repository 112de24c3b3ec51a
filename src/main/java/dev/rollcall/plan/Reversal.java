package dev.rollcall.plan;

import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Value;
import java.util.Optional;
import java.util.OptionalLong;

/// What takes an applied change back. No API deletes anybody: who was created is deactivated.
///
/// @param abilities what the tenant cannot take back (an attribute that it does not clear) is left as it is
public record Reversal(Abilities abilities) {

    /// A change that was applied.
    ///
    /// @param employeeId the person's ID now
    /// @param remoteId the user's id now, or the open invitation's; empty where there is neither any more
    /// @param invitation whether the person was invited and has not come yet, or the invitation was revoked
    public record Applied(
            Action action,
            String employeeId,
            Optional<String> remoteId,
            boolean invitation,
            Attributes before,
            Attributes after,
            boolean global) {}

    /// @return empty where there is nothing to take back: nobody is there any more, an invitation was revoked,
    ///     or the tenant cannot go back
    public Optional<PlannedChange> of(Applied applied) {
        boolean revoked = applied.action() == Action.DEACTIVATE && applied.invitation();
        if (applied.remoteId().isEmpty() || revoked) {
            return Optional.empty();
        }
        if (applied.action() == Action.CREATE) {
            return Optional.of(change(applied, Action.DEACTIVATE, status(true), status(false)));
        }
        Attributes back = possible(applied.before());
        if (back.isEmpty()) {
            return Optional.empty();
        }
        Attributes now = Attributes.NONE;
        for (Attribute attribute : back.keys()) {
            now = now.with(attribute, applied.after().get(attribute).orElse(Value.text("")));
        }
        return Optional.of(change(applied, reversed(applied.action()), now, back));
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
