package dev.rollcall.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says once that the database went away while the worker runs, and once that it is back.
final class DatabaseWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final int SECONDS = 5;

    private final DataSource pool;
    private final ServerAddress server;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("database-watch").daemon().factory());
    private boolean away;

    DatabaseWatch(DataSource pool, ServerAddress server) {
        this.pool = pool;
        this.server = server;
        var _ = looking.scheduleWithFixedDelay(this::look, 2, BETWEEN_LOOKS.toSeconds(), TimeUnit.SECONDS);
    }

    private void look() {
        boolean there = answers();
        if (!there && !away) {
            log.warn(
                    "Waiting for the database {}: it does not answer. Runs pause and go on by themselves when it is"
                            + " back; start it where it was stopped",
                    server.place());
        } else if (there && away) {
            log.info("The database {} is back", server.place());
        }
        away = !there;
    }

    /// All connections may be busy; then a new one is tried.
    private boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(SECONDS);
        } catch (SQLException _) {
            return ServerWait.isThere(server);
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
