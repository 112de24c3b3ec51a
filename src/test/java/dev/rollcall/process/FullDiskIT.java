package dev.rollcall.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A disk of its own under the home folder that is full and then is not: nothing is lost, nobody is created twice,
/// and the run goes on by itself.
class FullDiskIT {
    private static final int PEOPLE = 6_000;

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private SandboxTenant tenant;
    private Workplace place;

    @BeforeEach
    void open() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.of(TenantSettings.empty("acme", TenantSystem.RUANGKERJA)));
        tenant = sandbox.tenant("acme");
        place = new Workplace(folder);
        place.job("acme", Workplace.ruangkerja("acme", tenant.url(), "push: {rate: none, concurrency: 2}"));
    }

    @AfterEach
    void close() {
        place.close();
        sandbox.close();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> isDone("umount", place.home().toString()));
    }

    @Test
    void keepsAnExportAndTakesItLater() throws Exception {
        disk("2m");
        WorkerProcess worker = place.on(TestDatabase.fresh()).start();
        Files.writeString(place.home().resolve("november.part"), Workplace.export(1, 2));
        Path full = fill();

        var refused = worker.post("/api/jobs/acme/runs", "text/csv", Workplace.export(1, 500));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("BODY_NOT_STORED");
        Files.move(place.home().resolve("november.part"), place.home().resolve("inbox/acme/november.csv"));
        worker.awaitOutput("is tried again");
        assertThat(worker.run(1).path("finishedAt").isNull()).isTrue();
        Files.delete(full);

        assertThat(worker.awaitEnd(1).path("state").asString()).isEqualTo("COMPLETED");
        assertThat(place.home().resolve("archive/acme/1-november.csv")).hasContent(Workplace.export(1, 2));
        assertThat(tenant.userCount()).isEqualTo(2);
        assertThat(worker.output()).doesNotContain("\tat ");
    }

    @Test
    void pausesStagingWhileTheEmbeddedDatabaseHasNoRoom() throws Exception {
        disk("500m");
        WorkerProcess worker = place.start();
        // gives the tables of runs their first pages, so that the disk is full only for the rows
        place.drop("acme", "october.csv", Workplace.export(1, 2));
        worker.awaitEnd(1);
        Path part = Files.writeString(place.home().resolve("november.part"), Workplace.export(1, PEOPLE));
        Path full = fill();
        Files.move(part, place.home().resolve("inbox/acme/november.csv"));
        worker.awaitOutput("run 2 pauses in stage");
        assertThat(worker.run(2).path("finishedAt").isNull()).isTrue();
        assertThat(tenant.userCount()).isEqualTo(2);
        Files.delete(full);

        JsonNode run = worker.awaitEnd(2);
        assertThat(run.path("state").asString()).as(worker::output).isEqualTo("COMPLETED");
        assertThat(run.at("/rows/read").asInt()).isEqualTo(PEOPLE);
        assertThat(tenant.userCount()).isEqualTo(PEOPLE);
        assertThat(tenant.createdTwice()).isEmpty();
        assertThat(worker.output()).doesNotContain("\tat ");
    }

    @Test
    void pausesThePushWhileTheEmbeddedDatabaseHasNoRoom() throws Exception {
        disk("500m");
        tenant.fault("{\"fault\": \"latency\", \"ms\": 100}");
        WorkerProcess worker = place.start();
        place.drop("acme", "november.csv", Workplace.export(1, PEOPLE));
        await().atMost(Duration.ofMinutes(2)).until(() -> tenant.userCount() > 0);
        Path full = place.home().resolve("full");
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            fill();
            return worker.output().contains("has no room") || tenant.userCount() == PEOPLE;
        });
        assertThat(worker.run(1).path("state").asString("PUSHING")).isEqualTo("PUSHING");
        assertThat(tenant.userCount()).isLessThan(PEOPLE);
        Files.delete(full);

        JsonNode run = worker.awaitEnd(1);
        assertThat(run.path("state").asString()).as(worker::output).isEqualTo("COMPLETED");
        assertThat(run.at("/changes/create/applied").asInt()).isEqualTo(PEOPLE);
        assertThat(tenant.userCount()).isEqualTo(PEOPLE);
        assertThat(tenant.createdTwice()).isEmpty();
        assertThat(worker.output()).doesNotContain("\tat ");
    }

    private void disk(String size) throws IOException, InterruptedException {
        Files.createDirectories(place.home());
        assumeThat(isDone(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=" + size,
                        "tmpfs",
                        place.home().toString()))
                .as("this user may mount a small disk")
                .isTrue();
    }

    private Path fill() throws IOException {
        Path file = place.home().resolve("full");
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException _) {
            return file;
        }
    }

    private static boolean isDone(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
