package dev.rollcall.connector;

import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.TenantUserId;

/// By what one user is looked up.
public sealed interface UserKey {

    record ById(TenantUserId id) implements UserKey {}

    record ByEmployeeId(EmployeeId employeeId) implements UserKey {}

    record ByEmail(String email) implements UserKey {}
}
