package dev.rollcall.database;

import java.io.IOException;
import java.nio.file.Path;

/// A PostgreSQL of a test's own, for tests that stop, kill and start it while workers use it.
public final class PostgresServer implements AutoCloseable {
    private final Path folder;
    private EmbeddedPostgres server;

    private PostgresServer(Path folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    public static PostgresServer start(Path folder) throws IOException, InterruptedException {
        return new PostgresServer(folder, EmbeddedPostgres.start(folder, Durability.SAFE));
    }

    /// Stays the same over stops and starts. The database in it is empty at first.
    public ServerAddress address() {
        return server.address();
    }

    public void stop() throws IOException {
        server.close();
    }

    public void startAgain() throws IOException, InterruptedException {
        server = EmbeddedPostgres.start(folder, Durability.SAFE);
    }

    /// SIGKILL for the postmaster; it is started again at once, and recovers.
    public void kill() throws IOException, InterruptedException {
        killUnder(folder);
    }

    /// SIGKILL for the postmaster of the server in this folder, whoever started it.
    public static void killUnder(Path folder) throws IOException, InterruptedException {
        long postmaster = Orphan.firstLine(folder.resolve("data/postmaster.pid"))
                .orElseThrow(() -> new IOException("no postmaster runs in " + folder));
        Signal.KILL.send(postmaster);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
