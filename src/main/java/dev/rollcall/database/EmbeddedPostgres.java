package dev.rollcall.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A PostgreSQL of this worker's own: unpacked from the jar, reachable only from this machine and with a password,
/// never
/// another one that happens to run or be installed here. See docs/decisions/embedded-postgres.md.
final class EmbeddedPostgres implements AutoCloseable {
    static final String USER = "rollcall";
    private static final List<Path> ELSEWHERE = List.of(Path.of("/var/cache/rollcall"), Path.of("/opt/rollcall"));

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

    /// The programs under the folder, or elsewhere when the account cannot run them from there: it may be shut
    /// out by a folder above, or the disk be mounted `noexec`. Elsewhere holds nothing but these programs,
    /// owned by root.
    private static Path programs(ClusterFolder cluster, Account account) throws IOException, InterruptedException {
        if (account.canEnter(cluster.path())) {
            Path own = PostgresBinaries.unpackedUnder(cluster.path());
            PostgresBinaries.keepOnly(own);
            if (account.canRun(own.resolve("bin/postgres"))) {
                return own;
            }
        }
        for (Path parent : ELSEWHERE) {
            Path shared = PostgresBinaries.unpackedUnder(madeForAll(parent));
            if (account.canRun(shared.resolve("bin/postgres"))) {
                return shared;
            }
        }
        throw new DatabaseNotStarted(
                "the account PostgreSQL runs as (%s) can run programs neither in %s nor in any of %s"
                        .formatted(account, cluster.path(), ELSEWHERE),
                "set ROLLCALL_HOME to a folder that this account can enter, on a disk that is not mounted noexec");
    }

    private static Path madeForAll(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (!Files.getOwner(folder).equals(Files.getOwner(Path.of("/proc/self")))) {
            throw new DatabaseNotStarted(
                    "%s belongs to another user, so its programs are not trusted".formatted(folder),
                    "remove that folder, or set ROLLCALL_HOME to a folder that every user may enter");
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    /// How to reach it.
    ServerAddress address() {
        return new ServerAddress(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(cluster.port()), USER, cluster.password());
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
