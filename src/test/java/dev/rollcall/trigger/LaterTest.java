package dev.rollcall.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/// What only time brings about, with the application's clock put on.
@Import(TickedClock.class)
@ExtendWith(OutputCaptureExtension.class)
class LaterTest extends OverHttp {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration DAY = Duration.ofHours(24);

    @Autowired
    private TickedClock.Ticked clock;

    @AfterEach
    void itIsNowAgain() {
        clock.putOn(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"the login, /oauth/token", "the list of users, /ruangkerja/users"})
    void saysWhatATenantAnswersThatIsNoApi(String what, String path, CapturedOutput output) throws IOException {
        Made made = make();
        made.tenant().fault("{\"fault\": \"html\", \"path\": \"%s\"}".formatted(path));
        String csv = export(1, 2);
        long runId =
                upload(made, "?name=november.csv", csv).json().path("runId").asLong();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> made.tenant().calls().stream()
                        .anyMatch(call -> !call.faults().isEmpty()));
        assertThat(run(runId).path("finishedAt").isNull()).isTrue();

        clock.putOn(PATIENCE);
        JsonNode run = ended(runId);
        clock.putOn(Duration.ZERO);

        assertThat(run.path("state").asString()).isEqualTo("FAILED");
        assertThat(run.path("reason").asString()).isEqualTo("TENANT_UNAVAILABLE");
        assertThat(run.path("detail").asString())
                .isEqualTo(
                        "the tenant gave no answer that can be used within 15 minutes; seen last: HTTP 200 with a body"
                                + " that cannot be read, a web page in its place (text/html); see that target.url in the job"
                                + " file is the address of its API and that the tenant works, then retry the run");
        assertThat(admin().get("/api/runs/" + runId + "/files/export").text()).isEqualTo(csv);
        assertThat(made.tenant().userCount()).isZero();
        assertThat(output.getOut()).doesNotContain("\tat ");

        made.tenant().clearFaults();
        assertThat(admin().post("/api/runs/" + runId + "/retry", "").status()).isEqualTo(200);
        assertThat(ended(runId).path("state").asString()).isEqualTo("COMPLETED");
        assertThat(made.tenant().userCount()).isEqualTo(2);
    }

    @Test
    void forgetsAnIdempotencyKeyAfterADay() throws IOException {
        Made made = make();
        long first = keyed(made, export(1, 2)).json().path("runId").asLong();
        ended(first);

        clock.putOn(DAY.minusMinutes(1));
        assertThat(keyed(made, export(1, 2)).json().path("runId").asLong()).isEqualTo(first);
        assertThat(keyed(made, export(1, 3)).status()).isEqualTo(422);
        assertThat(keyed(made, export(1, 3)).code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");

        clock.putOn(DAY);
        Caller.Answer later = keyed(made, export(1, 3));
        assertThat(later.status()).isEqualTo(202);
        assertThat(later.json().path("runId").asLong()).isGreaterThan(first);
    }

    private Caller.Answer keyed(Made made, String csv) {
        return admin().post(
                        made.runs() + "?apply=false",
                        BodyPublishers.ofString(csv),
                        "Content-Type",
                        "text/csv",
                        "Idempotency-Key",
                        "k");
    }
}
