package dev.rollcall.run.jdbc;

import dev.rollcall.run.RunLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/// One run, one worker: locks of one database session, which end with the worker or its connection. All of a
/// worker's locks share that session, so that they take one connection and not one for each job.
@Component
class RunLocks implements RunLock, DisposableBean {
    private static final int SPACE = 0x726f6c6c;

    /// A server that is only slow must not cost a run its lock.
    private static final int SECONDS = 10;

    private final DataSource source;
    private @Nullable Session session;

    RunLocks(DataSource source) {
        this.source = source;
    }

    /// What this worker holds; PostgreSQL would give a lock to its own session twice.
    private static final class Session {
        private final Connection connection;
        private final Set<String> held = new HashSet<>();

        Session(Connection connection) {
            this.connection = connection;
        }

        Connection connection() {
            return connection;
        }

        Set<String> held() {
            return held;
        }
    }

    @Override
    public synchronized Optional<Held> tryLock(String job) {
        try {
            Session open = open();
            if (open.held().contains(job) || !call(open, "select pg_try_advisory_lock(?, hashtext(?))", job)) {
                return Optional.empty();
            }
            open.held().add(job);
            return Optional.of(new OfSession(open, job));
        } catch (SQLException e) {
            lose();
            throw new DataAccessResourceFailureException("the database could not be asked for the job's lock", e);
        }
    }

    private Session open() throws SQLException {
        Session open = session;
        if (open == null || !open.connection().isValid(SECONDS)) {
            lose();
            open = new Session(source.getConnection());
            session = open;
        }
        return open;
    }

    /// Whoever holds a lock of this session finds out when he asks.
    private void lose() {
        Session lost = session;
        session = null;
        if (lost != null) {
            close(lost.connection());
        }
    }

    /// Ends the session itself: the pool must not lend it again with its locks.
    private static void close(Connection connection) {
        try (connection) {
            connection.abort(Runnable::run);
        } catch (SQLException _) {
            // it is gone already
        }
    }

    private synchronized boolean isHeld(Session taken) {
        try {
            return taken.equals(session) && taken.connection().isValid(SECONDS);
        } catch (SQLException _) {
            return false;
        }
    }

    private synchronized void release(Session taken, String job) {
        if (taken.equals(session) && taken.held().remove(job)) {
            try {
                call(taken, "select pg_advisory_unlock(?, hashtext(?))", job);
            } catch (SQLException _) {
                lose(); // the session is gone, and the lock with it
            }
        }
    }

    @Override
    public synchronized void destroy() {
        lose();
    }

    private final class OfSession implements Held {
        private final Session taken;
        private final String job;

        OfSession(Session taken, String job) {
            this.taken = taken;
            this.job = job;
        }

        @Override
        public boolean isHeld() {
            return RunLocks.this.isHeld(taken);
        }

        @Override
        public void close() {
            release(taken, job);
        }
    }

    private static boolean call(Session session, String sql, String job) throws SQLException {
        try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            statement.setInt(1, SPACE);
            statement.setString(2, job);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
