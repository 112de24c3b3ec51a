package dev.rollcall.push;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.plan.Action;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One planned change and what became of it.
///
/// @param kind change, step or reference
/// @param remoteId the tenant's id of the user; after a create or rename the new one
/// @param line of the export; empty where no row names the person
/// @param before of the attributes that change; for a rename EMPLOYEE_ID among them
/// @param global whether it changes what the person's other tenants share
/// @param heldBy the gates that hold it
/// @param code the row code, where it failed or is stale
public record JournalLine(
        long seq,
        String kind,
        Action action,
        String employeeId,
        Optional<String> remoteId,
        OptionalLong line,
        Attributes before,
        Attributes after,
        boolean global,
        State state,
        List<String> heldBy,
        int attempts,
        Optional<String> code,
        Optional<String> remoteCode,
        Optional<String> remoteMessage,
        Optional<Instant> sentAt,
        Optional<Instant> finishedAt) {

    public JournalLine {
        heldBy = List.copyOf(heldBy);
    }

    /// Whether the user's password is reset by it: an e-mail that belongs to this tenant alone is changed by a call of
    /// its own, which resets it (see [dev.rollcall.person.Abilities#emailByCall()]).
    public boolean resetsPassword() {
        return action != Action.CREATE && after.has(Attribute.EMAIL) && !global;
    }
}
