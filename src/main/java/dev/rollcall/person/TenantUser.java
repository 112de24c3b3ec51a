package dev.rollcall.person;

import java.util.Optional;

/// A user as the tenant has it. `attributes` holds everything the tenant lets us read except employee ID and
/// status; references by their id in the tenant. `attributes` never holds an attribute that the tenant does not
/// know.
///
/// @param employeeId what the tenant has under that name; empty where it does not know employee IDs
/// @param untouchable an account no job may change whatever its rules say (a Deskhero owner)
public record TenantUser(
        TenantUserId id, Optional<EmployeeId> employeeId, boolean active, Attributes attributes, boolean untouchable) {}
