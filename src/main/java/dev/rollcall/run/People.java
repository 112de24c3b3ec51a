package dev.rollcall.run;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Rollcall knows of one person.
public interface People {
    /// Link, invitation, last record, last findings and changes, and why nothing happened.
    ///
    /// @return empty where nothing at all is known
    Optional<Map<String, @Nullable Object>> find(String job, String employeeId);

    /// Erases the person from Rollcall (not from the tenant, and not from exports and reports that are still
    /// kept).
    ///
    /// @return whether there was anything
    boolean erase(String job, String employeeId);
}
