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
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// What a run applied is taken back by a run of its own, planned first and applied with its digest, over REST against
/// the sandbox.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.ForSpring.class)
class UndoTest {

    private static final String SEEDS = """
            {"tags": [{"name": "Lama"}],
             "users": [
              {"employeeID": "A", "name": "Ani", "email": "a@contoh.co.id", "phone": "6281100000001"},
              {"employeeID": "B", "name": "Budi", "email": "b@contoh.co.id"},
              {"employeeID": "C", "name": "Cici", "email": "c@contoh.co.id", "isActive": false},
              {"employeeID": "D", "name": "Dedi", "email": "d@contoh.co.id"}]}
            """;
    private static final Sandbox SANDBOX = Sandbox.start(SandboxSettings.of(
            new TenantSettings("undo", TenantSystem.RUANGKERJA, Map.of(), SEEDS),
            new TenantSettings("chain", TenantSystem.RUANGKERJA, Map.of(), SEEDS),
            new TenantSettings("late", TenantSystem.RUANGKERJA, Map.of(), SEEDS),
            new TenantSettings("names", TenantSystem.RUANGKERJA, Map.of(), SEEDS),
            new TenantSettings("gated", TenantSystem.RUANGKERJA, Map.of(), "{}"),
            new TenantSettings("invited", TenantSystem.DESKHERO, Map.of(), """
                    {"groups": [{"name": "Semua", "everyone": true}],
                     "users": [{"email": "admin@contoh.co.id", "given_name": "Admin", "role": 2, "status": 1}],
                     "tokens": [{"token": "deskhero-admin-token", "email": "admin@contoh.co.id"}]}
                    """)));

    @LocalServerPort
    private int port;

    private Door door = new Door(0);

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path folder = Files.createTempDirectory("rollcall-undo");
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        for (String job : List.of("undo", "chain", "late", "gated")) {
            Files.writeString(jobs.resolve(job + ".yaml"), """
                    job: %1$s
                    source:
                      type: csv
                      columns: {employeeId: NIK, newEmployeeId: Baru, name: Nama, email: Email, phone: HP, active: Status, tags: Tag}
                    target:
                      connector: ruangkerja
                      url: %2$s
                      credentials: {clientId: sandbox, clientSecret: sandbox-secret}
                    reconcile: {clearOnEmpty: [phone], references: {createTags: true}}
                    gates: {deactivate: {percent: %3$d}, rename: {percent: 100}}
                    """.formatted(
                            job, SANDBOX.tenant(job).url(), job.equals("gated") ? 10 : 100));
        }
        Files.writeString(jobs.resolve("names.yaml"), """
                job: names
                source: {type: csv, columns: {employeeId: NIK, username: User}}
                target:
                  connector: ruangkerja
                  url: %s
                  credentials: {clientId: sandbox, clientSecret: sandbox-secret}
                """.formatted(
                        SANDBOX.tenant("names").url()));
        for (String job : List.of("invited", "other")) {
            Files.writeString(jobs.resolve(job + ".yaml"), """
                job: %s
                source: {type: csv, mode: delta, columns: {employeeId: NIK, email: Email, active: Status}}
                target:
                  connector: deskhero
                  url: %s
                  credentials: {token: deskhero-admin-token}
                  options: {tenant: contoh}
                """.formatted(
                            job, SANDBOX.tenant("invited").url()));
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
    void takesBackEveryKindOfChangeAndWhatItTookBackItCanTakeBackAgain() {
        SandboxTenant tenant = SANDBOX.tenant("undo");
        linked("undo");
        String before = people(tenant, "A", "B", "C", "D");
        JsonNode run = door.run("undo", """
                NIK;Baru;Nama;Email;HP;Status;Tag
                A;;Ani Lestari;a@contoh.co.id;;aktif;Baru
                B;;Budi;b@contoh.co.id;;tidak aktif;
                C;;Cici;c@contoh.co.id;;aktif;
                D;D2;Dedi;d@contoh.co.id;;aktif;
                E;;Eka;e@contoh.co.id;;aktif;
                """, "");
        assertThat(door.changes(run))
                .containsExactlyInAnyOrder(
                        "deactivate B applied",
                        "update A applied",
                        "reactivate C applied",
                        "rename D applied",
                        "create E applied");

        JsonNode undo = undone(run);

        assertThat(undo.path("state").asString()).isEqualTo("PLANNED");
        assertThat(undo.path("trigger").asString()).isEqualTo("undo");
        assertThat(undo.path("undoOf").asLong()).isEqualTo(run.path("runId").asLong());
        assertThat(undo.path("export").isNull()).isTrue();
        assertThat(door.changes(undo))
                .containsExactlyInAnyOrder(
                        "deactivate C pending",
                        "deactivate E pending",
                        "update A pending",
                        "reactivate B pending",
                        "rename D2 pending");
        assertThat(door.decide(undo, "apply", "").status()).isEqualTo(200);
        JsonNode applied = door.ended(undo.path("runId").asLong());

        assertThat(applied.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(door.changes(applied)).hasSize(5).allMatch(change -> change.endsWith(" applied"));
        assertThat(people(tenant, "A", "B", "C", "D")).isEqualTo(before);
        assertThat(tenant.user("E").orElseThrow().path("isActive").asBoolean()).isFalse();
        assertThat(tenant.user("D2")).isEmpty();

        JsonNode again = undone(applied);
        door.decide(again, "apply", "");
        assertThat(door.ended(again.path("runId").asLong()).path("state").asString())
                .isEqualTo("COMPLETED");
        assertThat(tenant.user("A").orElseThrow().path("name").asString()).isEqualTo("Ani Lestari");
        assertThat(tenant.user("E").orElseThrow().path("isActive").asBoolean()).isTrue();
        assertThat(tenant.user("D2")).isPresent();
    }

    @Test
    void renamesBackChainsAndCycles() {
        SandboxTenant tenant = SANDBOX.tenant("chain");
        linked("chain");
        JsonNode run = door.run("chain", """
                NIK;Baru;Nama;Email;HP;Status;Tag
                A;B;Ani;;+6281100000001;aktif;
                B;C;Budi;;;aktif;
                C;A;Cici;;;aktif;
                D;E;Dedi;;;aktif;
                """, "");
        assertThat(door.changes(run)).hasSize(4).allMatch(change -> change.endsWith(" applied"));
        assertThat(tenant.user("B").orElseThrow().path("name").asString()).isEqualTo("Ani");

        JsonNode undo = undone(run);
        assertThat(undo.path("steps").asLong()).isEqualTo(1);
        door.decide(undo, "apply", "");
        JsonNode applied = door.ended(undo.path("runId").asLong());

        assertThat(applied.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(tenant.user("A").orElseThrow().path("name").asString()).isEqualTo("Ani");
        assertThat(tenant.user("B").orElseThrow().path("name").asString()).isEqualTo("Budi");
        assertThat(tenant.user("C").orElseThrow().path("name").asString()).isEqualTo("Cici");
        assertThat(tenant.user("C").orElseThrow().path("isActive").asBoolean()).isFalse();
        assertThat(tenant.user("D").orElseThrow().path("name").asString()).isEqualTo("Dedi");
        assertThat(tenant.userCount()).isEqualTo(4);
    }

    @Test
    void leavesAloneWhatChangedSinceAndCallsItStale() {
        SandboxTenant tenant = SANDBOX.tenant("late");
        JsonNode run = door.run("late", """
                NIK;Baru;Nama;Email;HP;Status;Tag
                A;;Ani Lestari;a@contoh.co.id;+6281100000001;aktif;
                B;;Budi Santoso;b@contoh.co.id;;aktif;
                """, "&mode=delta");
        assertThat(door.get("/api/runs/" + run.path("runId").asLong() + "/rejects")
                        .path("items"))
                .isEmpty();
        JsonNode undo = undone(run);
        tenant.change("A", "{\"name\": \"Ani Wulandari\"}");
        door.decide(undo, "apply", "");
        JsonNode applied = door.ended(undo.path("runId").asLong());

        assertThat(applied.path("state").asString()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(door.changes(applied)).containsExactly("update A stale", "update B applied");
        assertThat(tenant.user("A").orElseThrow().path("name").asString()).isEqualTo("Ani Wulandari");
        assertThat(tenant.user("B").orElseThrow().path("name").asString()).isEqualTo("Budi");
    }

    @Test
    void passesTheGatesAndIsAppliedOnlyWithItsDigest() {
        SandboxTenant tenant = SANDBOX.tenant("gated");
        StringBuilder export = new StringBuilder("NIK;Baru;Nama;Email;HP;Status;Tag\n");
        for (int i = 1; i <= 20; i++) {
            export.append("E%1$d;;Orang %1$d;e%1$d@contoh.co.id;;aktif;\n".formatted(i));
        }
        JsonNode run = door.run("gated", export.toString(), "");
        JsonNode undo = undone(run);

        assertThat(undo.path("changes").path("deactivate").path("planned").asLong())
                .isEqualTo(20);
        assertThat(undo.path("changes").path("deactivate").path("held").asLong())
                .isEqualTo(20);
        assertThat(undo.path("gates").findValue("limit").asLong()).isEqualTo(5);
        assertThat(door.post("/api/runs/" + undo.path("runId").asLong() + "/apply", "{\"planDigest\": \"sha256:0\"}")
                        .body()
                        .path("code")
                        .asString())
                .isEqualTo("PLAN_CHANGED");
        door.decide(undo, "apply", ", \"actions\": [\"deactivate\"]");
        JsonNode applied = door.ended(undo.path("runId").asLong());

        assertThat(applied.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(applied.path("gates").findValue("releasedBy").asString()).isEqualTo("admin");
        assertThat(tenant.users())
                .hasSize(20)
                .noneMatch(user -> user.path("isActive").asBoolean());
        assertThat(door.post("/api/runs/" + undo.path("runId").asLong() + "/undo", "")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void revokesAnInvitationThatNobodyAccepted() {
        SandboxTenant tenant = SANDBOX.tenant("invited");
        JsonNode run = door.run("invited", "NIK,Email,Status\nE1,e1@contoh.co.id,aktif\n", "");
        assertThat(door.changes(run)).containsExactly("create E1 applied");

        JsonNode undo = undone(run);
        assertThat(door.changes(undo)).containsExactly("deactivate E1 held");
        door.decide(undo, "apply", ", \"actions\": [\"deactivate\"]");

        assertThat(door.ended(undo.path("runId").asLong()).path("state").asString())
                .isEqualTo("COMPLETED");
        assertThat(tenant.calls()).anyMatch(call -> call.path().endsWith("user_invites/revoke"));
        assertThat(door.get("/api/jobs/invited/people/E1").path("invitation").isNull())
                .isTrue();
    }

    @Test
    void invitesAgainWhoseInvitationWasRevoked() {
        SandboxTenant tenant = SANDBOX.tenant("invited");
        door.run("invited", "NIK,Email,Status\nE2,Dua@contoh.co.id,aktif\n", "");
        JsonNode held = door.run("invited", "NIK,Email,Status\nE2,,nonaktif\n", "");
        door.decide(held, "approve", "");
        JsonNode revoked = door.ended(held.path("runId").asLong());
        assertThat(door.changes(revoked)).containsExactly("deactivate E2 applied");
        long sent = sent(tenant);

        JsonNode undo = undone(revoked);
        assertThat(door.changes(undo)).containsExactly("create E2 pending");
        assertThat(undo.path("rows").path("reported").asLong()).isZero();
        door.decide(undo, "apply", "");
        JsonNode applied = door.ended(undo.path("runId").asLong());

        assertThat(applied.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(door.changes(applied)).containsExactly("create E2 applied");
        assertThat(sent(tenant)).isEqualTo(sent + 1);
        assertThat(door.get("/api/jobs/invited/people/E2")
                        .path("invitation")
                        .path("madeByRun")
                        .asLong())
                .isEqualTo(applied.path("runId").asLong());
        assertThat(door.run("invited", "NIK,Email,Status\nE2,Dua@contoh.co.id,aktif\n", "")
                        .path("rows")
                        .path("invited")
                        .asLong())
                .isEqualTo(1);
        assertThat(door.changes(undone(revoked)))
                .as("who is invited already is not invited again")
                .isEmpty();
        assertThat(door.changes(undone(applied))).containsExactly("deactivate E2 held");
    }

    @Test
    void tellsWhatCannotBeTakenBack() {
        JsonNode named = door.run("names", "NIK;User\nB;budi1\n", "&mode=delta");
        assertThat(door.changes(named)).containsExactly("update B applied");

        JsonNode undo = undone(named);

        assertThat(door.changes(undo)).isEmpty();
        assertThat(undo.path("rows").path("reported").asLong()).isEqualTo(1);
        assertThat(door.text("/api/runs/" + undo.path("runId").asLong() + "/files/errors.csv"))
                .contains(
                        ",B,plan,NOT_UNDOABLE,username,budi1,\"\"\"username\"\" stays \"\"budi1\"\": it was empty before, and the"
                                + " tenant does not let it be cleared.\"");

        door.run("other", "NIK,Email,Status\nX3,lain@contoh.co.id,aktif\n", "");
        JsonNode held = door.run("invited", "NIK,Email,Status\nE3,lain@contoh.co.id,nonaktif\n", "");
        door.decide(held, "approve", "");
        JsonNode revoked = door.ended(held.path("runId").asLong());
        assertThat(door.changes(revoked)).containsExactly("deactivate E3 applied");
        JsonNode not = undone(revoked);
        assertThat(door.changes(not)).isEmpty();
        assertThat(door.text("/api/runs/" + not.path("runId").asLong() + "/files/errors.csv"))
                .contains(
                        ",E3,plan,NOT_UNDOABLE,active,,\"The revoked invitation is not sent again: it was not this job that"
                                + " had sent it, so the role and groups it gave are not known.\"");
    }

    private static long sent(SandboxTenant tenant) {
        return tenant.calls().stream()
                .filter(call -> call.path().endsWith("user_invites/create_v2"))
                .count();
    }

    @Test
    void refusesWhereNothingWasApplied() {
        JsonNode run = door.run("late", "NIK;Nama\nX1;\n", "&mode=delta&apply=false");
        Door.Answered answer = door.post("/api/runs/" + run.path("runId").asLong() + "/undo", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("code").asString()).isEqualTo("NOTHING_TO_UNDO");
    }

    /// The four people of the seeds are this job's from now on, so that its gates let a few changes through.
    private void linked(String job) {
        JsonNode run = door.run(job, """
                NIK;Baru;Nama;Email;HP;Status;Tag
                A;;Ani;a@contoh.co.id;+6281100000001;aktif;
                B;;Budi;b@contoh.co.id;;aktif;
                C;;Cici;c@contoh.co.id;;tidak aktif;
                D;;Dedi;d@contoh.co.id;;aktif;
                """, "");
        assertThat(run.path("state").asString()).isEqualTo("COMPLETED");
    }

    private JsonNode undone(JsonNode run) {
        Door.Answered answer = door.post("/api/runs/" + run.path("runId").asLong() + "/undo", "");
        assertThat(answer.status()).isEqualTo(202);
        return door.ended(answer.body().path("runId").asLong());
    }

    private static String people(SandboxTenant tenant, String... ids) {
        StringBuilder all = new StringBuilder();
        for (String id : ids) {
            JsonNode user = tenant.user(id).orElseThrow();
            all.append("%s %s %s %s %s%n"
                    .formatted(id, user.path("name"), user.path("phone"), user.path("isActive"), user.path("tags")));
        }
        return all.toString();
    }
}
