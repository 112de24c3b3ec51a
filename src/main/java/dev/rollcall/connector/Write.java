package dev.rollcall.connector;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.InvitationId;
import dev.rollcall.person.TenantUser;

/// One thing to be done in the tenant. References are ids of the tenant.
public sealed interface Write {

    /// Make a user who is active; where people are invited, invite them.
    ///
    /// @param wanted only attributes of [dev.rollcall.person.Abilities#creatable()]
    record Create(EmployeeId employeeId, Attributes wanted) implements Write {}

    /// Change the given attributes (ACTIVE among them for the status) and leave everything else as `current`
    /// has it.
    ///
    /// @param current the user as last read, for calls that overwrite what they are not given
    record Update(TenantUser current, Attributes changes) implements Write {}

    /// Give the user another employee ID, and change the given attributes in the same call.
    record Rename(TenantUser current, EmployeeId newEmployeeId, Attributes changes) implements Write {}

    /// Change the e-mail by the call that resets the password.
    record ChangeEmail(TenantUser current, String email) implements Write {}

    record RevokeInvitation(InvitationId invitation) implements Write {}

    /// Make a tag (or another kind that [dev.rollcall.person.Abilities#creatableReferences()] names).
    record CreateReference(Attribute kind, String name) implements Write {}

    /// Whether writing it a second time would do harm or be refused, so that a lost answer must be looked up
    /// first.
    default boolean isRepeatable() {
        return this instanceof Update || this instanceof RevokeInvitation;
    }
}
