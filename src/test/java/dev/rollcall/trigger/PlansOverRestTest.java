package dev.rollcall.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A plan is applied as it was seen, waits no longer than its job says, and is never made of rows that got lost.
class PlansOverRestTest extends OverHttp {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void appliesTheStoredPlanThoughTheJobFileWasChangedSince() throws IOException {
        Made made = make();
        JsonNode planned = ran(made, "?apply=false", export(1, 3));
        write(made.job(), """
            job: %s
            source: {type: csv, columns: {employeeId: NIK, name: Email, email: Email}}
            target:
              connector: ruangkerja
              url: %s
              credentials: {clientId: sandbox, clientSecret: sandbox-secret}
            gates: {create: {percent: 0, floor: 0}}
            """.formatted(made.job(), made.tenant().url()));

        decide(planned, "apply");
        JsonNode applied = ended(planned.path("runId").asLong());

        assertThat(applied.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(applied.path("planDigest")).isEqualTo(planned.path("planDigest"));
        assertThat(made.tenant().user("E0001").orElseThrow().path("name").asString())
                .isEqualTo("Orang Nomor 1");
    }

    @Test
    void saysInThePlanHowLongItWillTakeAndWhileItIsPushedWhenItEnds() throws IOException {
        Made made = make();
        write(made.job(), job(made.job()).replace("{rate: none}", "{rate: 4, bulk: false, concurrency: 2}"));
        JsonNode planned = ran(made, "?apply=false", export(1, 12));
        long run = planned.path("runId").asLong();
        assertThat(planned.path("progress").toString())
                .isEqualTo("{\"phase\":null,\"done\":0,\"total\":12,\"rate\":4.0,\"eta\":null,\"seconds\":3.0}");
        assertThat(admin().get("/api/runs/" + run + "/files/report.html").text())
                .contains("Applying it will take about 3 s at the rate that the job allows.");
        assertThat(admin().get("/api/runs/" + run + "/files/summary.json")
                        .json()
                        .at("/progress/seconds")
                        .asDouble())
                .isEqualTo(3);

        decide(planned, "apply");
        JsonNode first = await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> run(run), seen -> !seen.at("/progress/eta").isNull());

        JsonNode progress = first.path("progress");
        assertThat(first.path("state").asString()).isEqualTo("PUSHING");
        assertThat(progress.path("phase").asString()).isEqualTo("push");
        assertThat(progress.path("done").asInt()).isLessThan(12);
        assertThat(progress.path("total").asInt()).isEqualTo(12);
        assertThat(progress.path("rate").asDouble()).isPositive();
        assertThat(progress.path("seconds").asDouble()).isPositive();
        JsonNode later = await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> run(run), seen -> seen.at("/calls/write").asLong() > 0);
        assertThat(later.path("state").asString())
                .as("calls are kept while they are made: a worker may be killed")
                .isEqualTo("PUSHING");
        assertThat(ended(run).path("progress").toString())
                .isEqualTo("{\"phase\":null,\"done\":null,\"total\":null,\"rate\":null,\"eta\":null,\"seconds\":null}");
    }

    @Test
    void holdsTheWholePlanWhereTheJobWantsItApprovedAlways() throws IOException {
        Made made = make("approval: always");
        JsonNode run = ran(made, "", export(1, 2));
        assertThat(run.path("state").asString()).isEqualTo("PLANNED");
        assertThat(made.tenant().userCount()).isZero();

        decide(run, "apply");

        assertThat(ended(run.path("runId").asLong()).path("state").asString()).isEqualTo("COMPLETED");
        JsonNode decisions = run(run.path("runId").asLong()).path("decisions");
        assertThat(decisions).hasSize(1);
        assertThat(decisions.at("/0/verb").asString()).isEqualTo("apply");
        assertThat(decisions.at("/0/by").asString()).isEqualTo("admin");
    }

    @Test
    void twoInstallationsThatPlanTheSameGiveTheSameDigest() throws IOException {
        List<JsonNode> plans = new ArrayList<>();
        for (String gates : List.of("", "gates: {create: {percent: 0, floor: 0}}")) {
            Made made = make();
            made.tenant().seed("""
                    {"users": [{"employeeID": "A", "name": "Ani", "email": "a@contoh.co.id"},
                     {"employeeID": "B", "name": "Budi", "email": "b@contoh.co.id"}]}""");
            write(
                    made.job(),
                    job(made.job()).replace("employeeId: NIK,", "employeeId: NIK, newEmployeeId: Baru,") + gates
                            + "\n");
            plans.add(ran(made, "?apply=false", """
                    NIK,Baru,Nama,Email,Status,Tag
                    A,B,Ani,a@contoh.co.id,aktif,
                    B,A,Budi,b@contoh.co.id,aktif,
                    C,,Cici,c@contoh.co.id,aktif,
                    """));
        }

        assertThat(plans.getFirst().path("steps").asInt()).isEqualTo(1);
        assertThat(plans.getLast().at("/changes/create/held").asInt()).isEqualTo(1);
        assertThat(plans.getFirst().path("planDigest").asString()).startsWith("sha256:");
        assertThat(plans.getLast().path("planDigest"))
                .isEqualTo(plans.getFirst().path("planDigest"));
        assertThat(plans.getLast().path("runId")).isNotEqualTo(plans.getFirst().path("runId"));
    }

    @Test
    void discardsAPlanThatNobodyAppliedInTime() throws IOException {
        Made made = make("gates: {expire: 1s}");
        JsonNode planned = ran(made, "?apply=false", export(1, 2));

        JsonNode expired = await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> run(planned.path("runId").asLong()),
                        run -> run.path("state").asString().equals("COMPLETED"));

        assertThat(expired.at("/changes/create/discarded").asInt()).isEqualTo(2);
        assertThat(made.tenant().userCount()).isZero();
        assertThat(decide(planned, "apply").code()).isEqualTo("WRONG_STATE");
    }

    @Test
    void saysInThePlanThatAChangedEmailResetsThePasswordAndChangesItByTheCallOfItsOwn() throws IOException {
        Made made = make("reconcile: {emailChanges: apply}");
        ran(made, "", export(1, 2));
        JsonNode planned = ran(made, "?apply=false", export(1, 2).replace("orang2@", "lain2@"));
        String run = "/api/runs/" + planned.path("runId").asLong();

        JsonNode change = admin().get(run + "/changes").json().at("/items/0");
        assertThat(change.path("resetsPassword").asBoolean()).isTrue();
        assertThat(change.at("/after/email").asString()).isEqualTo("lain2@contoh.co.id");
        assertThat(admin().get(run + "/files/plan.csv").text())
                .contains("1,update,E0002,E0002,email,orang2@contoh.co.id,lain2@contoh.co.id,false")
                .contains("1,update,E0002,E0002,password,,reset,false");
        decide(planned, "apply");

        assertThat(ended(planned.path("runId").asLong()).path("state").asString())
                .isEqualTo("COMPLETED");
        assertThat(made.tenant().user("E0002").orElseThrow().path("email").asString())
                .isEqualTo("lain2@contoh.co.id");
        assertThat(made.tenant().calls()).anyMatch(call -> call.path().endsWith("update-email-bulk"));
    }

    @Test
    void leavesTheEmailAloneAndTellsOfItWhereTheJobDoesNotWantItApplied() throws IOException {
        Made made = make();
        ran(made, "", export(1, 2));
        for (int time = 1; time <= 2; time++) {
            JsonNode run = ran(made, "", export(1, 2).replace("orang2@", "lain2@"));

            assertThat(run.path("state").asString()).as("time %d", time).isEqualTo("COMPLETED");
            assertThat(run.at("/rows/reported").asInt()).isEqualTo(1);
            assertThat(run.at("/rows/rejected").asInt()).isZero();
            assertThat(run.at("/rows/unchanged").asInt()).isEqualTo(2);
            assertThat(run.at("/calls/write").asInt()).isZero();
            String files = "/api/runs/" + run.path("runId").asLong() + "/files/";
            assertThat(admin().get(files + "errors.csv").text().lines().skip(1))
                    .containsExactly(
                            "3,E0002,plan,EMAIL_CHANGE_UNSUPPORTED,email,lain2@contoh.co.id,\"\"\"lain2@contoh.co.id\"\" in"
                                    + " \"\"Email\"\" is not the e-mail address that the tenant has, and this job does not change it"
                                    + " there.\",\"Change it by hand in the tenant. For Ruangkerja, emailChanges: apply in the job file"
                                    + " does it and resets the person's password.\",,,0");
            assertThat(admin().get(files + "corrections-" + made.job() + "-"
                                    + run.path("runId").asLong() + ".csv")
                            .text())
                    .doesNotContain("lain2@");
        }
    }

    @Test
    void createsATagOnceBeforeThePeopleWhoNeedItAsALineOfItsOwnInThePlan() throws IOException {
        Made made = make("reconcile: {references: {createTags: true}}");
        String tagged = export(1, 3).replace(",aktif,", ",aktif,Baru");
        JsonNode with = ran(made, "?apply=false", tagged);
        JsonNode without = ran(made, "?apply=false", export(1, 3));
        String run = "/api/runs/" + with.path("runId").asLong();

        assertThat(with.path("planDigest")).isNotEqualTo(without.path("planDigest"));
        assertThat(with.at("/changes/create/planned").asInt()).isEqualTo(3);
        assertThat(admin().get(run + "/files/plan.csv").text().lines().skip(1).findFirst())
                .contains("1,reference,Baru,,tags,,Baru,false");
        decide(with, "apply");
        JsonNode applied = ended(with.path("runId").asLong());

        assertThat(applied.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(applied.at("/references/tagsCreated").asInt()).isEqualTo(1);
        List<String> writes = made.tenant().calls().stream()
                .filter(call -> !call.method().equals("GET") && !call.path().endsWith("/token"))
                .map(call -> call.path().replaceAll(".*/ruangkerja/", ""))
                .toList();
        assertThat(writes.getFirst()).isEqualTo("tags");
        assertThat(writes).filteredOn("tags"::equals).hasSize(1);
        assertThat(made.tenant().user("E0003").orElseThrow().path("tags")).hasSize(1);
    }

    @Test
    void marksWhatTravelsToThePersonsOtherTenants() throws IOException {
        String seeds = """
                {"tenants": [{"id": "t-1", "name": "Contoh", "roles": [{"id": "r-1", "name": "Staf"}, {"id": "r-2", "name": "Kepala"}]}],
                 "users": [
                  {"name": "Layanan", "email": "layanan@contoh.co.id", "membership_type": "employee", "is_active": true, "tenants": ["t-1"]},
                  {"name": "Ani", "email": "a@contoh.co.id", "membership_type": "employee", "is_active": true, "roles": ["Staf"], "tenants": ["t-1"]},
                  {"name": "Budi", "email": "b@contoh.co.id", "membership_type": "employee", "is_active": true, "roles": ["Staf"], "tenants": ["t-1"]}]}
                """;
        try (Sandbox sandbox =
                Sandbox.start(SandboxSettings.of(new TenantSettings("g", TenantSystem.GARMENT, Map.of(), seeds)))) {
            Made made = make();
            write(made.job(), """
                    job: %s
                    source: {type: csv, columns: {employeeId: NIK, name: Nama, email: Email, roles: Jabatan}}
                    target:
                      connector: garment
                      url: %s
                      credentials: {email: layanan@contoh.co.id, password: sandbox-password}
                      options: {tenant: Contoh}
                    push: {rate: none}
                    """.formatted(made.job(), sandbox.tenant("g").url()));
            JsonNode planned = ran(made, "?apply=false", """
                    NIK,Nama,Email,Jabatan
                    E1,Ani Lestari,a@contoh.co.id,Staf
                    E2,Budi,b@contoh.co.id,Kepala
                    """);

            JsonNode changes = admin().get("/api/runs/" + planned.path("runId").asLong() + "/changes")
                    .json()
                    .path("items");
            assertThat(changes).hasSize(2);
            assertThat(changes.at("/0/employeeId").asString()).isEqualTo("E1");
            assertThat(changes.at("/0/global").asBoolean()).isTrue();
            assertThat(changes.at("/1/employeeId").asString()).isEqualTo("E2");
            assertThat(changes.at("/1/global").isBoolean()).isTrue();
            assertThat(changes.at("/1/global").asBoolean()).isFalse();
        }
    }

    @Test
    void marksStaleWhatChangedBetweenThePlanAndALateApproval() throws IOException {
        Made made = make("gates: {update: {percent: 0, floor: 0}}");
        ran(made, "", export(1, 2));
        JsonNode held = ran(made, "", export(1, 2).replace("Orang Nomor", "Pegawai Nomor"));
        long run = held.path("runId").asLong();
        assertThat(held.path("state").asString()).isEqualTo("AWAITING_APPROVAL");
        assertThat(held.at("/changes/update/held").asInt()).isEqualTo(2);
        made.tenant().change("E0001", "{\"name\": \"Diubah Tangan\"}");
        jdbc.sql("update run set started_at = started_at - interval '11 minutes' where run_id = ?")
                .param(run)
                .update();

        decide(held, "approve");
        JsonNode approved = ended(run);

        assertThat(approved.path("state").asString()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(approved.at("/changes/update/stale").asInt()).isEqualTo(1);
        assertThat(approved.at("/changes/update/applied").asInt()).isEqualTo(1);
        assertThat(made.tenant().user("E0001").orElseThrow().path("name").asString())
                .isEqualTo("Diubah Tangan");
        assertThat(made.tenant().user("E0002").orElseThrow().path("name").asString())
                .isEqualTo("Pegawai Nomor 2");
    }

    @Test
    void aDeltaSupersedesOnlyThePeopleThatItNames() throws IOException {
        Made made = make("gates: {update: {percent: 0, floor: 0}}");
        ran(made, "", export(1, 3));
        JsonNode held = ran(made, "", export(1, 3).replace("Orang Nomor", "Pegawai Nomor"));
        long run = held.path("runId").asLong();

        ran(made, "?mode=delta", export(1, 1));

        assertThat(run(run).at("/changes/update/superseded").asInt()).isEqualTo(1);
        assertThat(run(run).at("/changes/update/held").asInt()).isEqualTo(2);
        assertThat(decide(held, "approve").status()).isEqualTo(200);
        assertThat(ended(run).at("/changes/update/applied").asInt()).isEqualTo(2);
        assertThat(made.tenant().user("E0001").orElseThrow().path("name").asString())
                .isEqualTo("Orang Nomor 1");
    }

    @Test
    void endsFailedWhereARowGotLost() throws IOException {
        Made made = make();
        jdbc.sql("""
            create function lose_%1$s() returns trigger language plpgsql as $$
            begin
                execute format('delete from staged_row where run_id = %%s and employee_id = %%L', new.run_id, 'E0002');
                return new;
            end $$;
            create trigger lose_%1$s after update of rows on run for each row when (new.job = '%1$s')
                execute function lose_%1$s()\
            """.formatted(made.job())).update();

        JsonNode run = ran(made, "?apply=false", export(1, 3));

        assertThat(run.path("state").asString()).isEqualTo("FAILED");
        assertThat(run.path("reason").asString()).isEqualTo("ROWS_NOT_CONSERVED");
        assertThat(run.path("detail").asString())
                .isEqualTo("the run's numbers do not add up: accepted 3 rows = unchanged 0 + planned 2; a fault of"
                        + " Rollcall, please report it with summary.json");
        assertThat(made.tenant().userCount()).isZero();
    }

    @Test
    void endsFailedWhereNothingSaysWhyARowWasRejected() throws IOException {
        Made made = make();
        jdbc.sql("""
                create function hush_%1$s() returns trigger language plpgsql as $$
                begin
                    delete from finding
                    where run_id = new.run_id and exists (select from run where run_id = new.run_id and job = '%1$s');
                    return new;
                end $$;
                create trigger hush_%1$s before insert on plan for each row execute function hush_%1$s()""".formatted(made.job())).update();

        JsonNode run = ran(made, "?apply=false", export(1, 3) + "E0009,,,\n");

        assertThat(run.path("reason").asString()).isEqualTo("ROWS_NOT_CONSERVED");
        assertThat(run.path("detail").asString())
                .isEqualTo("the run's numbers do not add up: rejected 1 rows = 0 with a reason; a fault of Rollcall,"
                        + " please report it with summary.json");
    }

    private Caller.Answer decide(JsonNode run, String verb) {
        return admin().post(
                        "/api/runs/" + run.path("runId").asLong() + "/" + verb,
                        "{\"planDigest\": \"" + run.path("planDigest").asString() + "\"}");
    }
}
