package dev.rollcall.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A process of its own that holds an embedded database until it is killed.
record WorkerToKill(Process process, ServerAddress server) {

    static WorkerToKill start(Path folder) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerToKill.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("ready ")) {
                String[] words = line.split(" ", 4);
                return new WorkerToKill(process, new ServerAddress(words[1], words[2], words[3]));
            }
        }
        throw new IOException("the worker did not start");
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        try (var server = EmbeddedPostgres.start(Path.of(args[0]), Durability.SAFE)) {
            ServerAddress address = server.address();
            System.out.printf("ready %s %s %s%n", address.url(), address.user(), address.password());
            Thread.currentThread().join();
        }
    }
}
