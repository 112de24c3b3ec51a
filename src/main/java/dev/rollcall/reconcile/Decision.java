package dev.rollcall.reconcile;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.InvitationId;
import dev.rollcall.person.RowCode;
import dev.rollcall.person.TenantUser;
import java.util.List;
import java.util.Optional;

/// What one employee's case comes to.
public sealed interface Decision {

    record Create(EmployeeId id, Attributes wanted) implements Decision {}

    /// An update that changes neither ID nor status.
    record Update(TenantUser user, Difference difference, List<Told> told) implements Decision {}

    /// @param difference any other difference, carried by the same change
    record Rename(TenantUser user, EmployeeId newId, Difference difference, List<Told> told) implements Decision {}

    record Deactivate(TenantUser user) implements Decision {}

    record Reactivate(TenantUser user, Difference difference, List<Told> told) implements Decision {}

    /// A deactivation of somebody who was invited and has not come yet.
    record Revoke(InvitationId invitation) implements Decision {}

    record Unchanged(Because because, List<Told> told) implements Decision {}

    record Rejected(RowCode code, String variant, Optional<Attribute> attribute, List<String> facts)
            implements Decision {}

    /// The same attributes as they are and as they are to be.
    record Difference(Attributes before, Attributes after) {
        public static final Difference NONE = new Difference(Attributes.NONE, Attributes.NONE);

        public boolean isNone() {
            return after.isEmpty();
        }
    }

    /// A difference that is not done, but told.
    record Told(RowCode code, Attribute attribute) {}

    /// Why nothing happens; the lower-case name is shown when a person is explained.
    enum Because {
        EQUAL,
        INVITED,
        INVITATION_EXPIRED,
        INACTIVE_AND_UNKNOWN,
        INACTIVE_IN_BOTH,
        INACTIVE_WITHOUT_STATUS
    }
}
