package dev.rollcall.sandbox.deskhero;

import java.time.Instant;
import java.util.List;

/// A user of the tenant. Its three ids are never equal, so that a mix-up is noticed. Only the office changes one,
/// under its lock.
final class Person {

    private static final int TENANT_USER_IDS = 2_000_000;
    private static final int USER_IDS = 3_000_000;

    final int id;
    final Instant created;
    String email = "";
    String givenName = "";
    String familyName = "";
    Role role = Role.USER;
    Status status = Status.ACTIVE;
    List<Group> groups = List.of();
    Instant updated;

    Person(int id, Instant created) {
        this.id = id;
        this.created = created;
        this.updated = created;
    }

    int tenantUserId() {
        return TENANT_USER_IDS + id;
    }

    int userId() {
        return USER_IDS + id;
    }

    String fullName() {
        return (givenName + " " + familyName).strip();
    }
}
