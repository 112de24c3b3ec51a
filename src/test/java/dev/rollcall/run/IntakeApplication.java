package dev.rollcall.run;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// One running application for the tests of what is dropped into it: jobs against empty tenants of the sandbox.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.ForSpring.class)
abstract class IntakeApplication {
    private static final List<String> JOBS = List.of("names", "files", "rounds", "bare", "checked");
    private static final Sandbox SANDBOX = Sandbox.start(SandboxSettings.of(JOBS.stream()
            .map(job -> new TenantSettings(job, TenantSystem.RUANGKERJA, Map.of(), "{}"))
            .toArray(TenantSettings[]::new)));

    @Autowired
    Runs runs;

    @Autowired
    HomeFolder home;

    @LocalServerPort
    private int port;

    Door door = new Door(0);

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path folder = Files.createTempDirectory("rollcall-intake");
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        for (String job : JOBS) {
            Files.writeString(jobs.resolve(job + ".yaml"), """
                    job: %s
                    source:
                      type: csv
                      settle: 300ms
                      maxBytes: 1MB
                      phoneRegion: ID
                      %s
                    target:
                      connector: ruangkerja
                      url: %s
                      credentials: {clientId: sandbox, clientSecret: sandbox-secret}
                    push: {rate: none, attempts: 2}
                    """.formatted(
                            job, columns(job), tenant(job).url()));
        }
        settings.add("rollcall.home", () -> folder.resolve("home").toString());
        settings.add("rollcall.jobs", jobs::toString);
        settings.add("rollcall.routes", () -> folder.resolve("no-routes").toString());
        settings.add("rollcall.admin-password", () -> "secret");
        settings.add("rollcall.language", () -> "id");
    }

    @BeforeEach
    void openTheDoor() {
        door = new Door(port);
    }

    private static String columns(String job) {
        return job.equals("bare")
                ? "header: none\n  columns: {employeeId: 1, name: 2, email: 3}"
                : "columns: {employeeId: NIK, name: Nama, email: Email, phone: No HP}";
    }

    static SandboxTenant tenant(String job) {
        return SANDBOX.tenant(job);
    }

    /// Puts a file into the job's inbox, complete at once.
    Path drop(String job, String name, byte[] bytes) throws IOException {
        Path inbox = Files.createDirectories(home.inbox(job));
        Path unfinished = Files.write(inbox.resolve(".unfinished"), bytes);
        return Files.move(unfinished, inbox.resolve(name));
    }

    /// The runs of a job, the newest first.
    List<Run> all(String job) {
        return runs.list(new RunQuery(Optional.of(job), Optional.empty(), OptionalLong.empty(), 100));
    }

    /// Waits until a run for an export of this name has ended that began after the given one.
    Run ended(String job, long after, String name) {
        return Awaitility.await("a run of " + job + " for " + name)
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> all(job).stream()
                                .filter(run -> run.id() > after && isOf(run, name))
                                .filter(run -> run.state().isEnd())
                                .min(Comparator.comparingLong(Run::id)),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static boolean isOf(Run run, String name) {
        return run.export().map(Export::name).filter(Predicate.isEqual(name)).isPresent();
    }
}
