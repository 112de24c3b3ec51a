package dev.rollcall.sandbox.deskhero;

/// tenant_user_status, spelt as on the page.
enum Status {
    UNKNOWN,
    ACTIVE,
    DEACTIVE
}
