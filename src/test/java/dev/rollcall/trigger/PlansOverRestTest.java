package dev.rollcall.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
    void holdsTheWholePlanWhereTheJobWantsItApprovedAlways() throws IOException {
        Made made = make("approval: always");
        JsonNode run = ran(made, "", export(1, 2));
        assertThat(run.path("state").asString()).isEqualTo("PLANNED");
        assertThat(made.tenant().userCount()).isZero();

        decide(run, "apply");

        assertThat(ended(run.path("runId").asLong()).path("state").asString()).isEqualTo("COMPLETED");
        assertThat(jdbc.sql("select verb || ' ' || by_whom from decision where run_id = ? and at is not null")
                        .param(run.path("runId").asLong())
                        .query(String.class)
                        .list())
                .isEqualTo(List.of("apply admin"));
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
    void endsFailedWhereARowGotLost() throws IOException {
        Made made = make();
        jdbc.sql("""
                create function lose_%1$s() returns trigger language plpgsql as $$
                begin
                    execute format('delete from staged_row where run_id = %%s and employee_id = %%L', new.run_id, 'E0002');
                    return new;
                end $$;
                create trigger lose_%1$s after update of rows on run for each row when (new.job = '%1$s')
                    execute function lose_%1$s()""".formatted(made.job())).update();

        JsonNode run = ran(made, "?apply=false", export(1, 3));

        assertThat(run.path("state").asString()).isEqualTo("FAILED");
        assertThat(run.path("reason").asString()).isEqualTo("ROWS_NOT_CONSERVED");
        assertThat(run.path("detail").asString())
                .isEqualTo("the run's numbers do not add up: accepted 3 rows = unchanged 0 + planned 2; a fault of"
                        + " Rollcall, please report it with summary.json");
        assertThat(made.tenant().userCount()).isZero();
    }

    private Caller.Answer decide(JsonNode run, String verb) {
        return admin().post(
                        "/api/runs/" + run.path("runId").asLong() + "/" + verb,
                        "{\"planDigest\": \"" + run.path("planDigest").asString() + "\"}");
    }
}
