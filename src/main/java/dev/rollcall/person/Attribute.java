package dev.rollcall.person;

import java.util.Arrays;
import java.util.Optional;

/// What can be said of a person, under the names that job files, reports and the REST interface use.
public enum Attribute {
    EMPLOYEE_ID("employeeId", Kind.IDENTITY),
    NEW_EMPLOYEE_ID("newEmployeeId", Kind.IDENTITY),
    NAME("name", Kind.TEXT),
    EMAIL("email", Kind.TEXT),
    PHONE("phone", Kind.TEXT),
    USERNAME("username", Kind.TEXT),
    ACTIVE("active", Kind.FLAG),
    TAGS("tags", Kind.SET),
    ORGANIZATION("organization", Kind.TEXT),
    GROUPS("groups", Kind.SET),
    ROLES("roles", Kind.SET),
    MEMBERSHIP_TYPE("membershipType", Kind.TEXT);

    /// The shape of the attribute's value.
    public enum Kind {
        IDENTITY,
        TEXT,
        FLAG,
        SET
    }

    private final String key;
    private final Kind kind;

    Attribute(String key, Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    /// The attribute's name outside: `employeeId`, `membershipType`.
    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /// Whether the value points at something of the tenant by id: tags, organization, groups, roles.
    public boolean isReference() {
        return this == TAGS || this == ORGANIZATION || this == GROUPS || this == ROLES;
    }

    public static Optional<Attribute> ofKey(String key) {
        return Arrays.stream(values()).filter(a -> a.key.equals(key)).findFirst();
    }
}
