package dev.rollcall.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What can be read over REST: jobs, runs, changes, rejects, files, people; and a check, which writes nothing.
class ReadingOverRestTest extends OverHttp {
    private static final String BAD =
            "B1,Salah,bukan alamat,aktif,\nB2,Salah,juga bukan,aktif,\nB3,,b3@contoh.co.id,aktif,\n";

    @Autowired
    private JdbcClient jdbc;

    @Test
    void showsARunWithEveryKeyFromItsFirstMomentToItsEnd() throws IOException {
        Made made = make();
        List<String> keys = List.of(
                "runId",
                "job",
                "trigger",
                "mode",
                "state",
                "reason",
                "export",
                "planDigest",
                "rows",
                "changes",
                "gates",
                "calls",
                "progress",
                "steps",
                "references",
                "startedAt",
                "finishedAt",
                "seconds");

        JsonNode first = upload(made, "", export(1, 2) + BAD).json();
        JsonNode last = ended(first.path("runId").asLong());

        for (JsonNode run : List.of(first, last)) {
            assertThat(run.propertyNames()).containsAll(keys);
            assertThat(run.path("rows").propertyNames())
                    .containsExactly(
                            "read", "rejected", "accepted", "unchanged", "absent", "invited", "reported", "unmanaged");
            assertThat(run.path("export").propertyNames())
                    .containsExactly(
                            "name", "sha256", "bytes", "charset", "delimiter", "proven", "proof", "correctionOf");
            assertThat(run.path("changes").propertyNames())
                    .containsExactlyInAnyOrder("create", "update", "rename", "deactivate", "reactivate");
            assertThat(run.at("/changes/create").propertyNames())
                    .containsExactly(
                            "planned",
                            "held",
                            "pending",
                            "applied",
                            "failed",
                            "stale",
                            "unknown",
                            "discarded",
                            "superseded");
            assertThat(run.path("calls").propertyNames()).containsExactly("read", "write", "retried");
            assertThat(run.path("progress").propertyNames()).contains("phase", "done", "total", "eta");
            assertThat(run.path("seconds").propertyNames())
                    .containsExactly("stage", "snapshot", "plan", "push", "report");
        }
        assertThat(last.path("startedAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(last.at("/rows/read").asInt()).isEqualTo(5);
        assertThat(last.at("/rows/rejected").asInt()).isEqualTo(3);
        assertThat(last.at("/export/proof/0").propertyNames())
                .containsExactlyInAnyOrder("check", "ok", "found", "expected");
        assertThat(made.tenant().calls().stream()
                        .filter(c -> c.method().equals("POST") && c.path().endsWith("create-bulk")))
                .hasSize(last.at("/calls/write").asInt());
    }

    @Test
    void listsRunsNewestFirstPageByPage() throws IOException {
        Made made = make();
        List<Long> runs = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            runs.add(ran(made, i == 3 ? "?apply=false" : "", export(1, i))
                    .path("runId")
                    .asLong());
        }

        JsonNode first = admin().get("/api/runs?job=" + made.job() + "&limit=2").json();
        JsonNode second = admin().get("/api/runs?job=" + made.job() + "&limit=2&before="
                        + first.path("next").asLong())
                .json();
        JsonNode third = admin().get("/api/runs?job=" + made.job() + "&limit=2&before="
                        + second.path("next").asLong())
                .json();

        var seen = new ArrayList<Long>();
        for (JsonNode page : List.of(first, second, third)) {
            page.path("items").forEach(run -> seen.add(run.path("runId").asLong()));
        }
        assertThat(seen).isEqualTo(runs.reversed());
        assertThat(third.path("next").isNull()).isTrue();
        JsonNode waiting =
                admin().get("/api/runs?job=" + made.job() + "&state=PLANNED").json();
        assertThat(waiting.path("items")).hasSize(1);
        assertThat(waiting.at("/items/0/runId").asLong()).isEqualTo(runs.get(2));
        assertThat(admin().get("/api/runs?state=DONE").code()).isEqualTo("INVALID_PARAMETER");
        assertThat(admin().get("/api/runs?limit=0").code()).isEqualTo("INVALID_PARAMETER");
        assertThat(admin().get("/api/runs?limit=many").code()).isEqualTo("INVALID_PARAMETER");
        assertThat(admin().get("/api/runs/0").code()).isEqualTo("RUN_NOT_FOUND");
        assertThat(admin().get("/api/runs/november").code()).isEqualTo("INVALID_PARAMETER");
    }

    @Test
    void listsChangesWithFiltersAndNamesInPlaceOfIds() throws IOException {
        Made made = make();
        made.tenant().seed("{\"tags\": [{\"name\": \"Gudang\"}, {\"name\": \"Kasir\"}]}");
        ran(made, "", export(1, 3));
        String changed = export(1, 1)
                + "E0002,Orang Nomor 2,orang2@contoh.co.id,nonaktif,\n"
                + "E0003,Orang Nomor 3,orang3@contoh.co.id,aktif,Gudang\n"
                + "E0004,Orang Nomor 4,orang4@contoh.co.id,aktif,Kasir\n";
        long run = ran(made, "", changed).path("runId").asLong();

        JsonNode all = changes(run, "");
        assertThat(all.path("items")).hasSize(3);
        JsonNode update = changes(run, "?action=update").at("/items/0");
        assertThat(update.path("employeeId").asString()).isEqualTo("E0003");
        assertThat(update.at("/after/tags/0").asString()).isEqualTo("Gudang");
        assertThat(update.path("before").path("tags")).isEmpty();
        assertThat(update.path("outcome").asString()).isEqualTo("applied");
        assertThat(update.path("attempts").asInt()).isEqualTo(1);
        assertThat(update.propertyNames()).contains("remoteCode", "remoteMessage", "code", "heldBy", "line");
        assertThat(changes(run, "?action=create").at("/items/0/after/tags/0").asString())
                .isEqualTo("Kasir");
        assertThat(changes(run, "?outcome=failed").path("items")).isEmpty();
        assertThat(changes(run, "?outcome=applied").path("items")).hasSize(3);
        assertThat(changes(run, "?employeeId=E0002").at("/items/0/action").asString())
                .isEqualTo("deactivate");
        JsonNode first = changes(run, "?limit=2");
        assertThat(first.path("items")).hasSize(2);
        JsonNode second = changes(run, "?limit=2&after=" + first.path("next").asLong());
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(admin().get("/api/runs/" + run + "/changes?action=explode").code())
                .isEqualTo("INVALID_PARAMETER");
    }

    private JsonNode changes(long run, String query) {
        return admin().get("/api/runs/" + run + "/changes" + query).json();
    }

    @Test
    void listsRejectsInTheCallersLanguage() throws IOException {
        Made made = make();
        long run = ran(made, "", export(1, 1) + BAD).path("runId").asLong();

        JsonNode first = admin().get("/api/runs/" + run + "/rejects?limit=2").json();
        JsonNode second = admin().get(
                        "/api/runs/" + run + "/rejects?limit=2&after="
                                + first.path("next").asLong(),
                        "Accept-Language",
                        "id")
                .json();

        assertThat(first.path("items")).hasSize(2);
        assertThat(first.at("/items/0/line").asInt()).isEqualTo(3);
        assertThat(first.at("/items/0/code").asString()).isEqualTo("INVALID_EMAIL");
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.at("/items/0/code").asString()).isEqualTo("MISSING_NAME");
        assertThat(second.at("/items/0/message").asString()).containsIgnoringCase("kosong");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void handsOutTheFilesOfARun() throws IOException {
        Made made = make();
        String csv = export(1, 2) + BAD;
        long run = ran(made, "?name=novembér.csv".replace("é", "%C3%A9"), csv)
                .path("runId")
                .asLong();
        String files = "/api/runs/" + run + "/files/";

        assertThat(admin().get(files + "summary.json").json().path("state").asString())
                .isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(admin().get(files + "plan.csv").text()).startsWith("\uFEFFseq,action,employee_id");
        assertThat(admin().get(files + "errors.csv").text()).startsWith("\uFEFFline,employee_id,stage,code");
        assertThat(admin().get(files + "corrections-" + made.job() + "-" + run + ".csv")
                        .text())
                .contains("_line,_code");
        Caller.Answer page = admin().get(files + "report.html");
        assertThat(page.text()).contains("<html");
        assertThat(page.header("Content-Type")).startsWith("text/html");
        Caller.Answer export = admin().get(files + "export");
        assertThat(export.text()).isEqualTo(csv);
        assertThat(export.header("Content-Disposition")).contains("attachment").contains("novemb%C3%A9r.csv");
        for (String none :
                List.of("passwd", "..%2F..%2Fadmin-password", "summary.json%00", "corrections-other-1.csv")) {
            assertThat(admin().get(files + none).status()).as(none).isBetween(400, 404);
        }
        assertThat(admin().get(files + "passwd").code()).isEqualTo("FILE_NOT_FOUND");
    }

    @Test
    void checksAnExportAndWritesNothingAnywhere() throws IOException {
        Made made = make();
        ran(made, "", export(1, 1));
        var before = traces();
        int calls = made.tenant().calls().size();

        Caller.Answer checked = admin().post(
                        "/api/jobs/" + made.job() + "/check?name=x.csv",
                        BodyPublishers.ofString(export(1, 30) + BAD),
                        "Content-Type",
                        "text/csv");

        assertThat(checked.status()).isEqualTo(200);
        JsonNode understood = checked.json();
        assertThat(understood.path("charset").asString()).isEqualTo("UTF-8");
        assertThat(understood.path("delimiter").asString()).isEqualTo(",");
        assertThat(understood.at("/mapped/employeeId/0").asString()).isEqualTo("NIK");
        assertThat(understood.at("/rows/read").asInt()).isEqualTo(33);
        assertThat(understood.path("first")).hasSize(20);
        assertThat(understood.at("/rejects/INVALID_EMAIL").asInt()).isEqualTo(2);
        assertThat(traces()).isEqualTo(before);
        assertThat(made.tenant().calls()).hasSize(calls);
        assertThat(admin().post("/api/jobs/" + made.job() + "/check", BodyPublishers.noBody())
                        .code())
                .isEqualTo("NO_EXPORT");
    }

    /// Every file with its size, and how many rows each of our tables has.
    private Map<String, Long> traces() throws IOException {
        var traces = new TreeMap<String, Long>();
        try (Stream<Path> files = Files.walk(home.root())) {
            for (Path file : files.toList()) {
                traces.put(file.toString(), Files.isDirectory(file) ? 0 : Files.size(file));
            }
        }
        List<String> tables = jdbc.sql(
                        "select tablename from pg_tables where schemaname = 'public' and tablename <> 'scheduled_tasks'")
                .query(String.class)
                .list();
        for (String table : tables) {
            traces.put(
                    table,
                    jdbc.sql("select count(*) from \"" + table + "\"")
                            .query(Long.class)
                            .single());
        }
        return traces;
    }

    @Test
    void showsJobsWithTheirLastRunAndProblems() throws IOException {
        Made made = make("schedule: {cron: \"0 0 2 * * *\", zone: Asia/Jakarta}");
        write("keliru", "job: keliru\n");
        ran(made, "", export(1, 1));

        JsonNode jobs = admin().get("/api/jobs").json();
        JsonNode job = admin().get("/api/jobs/" + made.job()).json();

        assertThat(jobs.propertyNames()).containsExactly("items", "next");
        assertThat(jobs.path("items").valueStream().map(j -> j.path("job").asString()))
                .contains(made.job(), "keliru");
        assertThat(job.propertyNames())
                .contains("job", "title", "connector", "schedule", "nextRunAt", "lastRun", "problems");
        assertThat(job.path("connector").asString()).isEqualTo("ruangkerja");
        assertThat(job.path("nextRunAt").asString()).endsWith("T19:00:00Z");
        assertThat(job.at("/lastRun/state").asString()).isEqualTo("COMPLETED");
        assertThat(admin().get("/api/jobs/keliru").json().at("/problems/0").asString())
                .contains("keliru.yaml:1:1");
        assertThat(admin().get("/api/jobs/tidak-ada").code()).isEqualTo("JOB_NOT_FOUND");
    }

    @Test
    void tellsAllOfAPersonAndErasesThem() throws IOException {
        Made made = make();
        ran(made, "", export(1, 2));
        String path = "/api/jobs/" + made.job() + "/people/E0001";

        JsonNode person = as("viewer").get(path).json();

        assertThat(person.path("employeeId").asString()).isEqualTo("E0001");
        assertThat(person.path("link").isNull()).isFalse();
        assertThat(as("operator").delete(path).code()).isEqualTo("FORBIDDEN");
        assertThat(as("approver").delete(path).code()).isEqualTo("FORBIDDEN");
        assertThat(admin().delete(path).status()).isEqualTo(204);
        assertThat(admin().delete("/api/jobs/" + made.job() + "/people/nobody").code())
                .isEqualTo("PERSON_NOT_FOUND");
        assertThat(made.tenant().user("E0001")).isPresent();
    }
}
