package dev.rollcall.trigger;

import static org.awaitility.Awaitility.await;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.job.JobFolder;
import dev.rollcall.run.HomeFolder;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// The real application behind its real port, with a sandbox; all tests that extend this share one. Each test makes
/// a job, and with it a tenant, of its own.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.ForSpring.class)
public abstract class OverHttp {
    protected static final String PASSWORD = "a-secret-of-the-tests";
    private static final int TENANTS = 300;
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Set<String> ENDS = Set.of(
            "PLANNED", "AWAITING_APPROVAL", "COMPLETED", "COMPLETED_WITH_ERRORS", "REFUSED", "FAILED", "CANCELLED");
    private static final Sandbox SANDBOX = Sandbox.start(SandboxSettings.of(IntStream.rangeClosed(1, TENANTS)
            .mapToObj(n -> TenantSettings.empty("t" + n, TenantSystem.RUANGKERJA))
            .toArray(TenantSettings[]::new)));

    @Autowired
    protected HomeFolder home;

    @Autowired
    private JobFolder jobs;

    private final Map<String, SandboxTenant> tenants = new HashMap<>();

    @LocalServerPort
    private int port;

    /// A job and the tenant that it keeps in step.
    public record Made(String job, SandboxTenant tenant) {
        public String runs() {
            return "/api/jobs/" + job + "/runs";
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("rollcall-over-http");
            Files.createDirectories(folder.resolve("jobs"));
            return folder;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Called for each application that is started: a class with beans of its own has one of its own, on another
    /// database,
    /// and two of them on one home would take each other's files.
    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        Path folder = folder();
        settings.add("rollcall.home", () -> folder.resolve("home").toString());
        settings.add("rollcall.jobs", () -> folder.resolve("jobs").toString());
        settings.add("rollcall.routes", () -> folder.resolve("no-routes").toString());
        settings.add("rollcall.admin-password", () -> PASSWORD);
        String hash = String.valueOf(new BCryptPasswordEncoder(4).encode(PASSWORD));
        int number = 0;
        for (String role : new String[] {"viewer", "operator", "approver"}) {
            String user = "rollcall.users[" + number++ + "].";
            settings.add(user + "name", () -> role);
            settings.add(user + "password", () -> hash);
            settings.add(user + "roles[0]", () -> role);
        }
    }

    protected Caller admin() {
        return as("admin");
    }

    /// viewer, operator, approver or admin.
    protected Caller as(String user) {
        return new Caller(port, user, PASSWORD);
    }

    protected Caller nobody() {
        return new Caller(port, "", "");
    }

    protected int port() {
        return port;
    }

    /// Makes a job for exports with NIK, Nama, Email, Status, Tag; files dropped for it wait until they are asked for.
    protected Made make(String... more) throws IOException {
        int number = NUMBERS.incrementAndGet();
        String job = "j" + number;
        SandboxTenant tenant = SANDBOX.tenant("t" + number);
        tenants.put(job, tenant);
        write(job, job(job) + String.join("\n", more) + "\n");
        return new Made(job, tenant);
    }

    /// The file of a job as [#make] writes it.
    protected String job(String job) {
        return """
                job: %s
                source:
                  type: csv
                  settle: 200ms
                  pickup: scheduled
                  columns: {employeeId: NIK, name: Nama, email: Email, active: Status, tags: Tag}
                target:
                  connector: ruangkerja
                  url: %s
                  credentials: {clientId: sandbox, clientSecret: sandbox-secret}
                push: {rate: none}
                """.formatted(job, tenants.containsKey(job) ? tenants.get(job).url() : "http://127.0.0.1:1");
    }

    /// Writes a job file and has it taken up.
    protected void write(String job, String yaml) throws IOException {
        Files.writeString(home.root().resolveSibling("jobs").resolve(job + ".yaml"), yaml);
        jobs.look();
        jobs.look();
    }

    protected void drop(String job, String name, String content) throws IOException {
        Path inbox = Files.createDirectories(home.inbox(job));
        Path unfinished = Files.writeString(inbox.resolve(name + ".tmp"), content);
        Files.move(unfinished, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /// An export of active people with these numbers; those above `last` are given as left.
    protected static String export(int first, int last) {
        var csv = new StringBuilder("NIK,Nama,Email,Status,Tag\n");
        for (int i = first; i <= last; i++) {
            csv.append("E%04d,Orang Nomor %d,orang%d@contoh.co.id,aktif,\n".formatted(i, i, i));
        }
        return csv.toString();
    }

    protected Caller.Answer upload(Made made, String query, String csv) {
        return admin().post(made.runs() + query, BodyPublishers.ofString(csv), "Content-Type", "text/csv");
    }

    /// Starts a run with this export and waits for its end.
    protected JsonNode ran(Made made, String query, String csv) {
        Caller.Answer started = upload(made, query, csv);
        if (started.status() != 202) {
            throw new AssertionError(started.text());
        }
        return ended(started.json().path("runId").asLong());
    }

    protected JsonNode run(long runId) {
        return admin().get("/api/runs/" + runId).json();
    }

    protected JsonNode ended(long runId) {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> run(runId), run -> ENDS.contains(run.path("state").asString("")));
    }

    protected JsonNode inState(long runId, String state) {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(30))
                .until(() -> run(runId), run -> state.equals(run.path("state").asString("")));
    }
}
