package dev.rollcall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// Failed changes are tried again: as a person asks, and transient ones by the next run of the job.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.ForSpring.class)
class RetryTest {

    private static final Sandbox SANDBOX = Sandbox.start(SandboxSettings.of(
            TenantSettings.empty("next", TenantSystem.RUANGKERJA),
            TenantSettings.empty("dry", TenantSystem.RUANGKERJA),
            TenantSettings.empty("asked", TenantSystem.RUANGKERJA)));
    private static final String DOWN =
            "{\"fault\": \"status\", \"status\": 500, \"method\": \"POST\", \"path\": \".*users\"}";
    private static final String TWO = """
            NIK;Nama;Email
            A;Ani;a@contoh.co.id
            B;Budi;b@contoh.co.id
            """;
    private static final String SECOND = """
            NIK;Nama;Email
            B;Budi Baru;b@contoh.co.id
            """;

    @LocalServerPort
    private int port;

    private Door door = new Door(0);

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path folder = Files.createTempDirectory("rollcall-retry");
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        for (String job : List.of("next", "dry", "asked")) {
            Files.writeString(jobs.resolve(job + ".yaml"), """
                    job: %s
                    source: {type: csv, columns: {employeeId: NIK, name: Nama, email: Email}}
                    target:
                      connector: ruangkerja
                      url: %s
                      credentials: {clientId: sandbox, clientSecret: sandbox-secret}
                    push: {attempts: 1, bulk: false, rate: none}
                    """.formatted(
                            job, SANDBOX.tenant(job).url()));
        }
        settings.add("rollcall.home", () -> folder.resolve("home").toString());
        settings.add("rollcall.jobs", jobs::toString);
        settings.add("rollcall.routes", () -> folder.resolve("no-routes").toString());
        settings.add("rollcall.admin-password", () -> "secret");
    }

    @BeforeEach
    void open() {
        door = new Door(port);
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void triesTransientFailuresAgainUnderTheirOwnRunBeforeTheNextOnePlansAndLeavesItWhomItNames() {
        SandboxTenant tenant = SANDBOX.tenant("next");
        tenant.fault(DOWN);
        JsonNode first = door.run("next", TWO, "");
        assertThat(first.path("state").asString()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(door.changes(first)).containsExactly("create A failed", "create B failed");
        tenant.clearFaults();

        JsonNode second = door.run("next", SECOND, "&mode=delta");

        JsonNode again = door.ended(first.path("runId").asLong());
        assertThat(door.changes(again)).containsExactly("create A applied", "create B failed");
        assertThat(again.path("state").asString()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(door.changes(second)).containsExactly("create B applied");
        assertThat(second.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(tenant.user("B").orElseThrow().path("name").asString()).isEqualTo("Budi Baru");
        assertThat(tenant.createdTwice()).isEmpty();
        assertThat(createdBeforeTheSnapshot(tenant, "A")).isTrue();

        JsonNode third = door.run("next", "NIK;Nama;Email\nC;Cici;c@contoh.co.id\n", "&mode=delta");

        assertThat(door.changes(third)).containsExactly("create C applied");
        assertThat(door.changes(door.ended(first.path("runId").asLong())))
                .as("B was decided about by the second run")
                .containsExactly("create A applied", "create B failed");
    }

    /// Whether this person was created before the last reading of all users.
    private static boolean createdBeforeTheSnapshot(SandboxTenant tenant, String employeeId) {
        long created = tenant.calls().stream()
                .filter(call -> call.touched().stream()
                        .anyMatch(touch -> touch.applied() && touch.key().equals(employeeId)))
                .findFirst()
                .orElseThrow()
                .number();
        return tenant.calls().stream()
                .anyMatch(call -> call.method().equals("GET")
                        && call.path().contains("page=1&pageSize=100")
                        && !call.path().contains("employeeID")
                        && call.number() > created);
    }

    @Test
    void writesNothingBeforeARunThatIsNotToBeApplied() {
        SandboxTenant tenant = SANDBOX.tenant("dry");
        tenant.fault(DOWN);
        JsonNode first = door.run("dry", TWO, "");
        tenant.clearFaults();

        door.run("dry", SECOND, "&mode=delta&apply=false");

        assertThat(door.changes(door.ended(first.path("runId").asLong())))
                .containsExactly("create A failed", "create B failed");
        assertThat(tenant.userCount()).isZero();
    }

    @Test
    void triesOneChangeOneCodeOrAllAgainAsAsked() {
        SandboxTenant tenant = SANDBOX.tenant("asked");
        tenant.fault(
                "{\"fault\": \"status\", \"status\": 400, \"method\": \"POST\", \"path\": \".*users\", \"next\": 1}");
        JsonNode one = door.run("asked", "NIK;Nama;Email\nA;Ani;a@contoh.co.id\n", "&mode=delta");
        assertThat(codes(one)).containsExactly("REMOTE_REJECTED");
        retry(one, "{\"code\": \"REMOTE_UNAVAILABLE\"}", 409);
        assertThat(codes(retry(one, "{\"code\": \"REMOTE_REJECTED\"}", 200))).containsExactly("");

        tenant.fault(
                "{\"fault\": \"status\", \"status\": 400, \"method\": \"POST\", \"path\": \".*users\", \"next\": 3}");
        JsonNode three = door.run(
                "asked",
                "NIK;Nama;Email\nC;Cici;c@contoh.co.id\nD;Dedi;d@contoh.co.id\nE;Eka;e@contoh.co.id\n",
                "&mode=delta");
        assertThat(door.changes(three)).containsExactly("create C failed", "create D failed", "create E failed");
        JsonNode second = retry(three, "{\"seq\": 2}", 200);
        assertThat(door.changes(second)).containsExactly("create C failed", "create D applied", "create E failed");
        JsonNode all = retry(three, "", 200);
        assertThat(door.changes(all)).containsExactly("create C applied", "create D applied", "create E applied");
        assertThat(all.path("state").asString()).isEqualTo("COMPLETED");
    }

    private JsonNode retry(JsonNode run, String body, int status) {
        long id = run.path("runId").asLong();
        assertThat(door.post("/api/runs/" + id + "/retry", body).status()).isEqualTo(status);
        return door.ended(id);
    }

    private List<String> codes(JsonNode run) {
        return door.get("/api/runs/" + run.path("runId").asLong() + "/changes").path("items").values().stream()
                .map(change -> change.path("code").asString(""))
                .toList();
    }
}
