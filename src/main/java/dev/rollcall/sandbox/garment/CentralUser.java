package dev.rollcall.sandbox.garment;

import java.time.Instant;

/// A person, the same in every tenant. Absent values are "". Only the API changes one, under its lock.
final class CentralUser {

    final String id;
    final Instant created;
    String name = "";
    String email = "";
    String username = "";
    String phone = "";
    String password = "";
    int passwordResets;

    CentralUser(String id, Instant created) {
        this.id = id;
        this.created = created;
    }
}
