package dev.rollcall.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.run.OldRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What each of the last runs made of a person, and why; and that erasing leaves nothing of them.
class PeopleOverRestTest extends OverHttp {

    private static final String HEADER = "NIK,Nama,Email,Status,Tag\n";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private OldRuns old;

    @Test
    void explainsWhatEachOfTheLastRunsMadeOfAPerson() throws IOException {
        Made made = make();
        ran(made, "", export(1, 20));
        String second = export(1, 19)
                .replace("Orang Nomor 1,", "Nama Baru,")
                .replace("orang3@contoh.co.id", "bukan alamat")
                .replace("orang4@contoh.co.id", "lain4@contoh.co.id");
        ran(made, "", second + "X0001,Tidak Dikenal,x@contoh.co.id,nonaktif,\n");
        ran(made, "?mode=delta", HEADER + "E0001,Nama Baru,orang1@contoh.co.id,nonaktif,\n");

        JsonNode changed = person(made, "E0001");
        assertThat(whys(changed)).containsExactly("deactivate applied", "update applied", "create applied");
        JsonNode update = changed.at("/runs/1");
        assertThat(update.path("line").asInt()).isEqualTo(2);
        assertThat(update.at("/record/name").asString()).isEqualTo("Nama Baru");
        assertThat(update.at("/match/rule").asString()).isEqualTo("link");
        assertThat(update.at("/match/remoteId").asString()).isEqualTo("E0001");
        assertThat(update.at("/differences/before/name").asString()).isEqualTo("Orang Nomor 1");
        assertThat(update.at("/differences/after/name").asString()).isEqualTo("Nama Baru");
        assertThat(update.at("/change/outcome").asString()).isEqualTo("applied");
        assertThat(update.at("/change/attempts").asInt()).isEqualTo(1);
        assertThat(update.at("/change/finishedAt").asString()).isNotEmpty();

        assertThat(whys(person(made, "E0002")))
                .containsExactly("not named by this export, which names only some people", "equal", "create applied");
        assertThat(whys(person(made, "E0003")).get(1)).isEqualTo("row rejected: INVALID_EMAIL");
        assertThat(whys(person(made, "E0004")).get(1)).isEqualTo("equal; told, not done: EMAIL_CHANGE_UNSUPPORTED");
        assertThat(whys(person(made, "E0020")).get(1)).isEqualTo("absent, kept");
        assertThat(whys(person(made, "X0001"))).containsExactly("inactive and unknown to the tenant");
    }

    @Test
    void saysWhichGateHoldsAChangeWhatTheTenantAnsweredAndThatAnUnprovenExportDeactivatesNobody() throws IOException {
        Made made = make("reconcile: {absent: deactivate}");
        ran(made, "", export(1, 20));
        made.tenant().fault("{\"fault\": \"bulk\", \"fail\": 1}");
        ran(made, "", export(1, 12).replace("Orang Nomor 1,", "Satu Baru,").replace("Orang Nomor 2,", "Dua Baru,"));
        made.tenant().clearFaults();
        assertThat(List.of(
                        whys(person(made, "E0001")).getFirst(),
                        whys(person(made, "E0002")).getFirst()))
                .anyMatch(why -> why.startsWith("update failed: REMOTE_REJECTED "))
                .anyMatch("update applied"::equals);
        assertThat(whys(person(made, "E0015")).getFirst())
                .isEqualTo("absent, kept: the export is not proven complete, so nobody is deactivated for missing from"
                        + " it");

        String leavers = export(1, 20).replace(",aktif,", ",nonaktif,");
        ran(made, "", leavers);
        JsonNode held = person(made, "E0015");
        assertThat(whys(held).getFirst())
                .isEqualTo("deactivate held by gate deactivate, until an approver releases it");
        assertThat(held.path("explanation").asString()).isEqualTo(whys(held).getFirst());
    }

    @Test
    void explainsRunsWhoseRowsWereClearedAwayFromTheArchivedExport() throws IOException {
        Made made = make("reconcile: {absent: deactivate}");
        long first = ran(made, "", export(1, 20)).path("runId").asLong();
        String second = export(1, 20)
                .replace("orang4@contoh.co.id", "lain4@contoh.co.id")
                .replace("orang3@contoh.co.id", "bukan alamat")
                .replace("Orang Nomor 1,", "Nama Baru,")
                .replace("E0020,Orang Nomor 20,orang20@contoh.co.id,aktif", "E0020,Dua Puluh,,nonaktif");
        long later = ran(made, "", second + "X0001,Tidak Dikenal,x@contoh.co.id,nonaktif,\n")
                .path("runId")
                .asLong();
        long delta = ran(made, "?mode=delta", HEADER + "E0002,Orang Nomor 2,orang2@contoh.co.id,,\n")
                .path("runId")
                .asLong();
        List<Long> runs = List.of(first, later, delta);
        JsonNode before = person(made, "E0002");

        runs.forEach(old::dropBulk);

        JsonNode equal = person(made, "E0002");
        assertThat(whys(equal)).containsExactly("equal, or inactive in the tenant", "equal", "create applied");
        assertThat(equal.at("/runs/1/line").asInt()).isEqualTo(3);
        assertThat(equal.at("/runs/1/record")).isEqualTo(before.at("/runs/1/record"));
        assertThat(equal.at("/runs/1/match/rule").asString()).isEqualTo("link");
        JsonNode changed = person(made, "E0001");
        assertThat(whys(changed))
                .containsExactly(
                        "not named by this export, which names only some people", "update applied", "create applied");
        assertThat(changed.at("/runs/1/record/name").asString()).isEqualTo("Nama Baru");
        assertThat(whys(person(made, "E0003")).get(1)).isEqualTo("row rejected: INVALID_EMAIL");
        assertThat(whys(person(made, "E0004")).get(1)).isEqualTo("equal; told, not done: EMAIL_CHANGE_UNSUPPORTED");
        assertThat(whys(person(made, "E0020")).get(1)).isEqualTo("deactivate applied");
        assertThat(whys(person(made, "X0001")))
                .containsExactly("inactive in the export, and in the tenant inactive or unknown");

        Files.delete(home.archive(made.job()).resolve(later + "-export.csv"));
        assertThat(whys(person(made, "E0002")).get(1))
                .isEqualTo("no change; the export of this run is not kept any more");
    }

    @Test
    void keepsTheRowsOfTheNewestRunsAsLongAsTheyTakeLittleRoom() throws IOException {
        Made made = make();
        List<Long> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(ran(made, "", export(1, 3)).path("runId").asLong());
        }

        assertThat(old.bulky(made.job(), new OldRuns.Room(2, 10, Long.MAX_VALUE)))
                .isEmpty();
        assertThat(old.bulky(made.job(), new OldRuns.Room(2, 10, 0))).isEqualTo(runs.subList(0, 2));
        assertThat(old.bulky(made.job(), new OldRuns.Room(1, 3, Long.MAX_VALUE)))
                .isEqualTo(runs.subList(0, 1));
        long all = jdbc.sql("select sum(pg_total_relation_size(to_regclass(t || :run))) from unnest(array["
                        + "'staged_row_', 'tenant_user_']) t")
                .param("run", Long.toString(runs.getLast()))
                .query(Long.class)
                .single();
        assertThat(old.bulky(made.job(), new OldRuns.Room(1, 10, 3 * all))).isEqualTo(runs.subList(0, 1));
    }

    @Test
    void erasesAPersonOfWhomOnlyTheArchivedExportSpeaks() throws IOException {
        Made made = make();
        long run = ran(made, "", export(1, 2) + "X0001,Tidak Dikenal,x@contoh.co.id,nonaktif,\n")
                .path("runId")
                .asLong();
        old.dropBulk(run);
        assertThat(whys(person(made, "X0001"))).hasSize(1);

        String path = "/api/jobs/" + made.job() + "/people/X0001";
        assertThat(admin().delete(path).status()).isEqualTo(204);
        assertThat(admin().get(path).status()).isEqualTo(404);
        assertThat(whys(person(made, "E0001"))).containsExactly("create applied");
    }

    @Test
    void erasesAPersonFromTablesReportsAndExportsAndLeavesTheNumbersAsTheyWere() throws IOException {
        Made made = make();
        ran(made, "", export(1, 6));
        JsonNode run = ran(
                made,
                "",
                export(1, 6)
                        .replace("orang5@contoh.co.id", "bukan alamat lima")
                        .replace("Orang Nomor 6,", "Enam Baru,"));
        String before = run(run.path("runId").asLong()).path("rows").toString();

        for (String id : List.of("E0005", "E0006")) {
            assertThat(admin().delete("/api/jobs/" + made.job() + "/people/" + id)
                            .status())
                    .isEqualTo(204);
            assertThat(admin().get("/api/jobs/" + made.job() + "/people/" + id).status())
                    .isEqualTo(404);
        }

        for (Path file : files(made)) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContain("E0005", "Orang Nomor 5", "bukan alamat lima", "E0006", "Enam Baru");
        }
        assertThat(files(made)).anyMatch(file -> file.toString().contains("archive"));
        assertThat(Files.readString(files(made).stream()
                        .filter(file -> file.toString().contains("archive"))
                        .findFirst()
                        .orElseThrow()))
                .contains("E0004");
        for (String table : List.of("staged_row", "finding", "planned_change", "tenant_user", "link", "journal")) {
            assertThat(jdbc.sql("select count(*) from " + table + " t where t::text like any (array['%E0005%',"
                                    + " '%E0006%', '%Enam Baru%', '%alamat lima%', '%orang6@%'])"
                                    + (table.equals("link") ? " and t.job = :job" : " and t.run_id >= :run"))
                            .param("job", made.job())
                            .param("run", run.path("runId").asLong() - 1)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(run(run.path("runId").asLong()).path("rows").toString()).isEqualTo(before);
        assertThat(made.tenant().user("E0005")).isPresent();
    }

    private List<Path> files(Made made) throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path folder : List.of(home.archive(made.job()), home.root().resolve("reports/" + made.job()))) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile).forEach(all::add);
            }
        }
        return all;
    }

    @Test
    void saysThatARunIsStillGoing() throws IOException {
        Made made = make();
        made.tenant().fault("{\"fault\": \"status\", \"status\": 503, \"method\": \"GET\"}");
        long runId = upload(made, "", export(1, 3)).json().path("runId").asLong();
        inState(runId, "SNAPSHOT");

        assertThat(whys(person(made, "E0001")))
                .containsExactly("the run is still going (SNAPSHOT) and has not decided about anybody yet");

        made.tenant().clearFaults();
        ended(runId);
        assertThat(whys(person(made, "E0001"))).containsExactly("create applied");
    }

    private JsonNode person(Made made, String id) {
        return admin().get("/api/jobs/" + made.job() + "/people/" + id).json();
    }

    private static List<String> whys(JsonNode person) {
        List<String> whys = new ArrayList<>();
        person.path("runs").forEach(run -> whys.add(run.path("why").asString()));
        return whys;
    }
}
