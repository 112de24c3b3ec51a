package dev.rollcall.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// JUnit's temporary folder has mode 0700, so where the tests run as root every one of them also shows that the
/// server's
/// account need not be able to enter the home.
class EmbeddedPostgresTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path home;

    @Test
    void keepsRowsPasswordAndPortFromOneStartToTheNext() throws Exception {
        assertThat(Files.getPosixFilePermissions(home)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        ServerAddress first;
        try (var server = start()) {
            first = server.address();
            write(first);
        }
        assertThat(folder().resolve("data/postmaster.pid")).doesNotExist();
        try (var server = start()) {
            assertThat(server.address()).isEqualTo(first);
            assertThat(written(first)).isOne();
        }
        assertThat(Files.getPosixFilePermissions(home)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void isReachableOnlyFromThisMachineAndOnlyWithThePassword() throws Exception {
        try (var server = start()) {
            JdbcClient sql = sql(server.address());
            assertThat(setting(sql, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(sql, "unix_socket_directories")).isEmpty();
            assertThat(setting(sql, "cluster_name")).isEqualTo("rollcall");
            assertThat(Files.getPosixFilePermissions(folder().resolve("access.properties")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            var stranger =
                    new ServerAddress(server.address().url(), server.address().user(), "guess");
            assertThatThrownBy(() -> new ServerWait(Duration.ZERO).until(stranger))
                    .isInstanceOf(DatabaseNotStarted.class)
                    .hasMessage("the database %s refuses us (28P01)".formatted(stranger));
        }
    }

    @Test
    void isStoppedByTheKernelWhenTheWorkerIsKilled() throws Exception {
        WorkerToKill worker = WorkerToKill.start(folder());
        write(worker.server());
        ProcessHandle postmaster = postmaster();

        worker.process().destroyForcibly().waitFor();

        await().atMost(SOON).until(() -> !runs(postmaster));
        assertThat(Files.readString(folder().resolve("server.log"))).contains("database system is shut down");
        assertRowsAreThere();
    }

    @Test
    void recoversWhenWorkerAndServerAreKilled() throws Exception {
        WorkerToKill worker = WorkerToKill.start(folder());
        write(worker.server());
        ProcessHandle postmaster = postmaster();

        Signal.KILL.send(postmaster.pid());
        worker.process().destroyForcibly().waitFor();

        assertRowsAreThere();
    }

    @Test
    void startsTheServerAgainWhenThatAloneIsKilled() throws Exception {
        try (var server = EmbeddedPostgres.start(folder(), Durability.SAFE);
                var pool = Pool.open(server.address(), 2)) {
            JdbcClient.create(pool).sql("create table kept as select 1 as one").update();
            long killed = postmaster().pid();

            Signal.KILL.send(killed);

            await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
                assertThat(postmaster().pid()).isNotEqualTo(killed);
                assertThat(JdbcClient.create(pool)
                                .sql("select one from kept")
                                .query(Integer.class)
                                .single())
                        .isOne();
            });
        }
    }

    @Test
    void stopsAServerThatAnEarlierWorkerLeftRunning() throws Exception {
        start().close();
        Process orphan = startWithoutAWorker();
        await().atMost(SOON).until(() -> Orphan.firstLine(pidFile()).equals(Optional.of(orphan.pid())));

        assertRowsCanBeWritten();

        assertThat(orphan.waitFor()).isZero();
    }

    @Test
    void takesNoNoticeOfAPidFileThatNamesAnotherProgram() throws Exception {
        start().close();
        Files.writeString(pidFile(), ProcessHandle.current().pid() + "\n/proc/self/cwd\n");

        assertRowsCanBeWritten();
    }

    @Test
    void takesNoNoticeOfADeadServerThatNobodyReaped() throws Exception {
        start().close();
        Process zombie = new ProcessBuilder("/bin/sh", "-c", "sleep 1 & echo $!; exec sleep 600").start();
        try {
            String pid = zombie.inputReader().readLine();
            await().atMost(SOON)
                    .until(() ->
                            Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z "));
            Files.writeString(pidFile(), pid + "\n/proc/self/cwd\n");

            assertRowsCanBeWritten();
        } finally {
            zombie.destroyForcibly().waitFor();
        }
    }

    @Test
    void refusesAHomeThatAnotherWorkerUses() throws Exception {
        WorkerToKill worker = WorkerToKill.start(folder());
        ProcessHandle postmaster = postmaster();
        try {
            assertThatThrownBy(this::start)
                    .isInstanceOf(DatabaseNotStarted.class)
                    .hasMessage("another Rollcall (process %d) runs on %s"
                            .formatted(worker.process().pid(), home))
                    .extracting(e -> ((DatabaseNotStarted) e).nextStep())
                    .isEqualTo("stop that one, give this one another ROLLCALL_HOME, or let both share a server"
                            + " (ROLLCALL_DB_URL)");
            assertThat(written(worker.server())).isZero();
        } finally {
            worker.process().destroyForcibly().waitFor();
            await().atMost(SOON).until(() -> !runs(postmaster));
        }
    }

    @Test
    void finishesWhatACutOffFirstStartBegan() throws Exception {
        Files.createDirectories(folder().resolve(".data-new/base"));

        assertRowsCanBeWritten();

        assertThat(folder().resolve(".data-new")).doesNotExist();
    }

    @Test
    void takesAnotherPortWhenTheRememberedOneIsTaken() throws Exception {
        ServerAddress first;
        try (var server = start()) {
            first = server.address();
        }
        int port = Integer.parseInt(first.url().replaceAll(".*:(\\d+)/.*", "$1"));
        try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
                var server = start()) {
            assertThat(server.address().url()).isNotEqualTo(first.url());
            write(server.address());
        }
    }

    @Test
    void refusesAClusterOfAnotherMajorVersion() throws Exception {
        start().close();
        Files.writeString(folder().resolve("data/PG_VERSION"), "16\n");

        assertThatThrownBy(this::start)
                .hasMessage("the database in %s was made by PostgreSQL 16, and this Rollcall brings 18"
                        .formatted(folder().resolve("data")));
    }

    @Test
    void saysThatTheDiskIsFull() {
        assertThat(StartFailure.explain(home, "FATAL: could not write lock file: No space left on device"))
                .hasMessage("no space left on the disk of " + home);
    }

    private EmbeddedPostgres start() throws IOException, InterruptedException {
        return EmbeddedPostgres.start(folder(), Durability.THROWAWAY);
    }

    private Process startWithoutAWorker() throws IOException {
        Account account = Account.forCluster(folder().resolve("data"));
        String programs = Files.exists(Path.of("/var/cache/rollcall/postgresql-18.6.0"))
                ? "/var/cache/rollcall/postgresql-18.6.0"
                : folder().resolve("postgresql-18.6.0").toString();
        List<String> command = List.of(
                programs + "/bin/postgres",
                "-D",
                Postmaster.WORKING_FOLDER,
                "-c",
                "unix_socket_directories=",
                "-c",
                "port=" + freePort());
        ProcessBuilder builder = Postmaster.prepare(account, command, folder().resolve("data"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        List<String> immortal = new ArrayList<>(builder.command());
        immortal.removeAll(List.of("--pdeathsig", "INT"));
        return builder.command(immortal).start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Path folder() {
        return home.resolve("postgres");
    }

    private Path pidFile() {
        return folder().resolve("data/postmaster.pid");
    }

    private ProcessHandle postmaster() {
        return Orphan.firstLine(pidFile()).flatMap(ProcessHandle::of).orElseThrow();
    }

    /// A dead process that its parent has not asked about is not running either.
    private static boolean runs(ProcessHandle process) throws IOException {
        Path stat = Path.of("/proc/%d/stat".formatted(process.pid()));
        return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
    }

    private void assertRowsCanBeWritten() throws Exception {
        try (var server = start()) {
            write(server.address());
            assertThat(written(server.address())).isOne();
        }
    }

    private void assertRowsAreThere() throws Exception {
        try (var server = start()) {
            assertThat(written(server.address())).isOne();
        }
    }

    private static void write(ServerAddress server) {
        sql(server).sql("create table kept as select 1 as one").update();
    }

    private static long written(ServerAddress server) {
        return sql(server)
                .sql("select count(*) from pg_class where relname = 'kept'")
                .query(Long.class)
                .single();
    }

    private static String setting(JdbcClient sql, String name) {
        return sql.sql("select current_setting(?)")
                .param(name)
                .query(String.class)
                .single();
    }

    private static JdbcClient sql(ServerAddress server) {
        return JdbcClient.create(new DriverManagerDataSource(server.url(), server.user(), server.password()));
    }
}
