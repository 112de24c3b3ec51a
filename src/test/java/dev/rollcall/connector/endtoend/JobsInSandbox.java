package dev.rollcall.connector.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.job.JobName;
import dev.rollcall.job.Jobs;
import dev.rollcall.push.Journal;
import dev.rollcall.push.JournalLine;
import dev.rollcall.push.JournalQuery;
import dev.rollcall.run.HomeFolder;
import dev.rollcall.run.Run;
import dev.rollcall.run.Runs;
import dev.rollcall.run.StartOrder;
import dev.rollcall.run.Trigger;
import dev.rollcall.run.Wanted;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The real worker and the real jobs of one tenant that is imitated: each test has a tenant and a job of its own; all
/// subclasses share one worker.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.ForSpring.class)
abstract class JobsInSandbox {

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Path FOLDER = folder();

    @Autowired
    private Runs runs;

    @Autowired
    private Jobs jobs;

    @Autowired
    private Journal journal;

    @Autowired
    private HomeFolder home;

    private Sandbox sandbox;
    private SandboxTenant tenant;
    private String job = "";

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("rollcall-jobs");
            Files.createDirectories(folder.resolve("jobs"));
            return folder;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("rollcall.home", () -> FOLDER.resolve("home").toString());
        settings.add("rollcall.jobs", () -> FOLDER.resolve("jobs").toString());
        settings.add("rollcall.routes", () -> FOLDER.resolve("no-routes").toString());
        settings.add("rollcall.admin-password", () -> "secret");
    }

    @AfterEach
    void close() throws IOException {
        Files.deleteIfExists(file());
        sandbox.close();
    }

    private Path file() {
        return FOLDER.resolve("jobs").resolve(job + ".yaml");
    }

    /// Starts a tenant with these seeds, and a job that keeps it in step.
    ///
    /// @param yaml the job but for its name; `URL` stands for the tenant's base
    final void begin(TenantSystem system, String seeds, String yaml) throws IOException {
        sandbox = Sandbox.start(SandboxSettings.of(new TenantSettings("tenant", system, Map.of(), seeds)));
        tenant = sandbox.tenant("tenant");
        job = "job-" + NUMBERS.incrementAndGet();
        change(yaml, found -> true);
    }

    /// Writes the job's file again, and waits until it is taken up.
    final void change(String yaml, Predicate<dev.rollcall.job.Job> taken) throws IOException {
        Path unfinished = FOLDER.resolve(job + ".tmp");
        Files.writeString(
                unfinished,
                "job: " + job + "\n" + yaml.replace("URL", tenant.url().toString()));
        Files.move(unfinished, file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Awaitility.await().atMost(LONGEST).until(() -> {
            assertThat(jobs.problems()).doesNotContainKey(new JobName(job));
            return jobs.find(new JobName(job)).filter(taken).isPresent();
        });
    }

    final SandboxTenant tenant() {
        return tenant;
    }

    final Run run(String export) throws IOException {
        return run(export, Wanted.APPLY);
    }

    final Run run(String export, Wanted wanted) throws IOException {
        Path file = Files.writeString(
                Files.createDirectories(home.root().resolve("test")).resolve(job + NUMBERS.incrementAndGet()), export);
        var upload = new StartOrder.Upload(file, "export.csv", "0".repeat(64));
        Run started = runs.start(new StartOrder(
                job,
                Trigger.REST,
                Optional.of(upload),
                Optional.empty(),
                wanted,
                OptionalLong.empty(),
                Optional.empty(),
                "test"));
        return Awaitility.await()
                .atMost(LONGEST)
                .until(() -> runs.get(started.id()), run -> run.state().isEnd());
    }

    /// Releases everything that is held.
    final Run approve(Run run) {
        runs.approve(run.id(), run.planDigest().orElseThrow(), List.of(), "test");
        return Awaitility.await()
                .atMost(LONGEST)
                .until(() -> runs.get(run.id()), later -> later.state().isEnd());
    }

    final String rows(Run run) {
        return String.valueOf(runs.summary(run).get("rows"));
    }

    final List<JournalLine> changes(Run run) {
        return journal.lines(JournalQuery.of(run.id(), 10_000));
    }

    /// errors.csv without its header.
    final List<String> errors(Run run) throws IOException {
        List<String> lines = Files.readAllLines(home.reports(job, run.id()).resolve("errors.csv"));
        return lines.subList(1, lines.size());
    }

    final String report(Run run) throws IOException {
        return Files.readString(home.reports(job, run.id()).resolve("report.html"));
    }

    /// Paths of the calls with this method since the start, in order.
    final List<String> called(String method) {
        return tenant.calls().stream()
                .filter(call -> call.method().equals(method))
                .map(call -> call.path())
                .toList();
    }

    /// Everything that the worker has written so far, but for the database.
    final Path written() {
        return home.root();
    }
}
