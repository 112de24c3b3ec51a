package dev.rollcall.run;

import java.util.Optional;

/// Sees to it that one job's runs are worked on by one worker at a time.
public interface RunLock {
    /// @return empty where another worker holds it
    Optional<Held> tryLock(String job);

    interface Held extends AutoCloseable {
        /// Whether it is held still; asks the database.
        boolean isHeld();

        @Override
        void close();
    }
}
