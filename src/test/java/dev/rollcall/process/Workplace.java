package dev.rollcall.process;

import dev.rollcall.database.ServerAddress;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A folder with a home and job files in which workers are started, one after another or side by side. Whatever still
/// runs is killed when it is closed.
/// ```java
/// try (var place = new Workplace(folder).on(TestDatabase.fresh())) {
///     place.job("acme", Workplace.ruangkerja("acme", tenant.url()));
///     WorkerProcess worker = place.start();
///     place.drop("acme", "november.csv", Workplace.export(1, 500));
///     worker.kill();
///     place.start().awaitEnd(1);
/// }
/// ```
/// The packaged jar is what runs where the property `rollcall.jar` names it (tests called `…IT`), else the compiled
/// classes.
public final class Workplace implements AutoCloseable {
    static final String PASSWORD = "a-secret-of-the-tests";
    private static final Duration QUICK_SETTLE = Duration.ofMillis(200);

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> prefix = new ArrayList<>();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();

    public Workplace(Path folder) {
        this.folder = folder;
        environment.put("ROLLCALL_HOME", home().toString());
        environment.put("ROLLCALL_JOBS", folder.resolve("jobs").toString());
        environment.put("ROLLCALL_ROUTES", folder.resolve("routes").toString());
        environment.put("ROLLCALL_ADMIN_PASSWORD", PASSWORD);
        environment.put("LC_ALL", "C.UTF-8");
    }

    /// Workers use this server; without it, the embedded one under the home folder.
    public Workplace on(ServerAddress database) {
        return with("ROLLCALL_DB_URL", database.url())
                .with("ROLLCALL_DB_USER", database.user())
                .with("ROLLCALL_DB_PASSWORD", database.password());
    }

    /// Sets a variable of the workers started from now on.
    public Workplace with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Workers started from now on are started by this command, such as `setpriv --reuid=nobody`.
    public Workplace through(String... command) {
        prefix.addAll(List.of(command));
        return this;
    }

    public Path home() {
        return folder.resolve("home");
    }

    /// Writes `jobs/<name>.yaml`.
    public Workplace job(String name, String yaml) throws IOException {
        Files.createDirectories(folder.resolve("jobs"));
        Files.writeString(folder.resolve("jobs").resolve(name + ".yaml"), yaml);
        return this;
    }

    /// Puts a complete file into the job's inbox.
    public void drop(String job, String name, String content) throws IOException {
        Path inbox = Files.createDirectories(home().resolve("inbox").resolve(job));
        Path unfinished = inbox.resolve(name + ".tmp");
        Files.write(unfinished, content.getBytes(StandardCharsets.UTF_8));
        Files.move(unfinished, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Starts a worker and waits until it answers.
    public WorkerProcess start() throws IOException, InterruptedException {
        WorkerProcess worker = launch("serve");
        worker.awaitReady();
        return worker;
    }

    /// Starts a process and waits for nothing.
    public WorkerProcess launch(String... arguments) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(prefix);
        command.addAll(program());
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output-" + numbers.incrementAndGet());
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().putAll(environment);
        var worker = new WorkerProcess(builder.start(), port, output);
        workers.add(worker);
        return worker;
    }

    private static List<String> program() {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
        String jar = System.getProperty("rollcall.jar", "");
        List<String> command = new ArrayList<>(java);
        command.addAll(
                jar.isEmpty()
                        ? List.of("-cp", System.getProperty("java.class.path"), "dev.rollcall.Rollcall")
                        : QuickStart.of(Path.of(jar)));
        return command;
    }

    @Override
    public void close() {
        for (WorkerProcess worker : workers) {
            worker.kill();
        }
    }

    /// A job that takes exports as [#export] makes them; what `more` holds comes after it.
    public static String ruangkerja(String job, Object url, String... more) {
        return """
                job: %s
                source:
                  type: csv
                  settle: %dms
                  columns: {employeeId: NIK, name: Nama, email: Email, active: Status}
                target:
                  connector: ruangkerja
                  url: %s
                  credentials: {clientId: sandbox, clientSecret: sandbox-secret}
                %s
                """.formatted(job, QUICK_SETTLE.toMillis(), url, String.join("\n", more));
    }

    /// An export of the people with these numbers, first and last included.
    public static String export(int first, int last) {
        var csv = new StringBuilder("NIK;Nama;Email;Status\n");
        for (int i = first; i <= last; i++) {
            csv.append("E%05d;Orang Nomor %d;orang%d@contoh.co.id;aktif%n".formatted(i, i, i));
        }
        return csv.toString();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
