package dev.rollcall.connector;

import dev.rollcall.person.InvitationId;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUserId;

/// What a write brought about.
public sealed interface Effect {

    record Created(TenantUserId id) implements Effect {}

    record Invited(InvitationId invitation) implements Effect {}

    /// @param id the user's id from now on; another one than before where the id is the employee ID and that
    ///     was changed
    record Updated(TenantUserId id) implements Effect {}

    record Revoked() implements Effect {}

    record ReferenceCreated(Reference reference) implements Effect {}
}
