package dev.rollcall.person;

import java.time.Duration;
import java.util.Set;

/// What a tenant's API can do. Declared by its connector, held to it by the shared contract test, and obeyed by
/// the plan.
///
/// @param knowsEmployeeIds whether a user carries our employee ID there (else a rename makes no call: the link
///     moves)
/// @param renames whether a user's employee ID can be changed by a call
/// @param creation how a person comes to have a user there
/// @param maxBulk the most writes of one kind in one call; 1 = no bulk calls
/// @param pageSize the most users read by one call
/// @param readable attributes that a snapshot shows; only these are ever compared
/// @param creatable attributes that a create may carry
/// @param updatable attributes that an update may carry (ACTIVE among them where the status can be set)
/// @param clearable attributes that an update may clear
/// @param unique attributes of which no two users may have the same value
/// @param told attributes that the tenant shows but this API does not change in an update: a difference is reported
/// @param emailByCall whether an e-mail can be changed by a call of its own, which resets the password
/// @param global attributes that belong to the person in every tenant of the system, not to this tenant alone
/// @param creatableReferences kinds of reference that can be created by name
/// @param settles how long a read may lag behind a write
/// @param findsByKey whether one user can be read alone by its key; else a re-read is a read of the list
public record Abilities(
        boolean knowsEmployeeIds,
        boolean renames,
        Creation creation,
        int maxBulk,
        int pageSize,
        Set<Attribute> readable,
        Set<Attribute> creatable,
        Set<Attribute> updatable,
        Set<Attribute> clearable,
        Set<Attribute> unique,
        Set<Attribute> told,
        boolean emailByCall,
        Set<Attribute> global,
        Set<Attribute> creatableReferences,
        Duration settles,
        boolean findsByKey) {

    /// Whether a create makes the user at once, or invites the person, who becomes a user by accepting.
    public enum Creation {
        DIRECT,
        INVITATION
    }

    public Abilities {
        readable = Set.copyOf(readable);
        creatable = Set.copyOf(creatable);
        updatable = Set.copyOf(updatable);
        clearable = Set.copyOf(clearable);
        unique = Set.copyOf(unique);
        told = Set.copyOf(told);
        global = Set.copyOf(global);
        creatableReferences = Set.copyOf(creatableReferences);
    }

    public boolean bulk() {
        return maxBulk > 1;
    }
}
