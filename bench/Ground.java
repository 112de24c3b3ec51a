package bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

/// A folder and processes for one benchmark. The processes end and the folder goes when it is closed; what the
/// processes said stays in `target/bench/<name>/*.log`.
final class Ground implements AutoCloseable {
    private static final Path ALL = Path.of("target", "bench").toAbsolutePath();

    private final Path logs;
    private final Path folder;
    private final Deque<Process> started = new ConcurrentLinkedDeque<>();
    private final Set<Process> workers = ConcurrentHashMap.newKeySet();

    Ground(String name) throws IOException {
        logs = ALL.resolve(name);
        folder = logs.resolve("work");
        clear(logs);
        Files.createDirectories(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> started.forEach(Process::destroy)));
    }

    Path folder() {
        return folder;
    }

    /// A worker on an embedded database of its own, ready.
    ///
    /// @param options of the JVM, such as -Xmx256m
    Worker worker(String... options) throws Exception {
        return Worker.start(this, options);
    }

    /// A worker process by `java -jar` alone.
    Worker plainWorker() throws Exception {
        return Worker.startPlainly(this);
    }

    /// A sandbox process with one Ruangkerja tenant, `bench`.
    Tenant tenant() throws Exception {
        return Tenant.start(this);
    }

    /// A sandbox process with one tenant of this system, `bench`.
    Tenant tenant(String system, String seeds) throws Exception {
        return Tenant.start(this, system, seeds);
    }

    /// What all processes that go on have used.
    Cpu cpu() {
        return started.stream()
                .map(p -> workers.contains(p) ? Cpu.ofWorker(p) : Cpu.ofTenant(p))
                .reduce(Cpu.NONE, Cpu::plus);
    }

    /// Starts a process in the folder.
    ///
    /// @param environment NAME=value
    Process start(String log, List<String> command, String... environment) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logs.resolve(log).toFile()));
        for (String setting : environment) {
            int equals = setting.indexOf('=');
            builder.environment().put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        Process process = builder.start();
        started.push(process);
        if (command.contains("serve")) {
            workers.add(process);
        }
        return process;
    }

    /// Ends a process as an operator would; true when it ended by itself in time.
    boolean end(Process process) throws InterruptedException {
        started.remove(process);
        process.destroy();
        boolean ended = process.waitFor(40, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        return ended;
    }

    /// What `./rollcall` becomes once it was prepared, with these options.
    static List<String> prepared(String... options) {
        Path ready = ALL.resolveSibling("ready");
        var all = new ArrayList<String>();
        all.add("-XX:AOTCache=" + ready.resolve("rollcall.aot"));
        all.addAll(List.of(options));
        return java(ready.resolve("rollcall.jar"), all);
    }

    /// `java -jar target/rollcall.jar` with the options that the start script gives.
    static List<String> plain(String... options) {
        return java(ALL.resolveSibling("rollcall.jar"), List.of(options));
    }

    private static List<String> java(Path jar, List<String> options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:MetaspaceSize=192m",
                "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            end(started.peek());
        }
        clear(folder);
    }

    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
