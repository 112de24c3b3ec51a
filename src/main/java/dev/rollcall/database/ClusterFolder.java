package dev.rollcall.database;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder of the embedded database, held by one worker at a time:
///
/// ```
/// lock                 held while a worker lives
/// access.properties    port and password (mode 0600)
/// data/                the cluster, owned by the account PostgreSQL runs as
/// postgresql-18.6.0/   the programs
/// server.log           what PostgreSQL says; no row content
/// ```
final class ClusterFolder implements AutoCloseable {
    static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String SEARCHABLE = "rwx--x--x";

    private final Path folder;
    private final FileChannel lock;
    private final Properties access = new Properties();

    private ClusterFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// Makes the folder if needed and takes hold of it.
    static ClusterFolder hold(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(SEARCHABLE));
            var held = new ClusterFolder(folder.toRealPath(), lock(folder));
            held.readAccess();
            return held;
        } catch (AccessDeniedException e) {
            throw new DatabaseNotStarted(
                    "no permission to write %s".formatted(folder),
                    "give this user the folder, or set ROLLCALL_HOME to one that it may write",
                    e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PRIVATE_FILE);
        if (!tryLock(channel)) {
            channel.close();
            throw new DatabaseNotStarted(
                    "another Rollcall (process %s) runs on %s"
                            .formatted(
                                    Files.readString(file).strip(),
                                    folder.toAbsolutePath().getParent()),
                    "stop that one, give this one another ROLLCALL_HOME, or let both share a server (ROLLCALL_DB_URL)");
        }
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
        return channel;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return folder.resolve("server.log");
    }

    Path postmasterPid() {
        return data().resolve("postmaster.pid");
    }

    String password() {
        return access.getProperty("password");
    }

    int port() {
        return Integer.parseInt(access.getProperty("port"));
    }

    private void readAccess() throws IOException {
        Path file = folder.resolve("access.properties");
        if (Files.exists(file)) {
            access.load(new StringReader(Files.readString(file)));
        }
        if (access.getProperty("password") == null) {
            byte[] password = new byte[24];
            new SecureRandom().nextBytes(password);
            access.setProperty("password", HexFormat.of().formatHex(password));
            pickPort();
        }
    }

    /// Keeps the remembered port while it is free, so that a tool set up once finds the database again.
    void settlePort() throws IOException {
        if (isTaken(port())) {
            pickPort();
        }
    }

    /// Bound and not only probed: a port in use as an outgoing one is just as taken.
    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void pickPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            access.setProperty("port", Integer.toString(socket.getLocalPort()));
        }
        var text = new StringWriter();
        access.store(text, "The embedded database: 127.0.0.1, database postgres, user " + EmbeddedPostgres.USER);
        Path fresh = Files.createTempFile(folder, ".access", null, PRIVATE_FILE);
        Files.writeString(fresh, text.toString());
        Files.move(
                fresh,
                folder.resolve("access.properties"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// Lets go of the folder.
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
