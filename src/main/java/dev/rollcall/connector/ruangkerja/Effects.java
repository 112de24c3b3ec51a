package dev.rollcall.connector.ruangkerja;

import dev.rollcall.connector.Effect;
import dev.rollcall.connector.Transport;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUserId;
import java.util.Optional;

/// What a write that succeeded brought about. The serial of a user is not kept: no read shows it again.
final class Effects {

    private Effects() {}

    static Effect of(Write write, Optional<String> serial) {
        return switch (write) {
            case Write.Create(var id, var _) -> new Effect.Created(new TenantUserId(id.value()));
            case Write.Update(var current, var _) -> new Effect.Updated(current.id());
            case Write.Rename(var _, var newId, var _) -> new Effect.Updated(new TenantUserId(newId.value()));
            case Write.ChangeEmail(var current, var _) -> new Effect.Updated(current.id());
            case Write.CreateReference(var kind, String name) ->
                new Effect.ReferenceCreated(Reference.of(
                        kind, serial.orElseThrow(() -> new Transport.Unreadable("no serial of the tag")), name));
            case Write.RevokeInvitation _ -> new Effect.Revoked();
        };
    }
}
