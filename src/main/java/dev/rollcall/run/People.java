package dev.rollcall.run;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Rollcall knows of one person.
public interface People {
    /// So many of the newest runs are explained.
    int RUNS = 10;

    /// Link, invitation, and for each of the last runs that had to do with the person: its row, what it matched and by
    /// which rule, the differences, the change with what became of it, and why nothing happened.
    ///
    /// @return empty where nothing at all is known
    Optional<Map<String, @Nullable Object>> find(String job, String employeeId);

    /// Whether a change of the person has been sent and not answered.
    boolean isUnderWay(String job, String employeeId);

    /// Erases the person from the tables. See [Erasure].
    ///
    /// @return whether there was anything
    boolean erase(String job, String employeeId);
}
