package dev.rollcall.push;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.Value;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Whether what the plan saw of a user still holds.
final class Staleness {

    /// How long a user may have been read before a change is built on it.
    static final Duration OLD = Duration.ofMinutes(10);

    private Staleness() {}

    /// The first attribute that is neither as the plan saw it nor as it wants it.
    ///
    /// @param except attributes that steps of this plan changed
    static Optional<Attribute> changed(TenantUser user, Attributes before, Attributes after, Set<Attribute> except) {
        return before.keys().stream()
                .filter(attribute -> !except.contains(attribute))
                .filter(attribute -> !isAs(user, attribute, before) && !isAs(user, attribute, after))
                .findFirst();
    }

    /// Whether the user already has all of these values.
    static boolean isAsWanted(TenantUser user, Attributes wanted) {
        return user.active() && wanted.keys().stream().allMatch(attribute -> isAs(user, attribute, wanted));
    }

    private static boolean isAs(TenantUser user, Attribute attribute, Attributes values) {
        Value wanted = values.get(attribute).orElse(Value.text(""));
        return switch (attribute) {
            case EMPLOYEE_ID ->
                user.employeeId()
                        .map(id -> Value.text(id.value()))
                        .orElse(Value.text(""))
                        .equals(wanted);
            case ACTIVE -> Value.flag(user.active()).equals(wanted);
            case NEW_EMPLOYEE_ID -> true;
            case NAME, EMAIL, PHONE, USERNAME, TAGS, ORGANIZATION, GROUPS, ROLES, MEMBERSHIP_TYPE ->
                user.attributes()
                        .get(attribute)
                        .map(has -> Comparison.same(attribute, has, wanted))
                        .orElse(wanted.isEmpty());
        };
    }
}
