package dev.rollcall.person;

import java.util.Optional;

/// The person that a valid row describes, as HR wants it.
///
/// @param line the physical line where the row begins; the first line of the file is 1
/// @param newEmployeeId the ID the person is to have from now on, where it differs from `id`
/// @param active what the row says of the status; empty where it says nothing
/// @param wanted the managed attributes: an attribute that is missing is left alone, an empty value clears
public record Employee(
        long line, EmployeeId id, Optional<EmployeeId> newEmployeeId, Optional<Boolean> active, Attributes wanted) {}
