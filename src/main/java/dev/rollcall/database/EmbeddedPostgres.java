package dev.rollcall.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A PostgreSQL of this worker's own: unpacked from the jar, reachable only from this machine and with a password, never
/// another one that happens to run or be installed here. See docs/decisions/embedded-postgres.md.
final class EmbeddedPostgres implements AutoCloseable {
    static final String USER = "rollcall";
    private static final Path MACHINE_WIDE = Path.of("/var/cache/rollcall");

    private final ClusterFolder cluster;
    private final Postmaster postmaster;

    private EmbeddedPostgres(ClusterFolder cluster, Postmaster postmaster) {
        this.cluster = cluster;
        this.postmaster = postmaster;
    }

    /// Starts the server whose files are under `folder`, making them first where they are missing.
    ///
    /// @throws DatabaseNotStarted when it cannot be started, or another live worker holds the folder
    static EmbeddedPostgres start(Path folder, Durability durability) throws IOException, InterruptedException {
        ClusterFolder cluster = ClusterFolder.hold(folder);
        try {
            Account account = Account.forCluster(cluster.data());
            Path programs = programs(cluster, account);
            Initdb.unlessPresent(cluster, programs, account, durability);
            var postmaster = new Postmaster(cluster, programs, account, durability);
            postmaster.start();
            return new EmbeddedPostgres(cluster, postmaster);
        } catch (IOException e) {
            cluster.close();
            throw StartFailure.explain(cluster.path(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }

    /// The programs under the folder, or where the account can run them when it is shut out from there.
    private static Path programs(ClusterFolder cluster, Account account) throws IOException, InterruptedException {
        Path own = PostgresBinaries.unpackedUnder(cluster.path());
        PostgresBinaries.keepOnly(own);
        if (runs(own, account)) {
            return own;
        }
        for (Path parent : List.of(MACHINE_WIDE, Path.of("/opt/rollcall"))) {
            Files.createDirectories(
                    parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Path shared = PostgresBinaries.unpackedUnder(parent);
            if (runs(shared, account)) {
                return shared;
            }
        }
        throw new DatabaseNotStarted(
                "the account PostgreSQL runs as (%s) cannot run its programs in %s".formatted(account, own),
                "let that account search the folders above it, or set ROLLCALL_HOME to a folder under /var/lib");
    }

    private static boolean runs(Path programs, Account account) throws IOException, InterruptedException {
        return account.canRun(programs.resolve("bin/postgres"));
    }

    /// How to reach it.
    ServerAddress address() {
        return new ServerAddress("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(cluster.port()), USER, cluster.password());
    }

    /// Stops the server and lets go of its folder.
    @Override
    public void close() throws IOException {
        try {
            postmaster.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the kernel stops the server when this process ends
        } finally {
            cluster.close();
        }
    }
}
