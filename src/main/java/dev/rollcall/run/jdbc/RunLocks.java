package dev.rollcall.run.jdbc;

import dev.rollcall.run.RunLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/// One run, one worker: a lock of the database session, which ends with the worker or its connection.
@Component
class RunLocks implements RunLock {
    private static final int SPACE = 0x726f6c6c;

    private final DataSource source;

    RunLocks(DataSource source) {
        this.source = source;
    }

    @Override
    public Optional<Held> tryLock(String job) {
        try {
            Connection connection = source.getConnection();
            try {
                if (call(connection, "select pg_try_advisory_lock(?, hashtext(?))", job)) {
                    return Optional.of(new OfSession(connection, job));
                }
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the database could not be asked for the job's lock", e);
        }
    }

    /// Nobody else uses the connection, but several threads of the run may ask.
    private record OfSession(Connection connection, String job) implements Held {
        private static final int SECONDS = 3;

        @Override
        public boolean isHeld() {
            synchronized (connection) {
                try {
                    return connection.isValid(SECONDS);
                } catch (SQLException _) {
                    return false;
                }
            }
        }

        @Override
        public void close() {
            synchronized (connection) {
                try (connection) {
                    call(connection, "select pg_advisory_unlock(?, hashtext(?))", job);
                } catch (SQLException _) {
                    // the session is gone, and the lock with it
                }
            }
        }
    }

    private static boolean call(Connection connection, String sql, String job) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, SPACE);
            statement.setString(2, job);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
