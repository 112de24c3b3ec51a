package dev.rollcall.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Every way to start a run over REST.
class StartingOverRestTest extends OverHttp {
    private static final String MULTIPART = "multipart/form-data; boundary=xYx";

    @Test
    void takesTheBodyAsTheExport() throws IOException {
        Made made = make();
        String csv = export(1, 3);

        Caller.Answer started = upload(made, "?name=november.csv", csv);

        assertThat(started.status()).isEqualTo(202);
        long runId = started.json().path("runId").asLong();
        assertThat(started.header("Location")).isEqualTo("/api/runs/" + runId);
        assertThat(started.json().path("trigger").asString()).isEqualTo("rest");
        JsonNode run = ended(runId);
        assertThat(run.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(run.at("/export/name").asString()).isEqualTo("november.csv");
        assertThat(run.at("/changes/create/applied").asInt()).isEqualTo(3);
        assertThat(made.tenant().userCount()).isEqualTo(3);
        assertThat(home.archive(made.job()).resolve(runId + "-november.csv")).hasContent(csv);
    }

    @Test
    void takesThePartFileOfAForm() throws IOException {
        Made made = make();

        Caller.Answer started =
                admin().post(made.runs(), form("desember.csv", export(1, 2)), "Content-Type", MULTIPART);

        assertThat(started.status()).isEqualTo(202);
        JsonNode run = ended(started.json().path("runId").asLong());
        assertThat(run.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(run.at("/export/name").asString()).isEqualTo("desember.csv");
    }

    private static BodyPublisher form(String name, String content) {
        return BodyPublishers.ofString(
                "--xYx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: text/csv\r\n\r\n%s\r\n--xYx--\r\n"
                        .formatted(name, content));
    }

    @Test
    void takesABodyWhateverItsTypeSays() throws IOException {
        for (String type : List.of("application/x-www-form-urlencoded", "application/octet-stream", "text/plain")) {
            Made made = make();

            Caller.Answer started =
                    admin().post(made.runs(), BodyPublishers.ofString(export(1, 1)), "Content-Type", type);

            assertThat(ended(started.json().path("runId").asLong())
                            .path("state")
                            .asString())
                    .as(type)
                    .isEqualTo("COMPLETED");
        }
    }

    @Test
    void saysThatNothingWaitsWhateverTheTypeOfTheEmptyBody() throws IOException {
        Made made = make();
        for (String type : List.of(
                "text/csv",
                "application/json",
                "application/x-www-form-urlencoded",
                MULTIPART,
                "multipart/form-data")) {
            Caller.Answer none = admin().post(made.runs(), BodyPublishers.noBody(), "Content-Type", type);

            assertThat(none.status()).as(type).isEqualTo(409);
            assertThat(none.code()).as(type).isEqualTo("NO_EXPORT");
        }
        assertThat(admin().post(made.runs(), BodyPublishers.noBody()).code()).isEqualTo("NO_EXPORT");
        assertThat(admin().get("/api/runs?job=" + made.job()).json().path("items"))
                .isEmpty();
    }

    @Test
    void takesWhatWaitsInTheInboxOldestFirst() throws IOException {
        Made made = make();
        drop(made.job(), "a.csv", export(1, 1));
        drop(made.job(), "b.csv", export(1, 2));
        Files.setLastModifiedTime(
                home.inbox(made.job()).resolve("b.csv"), java.nio.file.attribute.FileTime.fromMillis(1_000_000));

        Caller.Answer started = admin().post(made.runs(), BodyPublishers.noBody());

        assertThat(started.status()).isEqualTo(202);
        assertThat(started.json().at("/export/name").asString()).isEqualTo("b.csv");
        long first = started.json().path("runId").asLong();
        assertThat(ended(first).path("trigger").asString()).isEqualTo("rest");
        assertThat(ended(first + 1).at("/export/name").asString()).isEqualTo("a.csv");
    }

    @Test
    void plansOnlyWhereAskedTo() throws IOException {
        Made made = make();

        JsonNode run = ran(made, "?apply=false", export(1, 4));

        assertThat(run.path("state").asString()).isEqualTo("PLANNED");
        assertThat(run.at("/changes/create/pending").asInt()).isEqualTo(4);
        assertThat(run.path("planDigest").asString()).matches("sha256:[0-9a-f]{64}");
        assertThat(made.tenant().userCount()).isZero();
        assertThat(run.at("/calls/write").asInt()).isZero();
    }

    @Test
    void runsInTheModeThatIsAsked() throws IOException {
        Made made = make();

        assertThat(ran(made, "?mode=delta", export(1, 1)).path("mode").asString())
                .isEqualTo("delta");
        assertThat(ran(made, "?mode=full", export(1, 1)).path("mode").asString())
                .isEqualTo("full");
        assertThat(upload(made, "?mode=half", export(1, 1)).code()).isEqualTo("INVALID_PARAMETER");
        assertThat(upload(made, "?apply=perhaps", export(1, 1)).code()).isEqualTo("INVALID_PARAMETER");
    }

    @Test
    void takesAnEarlierRunsExportAgain() throws IOException {
        Made made = make();
        long first = ran(made, "?name=asli.csv&apply=false", export(1, 2))
                .path("runId")
                .asLong();

        Caller.Answer again = admin().post(made.runs() + "?from=" + first, BodyPublishers.noBody());

        assertThat(again.status()).isEqualTo(202);
        JsonNode run = ended(again.json().path("runId").asLong());
        assertThat(run.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(run.at("/export/name").asString()).isEqualTo("asli.csv");
        assertThat(run.at("/export/sha256")).isEqualTo(run(first).at("/export/sha256"));
        assertThat(admin().post(made.runs() + "?from=99999999", BodyPublishers.noBody())
                        .code())
                .isEqualTo("RUN_NOT_FOUND");
        assertThat(upload(made, "?from=" + first, export(1, 2)).code()).isEqualTo("INVALID_BODY");
        assertThat(admin().post(make().runs() + "?from=" + first, BodyPublishers.noBody())
                        .code())
                .isEqualTo("RUN_NOT_FOUND");
    }

    @Test
    void startsOneRunForOneKey() throws IOException {
        Made made = make();
        long first = keyed(made, "k1", export(1, 2)).json().path("runId").asLong();

        assertThat(keyed(made, "k1", export(1, 2)).json().path("runId").asLong())
                .isEqualTo(first);
        Caller.Answer other = keyed(made, "k1", export(1, 3));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(keyed(made, "k2", export(1, 2)).json().path("runId").asLong())
                .isNotEqualTo(first);
        Made another = make();
        assertThat(keyed(another, "k1", export(1, 3)).status()).isEqualTo(202);
        assertThat(keyed(made, "x".repeat(201), export(1, 1)).code()).isEqualTo("INVALID_PARAMETER");
    }

    @Test
    void startsOneRunForOneKeyAlsoWhenTheCallsComeTogether() throws IOException {
        Made made = make();
        String csv = export(1, 2);

        List<CompletableFuture<Long>> calls = IntStream.range(0, 8)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> keyed(made, "together", csv).json().path("runId").asLong()))
                .toList();

        assertThat(calls.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(admin().get("/api/runs?job=" + made.job()).json().path("items"))
                .hasSize(1);
    }

    private Caller.Answer keyed(Made made, String key, String csv) {
        return admin().post(
                        made.runs(), BodyPublishers.ofString(csv), "Content-Type", "text/csv", "Idempotency-Key", key);
    }

    @Test
    void queuesARunBehindTheOneInProgress() throws IOException {
        Made made = make();
        made.tenant().fault("{\"fault\": \"latency\", \"ms\": 700}");
        long first = upload(made, "", export(1, 2)).json().path("runId").asLong();
        inState(first, "SNAPSHOT");

        Caller.Answer second = upload(made, "", export(1, 3));

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json().path("state").asString()).isEqualTo("RECEIVED");
        long secondId = second.json().path("runId").asLong();
        JsonNode later = inState(secondId, "SNAPSHOT");
        assertThat(run(first).path("state").asString()).isEqualTo("COMPLETED");
        assertThat(later.path("startedAt").asString())
                .isGreaterThanOrEqualTo(run(first).path("finishedAt").asString());
        assertThat(ended(secondId).at("/changes/create/applied").asInt()).isEqualTo(1);
    }

    @Test
    void keepsTheNameButNeverThePathOfAnUpload() throws IOException {
        Made made = make();

        JsonNode run = ran(made, "?name=..%2F..%2F..%2Fetc%2Fp%C3%A4ss%20%F0%9F%98%80%22.csv", export(1, 1));

        assertThat(run.path("state").asString()).isEqualTo("COMPLETED");
        try (Stream<Path> archived = Files.list(home.archive(made.job()))) {
            assertThat(archived.map(f -> f.getFileName().toString()))
                    .containsExactly(run.path("runId").asLong() + "-päss 😀\".csv");
        }
    }

    @Test
    void refusesWhatIsNoJob() throws IOException {
        write("rusak", "job: rusak\nsource: {type: csv}\n");

        assertThat(upload(new Made("tidak-ada", make().tenant()), "", export(1, 1))
                        .code())
                .isEqualTo("JOB_NOT_FOUND");
        Caller.Answer broken = upload(new Made("rusak", make().tenant()), "", export(1, 1));
        assertThat(broken.status()).isEqualTo(409);
        assertThat(broken.code()).isEqualTo("JOB_HAS_PROBLEMS");
        assertThat(broken.json().path("detail").asString()).contains("rusak.yaml:");
        Made disabled = make("enabled: false");
        assertThat(upload(disabled, "", export(1, 1)).code()).isEqualTo("JOB_DISABLED");
    }
}
