package bench;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/// A worker's embedded database, for floors: by its driver and by psql.
final class Database implements AutoCloseable {
    private final Ground ground;
    private final String port;
    private final String password;
    private final Connection connection;

    Database(Ground ground, Worker worker) throws Exception {
        var access = new Properties();
        access.load(new StringReader(
                Files.readString(worker.home().resolve("postgres").resolve("access.properties"))));
        this.ground = ground;
        this.port = access.getProperty("port");
        this.password = access.getProperty("password");
        this.connection =
                DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "rollcall", password);
    }

    /// Whether this machine has psql.
    static boolean hasPsql() throws InterruptedException {
        try {
            return new ProcessBuilder("psql", "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /// Seconds that psql takes for a command.
    double psql(String command) throws Exception {
        long began = System.nanoTime();
        Process psql = ground.start(
                "psql.log",
                List.of("psql", "-X", "-q", "-h", "127.0.0.1", "-p", port, "-U", "rollcall", "-d", "postgres", "-c", command),
                "PGPASSWORD=" + password);
        if (psql.waitFor() != 0) {
            throw new IllegalStateException("psql failed; see psql.log");
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /// Seconds for one statement, and the number in the first column of its first row, if it has rows.
    Took timed(String sql) throws SQLException {
        long began = System.nanoTime();
        long number = execute(sql);
        return new Took((System.nanoTime() - began) / 1e9, number);
    }

    long execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return statement.getLargeUpdateCount();
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }


    @Override
    public void close() throws SQLException {
        connection.close();
    }

    record Took(double seconds, long number) {}
}
