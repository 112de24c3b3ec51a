package dev.rollcall.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The operating system account that PostgreSQL runs as: it refuses root, so root hands it to an unprivileged one.
sealed interface Account {

    /// The same account as this process.
    record Own() implements Account {}

    /// Another account; this process is root.
    record Other(String name, int uid, int gid) implements Account {}

    List<String> CANDIDATES = List.of("rollcall", "postgres", "nobody");

    /// The account for a cluster in `data`: whoever owns it already, else the first candidate that exists.
    static Account forCluster(Path data) throws IOException {
        if (!isRoot()) {
            return new Own();
        }
        List<String> names = new ArrayList<>(CANDIDATES);
        if (Files.isDirectory(data)) {
            names.addFirst(Files.getOwner(data).getName());
        }
        return names.stream()
                .map(Account::lookUp)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new DatabaseNotStarted(
                        "PostgreSQL refuses to run as root, and none of the accounts %s exists".formatted(CANDIDATES),
                        "make one (useradd --system rollcall), run Rollcall as another user, or set ROLLCALL_DB_URL"));
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    private static Optional<Account> lookUp(String name) {
        try (Stream<String> lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.map(line -> line.split(":"))
                    .filter(fields -> fields.length > 3 && fields[0].equals(name) && !fields[2].equals("0"))
                    .map(fields -> (Account) new Other(name, Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// The command that becomes `command` under this account, in a session of its own, so that Ctrl-C at the
    /// terminal reaches only the worker; where `setpriv` is present the kernel interrupts it when its starter
    /// dies.
    default List<String> starting(List<String> command) {
        List<String> whole = new ArrayList<>();
        Programs.find("setsid").ifPresent(whole::add);
        Optional<String> setpriv = Programs.find("setpriv");
        switch (this) {
            case Own() -> setpriv.ifPresent(program -> whole.addAll(List.of(program, "--pdeathsig", "INT")));
            case Other other
            when setpriv.isPresent() ->
                whole.addAll(List.of(
                        setpriv.get(),
                        "--reuid=" + other.uid,
                        "--regid=" + other.gid,
                        "--clear-groups",
                        "--pdeathsig",
                        "INT"));
            case Other other ->
                whole.addAll(List.of(
                        Programs.find("chroot").orElseThrow(Account::noWayToChange),
                        "--userspec=+%d:+%d".formatted(other.uid, other.gid),
                        "--groups=",
                        "--skip-chdir",
                        "/"));
        }
        whole.addAll(command);
        return whole;
    }

    private static DatabaseNotStarted noWayToChange() {
        return new DatabaseNotStarted(
                "PostgreSQL refuses to run as root, and neither setpriv nor chroot is on this machine",
                "install util-linux, run Rollcall as another user, or set ROLLCALL_DB_URL");
    }

    /// Gives a file or folder of this process to the account.
    default void own(Path path) throws IOException {
        if (this instanceof Other other) {
            var users = path.getFileSystem().getUserPrincipalLookupService();
            Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setGroup(users.lookupPrincipalByGroupName(Integer.toString(other.gid)));
            Files.getFileAttributeView(path, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(users.lookupPrincipalByName(other.name));
        }
    }

    /// Whether this account can enter a folder: one above it may be closed to it.
    default boolean canEnter(Path folder) throws IOException, InterruptedException {
        return succeeds(List.of("/bin/sh", "-c", "cd \"$1\"", "sh", folder.toString()));
    }

    /// Whether this account can run the program there.
    default boolean canRun(Path program) throws IOException, InterruptedException {
        return succeeds(List.of(program.toString(), "--version"));
    }

    private boolean succeeds(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(starting(command))
                        .directory(Path.of("/").toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
