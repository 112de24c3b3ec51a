package dev.rollcall.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits at start until the given server lets us in, saying so; gives up only where waiting cannot help.
final class ServerWait {
    private static final Logger log = LoggerFactory.getLogger(ServerWait.class);
    private static final Set<String> REFUSED = Set.of("28000", "28P01", "3D000", "42501");

    private final Duration pause;

    ServerWait(Duration pause) {
        this.pause = pause;
    }

    /// Returns when the server let us in; an end of the process in the meantime interrupts the wait.
    void until(ServerAddress server) throws InterruptedException {
        Thread end = Thread.ofPlatform().unstarted(Thread.currentThread()::interrupt);
        Runtime.getRuntime().addShutdownHook(end);
        while (!answers(server)) {
            Thread.sleep(pause);
        }
        Runtime.getRuntime().removeShutdownHook(end);
    }

    private boolean answers(ServerAddress server) {
        try (Connection connection = DriverManager.getConnection(server.url(), login(server))) {
            return connection.isValid(5);
        } catch (SQLException e) {
            if (REFUSED.contains(String.valueOf(e.getSQLState()))) {
                throw new DatabaseNotStarted(
                        "the database %s refuses us (%s)".formatted(server, e.getSQLState()),
                        "check ROLLCALL_DB_URL, ROLLCALL_DB_USER and ROLLCALL_DB_PASSWORD, and that the database exists",
                        e);
            }
            log.warn(
                    "Waiting for the database {}: not reachable ({}). Start it, or correct ROLLCALL_DB_URL; "
                            + "Rollcall goes on by itself. Next try in {} s",
                    server.place(),
                    reason(e),
                    pause.toSeconds());
            return false;
        }
    }

    /// Whether it lets us in now.
    static boolean isThere(ServerAddress server) {
        try (Connection connection = DriverManager.getConnection(server.url(), login(server))) {
            return connection.isValid(5);
        } catch (SQLException _) {
            return false;
        }
    }

    private static String reason(SQLException e) {
        return String.valueOf(e.getSQLState())
                + (e.getCause() == null ? "" : ", " + e.getCause().getClass().getSimpleName());
    }

    private static Properties login(ServerAddress server) {
        var login = new Properties();
        login.setProperty("connectTimeout", "5");
        login.setProperty("loginTimeout", "5");
        login.setProperty("socketTimeout", "5");
        if (!server.user().isEmpty()) {
            login.setProperty("user", server.user());
        }
        if (!server.password().isEmpty()) {
            login.setProperty("password", server.password());
        }
        return login;
    }
}
