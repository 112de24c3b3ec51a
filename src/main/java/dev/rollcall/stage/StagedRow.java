package dev.rollcall.stage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row as it goes into `staged_row`: null where an attribute is left alone, empty where it is cleared.
///
/// @param fingerprint of all mapped cells: rows of one employee with the same one are identical
public record StagedRow(
        long line,
        long fingerprint,
        String employeeId,
        @Nullable String newEmployeeId,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String username,
        @Nullable Boolean active,
        @Nullable List<String> tags,
        @Nullable String organization,
        @Nullable List<String> groups,
        @Nullable List<String> roles,
        @Nullable String membershipType) {}
