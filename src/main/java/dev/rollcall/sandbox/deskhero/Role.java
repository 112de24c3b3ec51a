package dev.rollcall.sandbox.deskhero;

/// tenant_user_role; the lower the number, the more it may.
enum Role {
    UNKNOWN,
    OWNER,
    ADMIN,
    USER
}
