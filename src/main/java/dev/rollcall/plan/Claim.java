package dev.rollcall.plan;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A value that only one user may have at a time.
record Claim(Attribute attribute, String key) {

    /// What the change leaves free.
    static List<Claim> givenUp(PlannedChange change, Set<Attribute> unique) {
        return claims(change.before(), unique);
    }

    /// What the change needs to be free.
    static List<Claim> taken(PlannedChange change, Set<Attribute> unique) {
        List<Claim> claims = claims(change.after(), unique);
        if (change.action() == Action.CREATE && change.kind() == PlannedChange.Kind.CHANGE) {
            claims.add(new Claim(Attribute.EMPLOYEE_ID, change.employeeId()));
        }
        return claims;
    }

    private static List<Claim> claims(Attributes attributes, Set<Attribute> unique) {
        List<Claim> claims = new ArrayList<>();
        attributes.values().forEach((attribute, value) -> {
            boolean only = attribute == Attribute.EMPLOYEE_ID || unique.contains(attribute);
            if (only && !value.isEmpty()) {
                claims.add(new Claim(attribute, Comparison.key(attribute, attributes.text(attribute))));
            }
        });
        return claims;
    }
}
