package dev.rollcall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A file dropped into the inbox becomes the right users in the tenant; the same file again writes nothing.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.ForSpring.class)
class EndToEndTest {
    private static final Sandbox SANDBOX = Sandbox.start(SandboxSettings.demo(0));
    private static final SandboxTenant TENANT = SANDBOX.tenant("ruangkerja-demo");
    private static final String EXPORT = """
            NIK;Nama;Email;Status
            E001;Siti Rahma;siti@contoh.co.id;aktif
            E002;Budi Santoso;budi@contoh.co.id;aktif
            E002;Budi Santoso;budi@contoh.co.id;aktif
            E003;Agus Wijaya;bukan alamat;aktif
            """;

    @Autowired
    private Runs runs;

    @Autowired
    private HomeFolder home;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path folder = Files.createTempDirectory("rollcall-end-to-end");
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        Files.writeString(jobs.resolve("acme.yaml"), """
                job: acme
                source:
                  type: csv
                  settle: 200ms
                  columns: {employeeId: NIK, name: Nama, email: Email, active: Status}
                target:
                  connector: ruangkerja
                  url: %s
                  credentials: {clientId: sandbox, clientSecret: sandbox-secret}
                """.formatted(TENANT.url()));
        settings.add("rollcall.home", () -> folder.resolve("home").toString());
        settings.add("rollcall.jobs", jobs::toString);
        settings.add("rollcall.routes", () -> folder.resolve("no-routes").toString());
        settings.add("rollcall.admin-password", () -> "secret");
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void makesTheTenantRightAndWritesNothingForTheSameFileAgain() throws IOException {
        drop("november.csv");
        Run first = ended(1);

        assertThat(first.detail()).isEmpty();
        assertThat(first.state()).isEqualTo(RunState.COMPLETED_WITH_ERRORS);
        assertThat(TENANT.user("E001")).isPresent();
        assertThat(TENANT.user("E002")).isPresent();
        assertThat(TENANT.user("E003")).isEmpty();
        assertThat(runs.summary(first).get("rows"))
                .as("the second copy of a row is unchanged")
                .hasToString(
                        "{read=4, rejected=1, accepted=3, unchanged=1, absent=0, invited=0, reported=0, unmanaged=0}");
        assertThat(home.archive("acme").resolve(first.id() + "-november.csv")).hasContent(EXPORT);
        assertThat(home.reports("acme", first.id()))
                .isDirectoryContaining(file -> file.endsWith("summary.json"))
                .isDirectoryContaining(file -> file.endsWith("errors.csv"));

        drop("november.csv");
        Run second = ended(2);

        assertThat(second.calls()).containsEntry("write", 0L);
        assertThat(runs.summary(second).get("rows"))
                .hasToString(
                        "{read=4, rejected=1, accepted=3, unchanged=3, absent=0, invited=0, reported=0, unmanaged=0}");
    }

    private void drop(String name) throws IOException {
        Files.createDirectories(home.inbox("acme"));
        Files.writeString(home.inbox("acme").resolve(name), EXPORT);
    }

    private Run ended(int count) {
        var query = new RunQuery(Optional.of("acme"), Optional.empty(), OptionalLong.empty(), 10);
        List<Run> all = Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(
                        () -> runs.list(query),
                        found -> found.size() == count
                                && found.stream().allMatch(run -> run.state().isEnd()));
        return all.getFirst();
    }
}
