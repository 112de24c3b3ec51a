package dev.rollcall.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Apply, approve, discard, cancel and retry, with the digest of the plan that was looked at.
class DecidingOverRestTest extends OverHttp {

    @Test
    void appliesThePlanThatWasSeenAndNoOther() throws IOException {
        Made made = make();
        long run = planned(made, export(1, 3));

        Caller.Answer wrong = decide(run, "apply", "{\"planDigest\": \"sha256:0\"}");
        assertThat(wrong.status()).isEqualTo(409);
        assertThat(wrong.code()).isEqualTo("PLAN_CHANGED");
        assertThat(decide(run, "apply", "{}").code()).isEqualTo("MISSING_PLAN_DIGEST");
        assertThat(decide(run, "apply", "").code()).isEqualTo("MISSING_PLAN_DIGEST");
        assertThat(decide(run, "apply", "{\"planDigest\": ").code()).isEqualTo("INVALID_BODY");
        assertThat(decide(run, "approve", body(run)).code()).isEqualTo("WRONG_STATE");
        assertThat(made.tenant().userCount()).isZero();

        assertThat(decide(run, "apply", body(run)).status()).isEqualTo(200);

        assertThat(ended(run).path("state").asString()).isEqualTo("COMPLETED");
        assertThat(made.tenant().userCount()).isEqualTo(3);
        assertThat(decide(run, "apply", body(run)).code()).isEqualTo("WRONG_STATE");
    }

    @Test
    void appliesWhatNoGateHoldsAndTheHeldKindsThatAreNamed() throws IOException {
        Made made = make();
        ran(made, "", export(1, 4));

        long free = planned(made, leavers(1, 3) + row(9));
        assertThat(run(free).at("/changes/deactivate/held").asInt()).isEqualTo(3);
        decide(free, "apply", body(free));
        JsonNode applied = ended(free);
        assertThat(applied.path("state").asString()).isEqualTo("AWAITING_APPROVAL");
        assertThat(applied.at("/changes/create/applied").asInt()).isEqualTo(1);
        assertThat(applied.at("/changes/deactivate/held").asInt()).isEqualTo(3);

        long named = planned(made, leavers(1, 3));
        assertThat(decide(named, "apply", body(named, "weather")).code()).isEqualTo("INVALID_PARAMETER");
        decide(named, "apply", body(named, "deactivate"));
        JsonNode all = ended(named);
        assertThat(all.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(all.at("/changes/deactivate/applied").asInt()).isEqualTo(3);
        assertThat(all.at("/gates/0/releasedBy").asString()).isEqualTo("admin");
    }

    @Test
    void approvesWhatIsHeld() throws IOException {
        Made made = make();
        ran(made, "", export(1, 4));
        JsonNode held = ran(made, "", leavers(1, 3));
        long run = held.path("runId").asLong();
        assertThat(held.path("state").asString()).isEqualTo("AWAITING_APPROVAL");
        assertThat(held.at("/gates/0/action").asString()).isEqualTo("deactivate");
        assertThat(held.at("/gates/0/held").asBoolean()).isTrue();
        assertThat(held.at("/gates/0/planned").asInt()).isEqualTo(3);
        assertThat(held.at("/gates/0/limit").asInt()).as("half of the links").isEqualTo(2);
        assertThat(held.at("/gates/0/mayRelease").toString()).isEqualTo("[\"approver\",\"admin\"]");
        assertThat(held.at("/gates/0/releasedBy").isNull()).isTrue();
        assertThat(held.path("decisions")).isEmpty();
        assertThat(decide(run, "approve", "{\"planDigest\": \"sha256:0\"}").code())
                .isEqualTo("PLAN_CHANGED");
        assertThat(decide(run, "approve", body(run, "export")).code()).isEqualTo("EXPORT_NOT_UNPROVEN");

        assertThat(as("operator")
                        .post("/api/runs/" + run + "/approve", body(run))
                        .status())
                .isEqualTo(403);
        assertThat(as("approver")
                        .post("/api/runs/" + run + "/approve", body(run))
                        .status())
                .isEqualTo(200);

        JsonNode done = ended(run);
        assertThat(done.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(done.at("/changes/deactivate/applied").asInt()).isEqualTo(3);
        assertThat(done.at("/gates/0/releasedBy").asString()).isEqualTo("approver");
        assertThat(Instant.parse(done.at("/gates/0/releasedAt").asString()))
                .isBetween(
                        Instant.parse(held.path("finishedAt").asString()),
                        Instant.parse(done.path("finishedAt").asString()));
        JsonNode decision = done.at("/decisions/0");
        assertThat(decision.path("verb").asString()).isEqualTo("approve");
        assertThat(decision.path("by").asString()).isEqualTo("approver");
        assertThat(Instant.parse(decision.path("at").asString()))
                .isBetween(
                        Instant.parse(held.path("finishedAt").asString()),
                        Instant.parse(done.path("finishedAt").asString()));
    }

    @Test
    void acceptsASmallerExportThatIsRightAfterAllAndPlansTheAbsencesOnlyOfTheNextOne() throws IOException {
        Made made = make("reconcile: {absent: deactivate}");
        ran(made, "", export(1, 20));
        JsonNode small = ran(made, "", export(1, 15));
        long run = small.path("runId").asLong();
        assertThat(small.at("/export/proven").asBoolean()).isFalse();
        assertThat(small.at("/rows/absent").asInt()).isEqualTo(5);
        assertThat(small.at("/changes/deactivate/planned").asInt()).isZero();

        assertThat(decide(run, "approve", body(run, "export")).status()).isEqualTo(200);

        assertThat(run(run).path("state").asString()).isEqualTo("COMPLETED");
        assertThat(run(run).at("/decisions/0/actions").toString()).isEqualTo("[\"export\"]");
        assertThat(run(run).at("/decisions/0/by").asString()).isEqualTo("admin");
        assertThat(made.tenant().users().values())
                .allMatch(user -> user.path("isActive").asBoolean());
        JsonNode next = ran(made, "", export(1, 15));
        assertThat(next.at("/export/proven").asBoolean()).isTrue();
        assertThat(next.at("/changes/deactivate/applied").asInt()).isEqualTo(5);
        assertThat(made.tenant().user("E0016").orElseThrow().path("isActive").asBoolean())
                .isFalse();
    }

    @Test
    void discardsWhatIsHeldAndEndsByTheRest() throws IOException {
        Made made = make();
        ran(made, "", export(1, 4));
        long held = ran(made, "", leavers(1, 3)).path("runId").asLong();
        assertThat(decide(held, "discard", "{\"planDigest\": \"sha256:0\"}").code())
                .isEqualTo("PLAN_CHANGED");

        decide(held, "discard", body(held));

        JsonNode run = ended(held);
        assertThat(run.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(run.at("/changes/deactivate/discarded").asInt()).isEqualTo(3);
        long planned = planned(made, leavers(1, 1));
        decide(planned, "discard", body(planned));
        assertThat(ended(planned).at("/changes/deactivate/discarded").asInt()).isEqualTo(1);
        assertThat(made.tenant().calls()).noneMatch(call -> call.method().equals("PUT"));
    }

    @Test
    void refusesToDecideOnWhatANewerRunSuperseded() throws IOException {
        Made made = make();
        ran(made, "", export(1, 4));
        long older = planned(made, export(1, 5));
        long held = ran(made, "", leavers(1, 3)).path("runId").asLong();

        ran(made, "", export(1, 6));

        Caller.Answer applied = decide(older, "apply", body(older));
        assertThat(applied.status()).isEqualTo(409);
        assertThat(applied.code()).isEqualTo("PLAN_SUPERSEDED");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> run(held).path("state").asString().equals("COMPLETED"));
        assertThat(decide(held, "approve", body(held)).code()).isEqualTo("PLAN_SUPERSEDED");
        assertThat(run(held).at("/changes/deactivate/superseded").asInt()).isEqualTo(3);
    }

    @Test
    void cancelsARunInProgressAndGoesOnWithItOnRetry() throws IOException {
        Made made = make();
        made.tenant().fault("{\"fault\": \"latency\", \"ms\": 600, \"path\": \".*/users\"}");
        long run = upload(made, "", export(1, 20)).json().path("runId").asLong();
        inState(run, "SNAPSHOT");

        assertThat(decide(run, "cancel", "").status()).isEqualTo(200);

        assertThat(ended(run).path("state").asString()).isEqualTo("CANCELLED");
        assertThat(made.tenant().userCount()).isZero();
        assertThat(decide(run, "cancel", "").code()).isEqualTo("WRONG_STATE");
        made.tenant().clearFaults();

        assertThat(decide(run, "retry", "").status()).isEqualTo(200);

        assertThat(ended(run).path("state").asString()).isEqualTo("COMPLETED");
        assertThat(made.tenant().userCount()).isEqualTo(20);
        assertThat(decide(run, "retry", "").code()).isEqualTo("WRONG_STATE");
    }

    @Test
    void cancelsARunThatWaitsInTheQueue() throws IOException {
        Made made = make();
        made.tenant().fault("{\"fault\": \"latency\", \"ms\": 700}");
        long first = upload(made, "", export(1, 2)).json().path("runId").asLong();
        inState(first, "SNAPSHOT");
        long second = upload(made, "", export(1, 3)).json().path("runId").asLong();

        decide(second, "cancel", "");

        assertThat(ended(second).path("state").asString()).isEqualTo("CANCELLED");
        assertThat(ended(first).path("state").asString()).isEqualTo("COMPLETED");
        assertThat(made.tenant().userCount()).isEqualTo(2);
    }

    @Test
    void triesAgainWhatTheTenantRefused() throws IOException {
        Made made = make();
        made.tenant()
                .seed("{\"users\": [{\"employeeID\": \"X1\", \"name\": \"Lain\", \"email\": \"lain@contoh.co.id\"}]}");
        made.tenant().fault("{\"fault\": \"bulk\", \"fail\": 1}");
        JsonNode first = ran(made, "", export(1, 3));
        long run = first.path("runId").asLong();
        assertThat(first.path("state").asString()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(first.at("/changes/create/failed").asInt()).isEqualTo(1);
        assertThat(decide(run, "retry", "{\"code\": \"STALE\"}").code()).isEqualTo("NOTHING_TO_RETRY");
        made.tenant().clearFaults();

        assertThat(decide(run, "retry", "{\"code\": \"REMOTE_REJECTED\"}").status())
                .isEqualTo(200);

        JsonNode again = ended(run);
        assertThat(again.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(again.at("/changes/create/applied").asInt()).isEqualTo(3);
    }

    private long planned(Made made, String csv) {
        JsonNode run = ran(made, "?apply=false", csv);
        assertThat(run.path("state").asString()).isEqualTo("PLANNED");
        return run.path("runId").asLong();
    }

    private Caller.Answer decide(long run, String verb, String body) {
        return admin().post("/api/runs/" + run + "/" + verb, body);
    }

    private String body(long run, String... actions) {
        String named = actions.length == 0 ? "" : ", \"actions\": [\"" + String.join("\", \"", actions) + "\"]";
        return "{\"planDigest\": \"" + run(run).path("planDigest").asString() + "\"" + named + "}";
    }

    private static String leavers(int first, int last) {
        return export(first, last).replace(",aktif,", ",nonaktif,") + row(4);
    }

    private static String row(int number) {
        return export(number, number).lines().skip(1).findFirst().orElseThrow() + "\n";
    }

    @Test
    void takesAnEmptyBodyForNoneWhateverItsTypeSays() throws IOException {
        Made made = make();
        String run = "/api/runs/" + ran(made, "", export(1, 1)).path("runId").asLong();
        for (String type : List.of("application/x-www-form-urlencoded", "text/csv", "application/json")) {
            assertThat(admin().post(run + "/retry", BodyPublishers.ofString(""), "Content-Type", type)
                            .code())
                    .as(type)
                    .isEqualTo("WRONG_STATE");
            assertThat(admin().post(run + "/discard", BodyPublishers.ofString(""), "Content-Type", type)
                            .code())
                    .as(type)
                    .isEqualTo("MISSING_PLAN_DIGEST");
        }
    }
}
