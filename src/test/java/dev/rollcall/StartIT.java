package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.process.QuickStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The start script and the packaged jar as a user meets them, each start a process of its own.
class StartIT {
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatStillRuns() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void servesFromAnotherFolderThroughALinkAndEndsWithZeroOnSigterm() throws Exception {
        Path link = Files.createSymbolicLink(
                folder.resolve("rollcall"), Path.of("rollcall").toAbsolutePath());
        Process worker = start(link.toString(), Map.of("SERVER_PORT", Integer.toString(freePort())), "serve");
        await().atMost(LONGEST).until(() -> output().contains("Started Rollcall") || !worker.isAlive());
        assertThat(output()).contains("Started Rollcall").doesNotContain("\tat ");

        worker.destroy();

        assertThat(worker.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(worker.exitValue()).isZero();
        assertThat(Files.readString(folder.resolve("home/postgres/server.log")))
                .contains("database system is shut down");
    }

    @Test
    void startsQuicklyFromWhatWasPrepared() throws Exception {
        List<String> prepared = QuickStart.of(Path.of(jar()));
        Process worker = start(
                Path.of("rollcall").toAbsolutePath().toString(),
                Map.of("SERVER_PORT", Integer.toString(freePort())),
                "serve");
        await().atMost(LONGEST).until(() -> output().contains("Started Rollcall") || !worker.isAlive());

        assertThat(prepared.getFirst()).startsWith("-XX:AOTCache=");
        assertThat(commandOf(worker)).containsAll(prepared);
        assertThat(output()).contains("Started Rollcall").doesNotContain("[warning]", "[error]");
    }

    @Test
    void whatWasPreparedForAnotherJarOrPlaceIsLeftAlone() throws Exception {
        QuickStart.of(Path.of(jar()));
        Path script = Files.copy(Path.of("rollcall"), folder.resolve("rollcall"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(folder.resolve("target/ready"));
        Files.createSymbolicLink(folder.resolve("target/rollcall.jar"), Path.of(jar()));
        for (String name : List.of("rollcall.jar", "rollcall.aot", "origin")) {
            Files.createSymbolicLink(
                    folder.resolve("target/ready").resolve(name),
                    Path.of(jar()).resolveSibling("ready").resolve(name));
        }
        Process worker =
                start(script.toString(), Map.of("SERVER_PORT", Integer.toString(freePort())), "sandbox", "--port=0");
        await().atMost(LONGEST).until(() -> output().contains("http://127.0.0.1") || !worker.isAlive());

        assertThat(commandOf(worker))
                .contains(
                        "-jar",
                        folder.toRealPath().resolve("target/rollcall.jar").toString())
                .noneMatch(argument -> argument.contains("AOTCache"));
    }

    private static List<String> commandOf(Process process) {
        return List.of(process.info().arguments().orElseThrow());
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(exitCode(start(jar(), Map.of("SERVER_PORT", port)))).isOne();
            assertThat(output())
                    .contains("Port %s was already in use".formatted(port), "set SERVER_PORT to a free port")
                    .doesNotContain(
                            "\tat ", "Error starting", "Tomcat", "Flyway", "DbMigrate", "WebApplicationContext");
        }
    }

    @Test
    void saysThatThePortOfTheSandboxIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThat(exitCode(start(jar(), Map.of(), "sandbox", "--port=" + port)))
                    .isOne();
            assertThat(output())
                    .contains("rollcall sandbox: the sandbox cannot listen on 127.0.0.1:" + port
                            + ": another program does, perhaps a sandbox. End it, or give --port= another one (0: any"
                            + " free one).")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void refusesAnUnknownCommand() throws Exception {
        assertThat(exitCode(start(jar(), Map.of(), "frobnicate"))).isEqualTo(2);
        assertThat(output())
                .startsWith("rollcall: unknown command \"frobnicate\"")
                .contains("usage: rollcall");
    }

    @Test
    void saysThatTheHomeCannotBeWritten() throws Exception {
        Path home = Files.createFile(folder.resolve("file")).resolve("home");
        assertThat(exitCode(start(jar(), Map.of("ROLLCALL_HOME", home.toString()))))
                .isOne();
        assertThat(output())
                .contains("the home folder %s cannot be written".formatted(home))
                .contains("set ROLLCALL_HOME to another folder")
                .doesNotContain("\tat ");
    }

    @Test
    void saysThatASettingsFileCannotBeRead() throws Exception {
        Path settings = Files.writeString(folder.resolve("broken.yaml"), "a: [\nb: {");
        assertThat(exitCode(start(jar(), Map.of(), "--spring.config.additional-location=" + settings)))
                .isOne();
        assertThat(output()).contains("Rollcall cannot start. ParserException").doesNotContain("\tat ");
    }

    @Test
    void endsOnSigtermWhileItWaitsForTheDatabase() throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:%d/rollcall".formatted(freePort());
        Process worker = start(jar(), Map.of("ROLLCALL_DB_URL", url));
        await().atMost(LONGEST).until(() -> output().contains("Waiting for the database " + url) || !worker.isAlive());

        worker.destroy();

        assertThat(exitCode(worker)).isZero();
        assertThat(output())
                .contains("Start it, or correct ROLLCALL_DB_URL")
                .doesNotContain("\tat ", "Not everything stopped", "cannot start");
    }

    private static String jar() {
        return System.getProperty("rollcall.jar");
    }

    private Process start(String program, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (program.endsWith(".jar")) {
            command.addAll(
                    List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-jar"));
        }
        command.add(program);
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("ROLLCALL_HOME", folder.resolve("home").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
