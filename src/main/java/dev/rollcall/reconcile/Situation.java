package dev.rollcall.reconcile;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Employee;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.InvitationId;
import dev.rollcall.person.TenantUser;
import java.util.Map;
import java.util.SortedSet;

/// Everything that is known about one employee when its case is decided; references are ids of the tenant.
///
/// @param found the tenant's user, if any, whoever claimed it first taken into account
/// @param renaming what the row's new employee ID comes to
/// @param invitation whether the person was invited and has not come yet
public record Situation(Employee employee, Found found, Renaming renaming, Invitation invitation) {

    public sealed interface Found {
        record Nobody() implements Found {}

        /// @param rule `link`, or the attribute of the match rule
        /// @param own set values that this job once added to the user
        record User(TenantUser user, String rule, Map<Attribute, SortedSet<String>> own) implements Found {
            public User {
                own = Map.copyOf(own);
            }
        }

        /// Several users for one employee, or several employees for one user.
        record Ambiguous(String rule, String others) implements Found {}
    }

    public sealed interface Renaming {
        /// The row names no new ID, or the person has it already.
        record None() implements Renaming {}

        /// The new ID is free, or is given up by another change of this plan.
        record To(EmployeeId newId) implements Renaming {}

        /// Somebody else has the new ID and keeps it.
        record Taken(EmployeeId newId) implements Renaming {}
    }

    public sealed interface Invitation {
        record None() implements Invitation {}

        record Open(InvitationId id) implements Invitation {}

        /// Remembered, but no longer listed by the tenant.
        record Expired() implements Invitation {}

        /// No longer open, and so old that the job wants it sent again.
        record Due() implements Invitation {}
    }
}
