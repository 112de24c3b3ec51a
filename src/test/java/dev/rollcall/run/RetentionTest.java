package dev.rollcall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.job.Job;
import dev.rollcall.job.JobName;
import dev.rollcall.job.Jobs;
import dev.rollcall.trigger.OverHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is kept long enough goes: exports, reports, and at last the run with all its rows.
class RetentionTest extends OverHttp {
    private static final String KEPT = "retention: {archive: 10d, reports: 20d, runs: 30d}";

    @Autowired
    private Sweep sweep;

    @Autowired
    private OldRuns old;

    @Autowired
    private Jobs jobs;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void deletesTheExportThenTheReportsThenTheRun() throws IOException {
        Made made = make(KEPT);
        long run = ran(made, "?name=lama.csv", export(1, 2) + "X1,Salah,bukan alamat,aktif,\n")
                .path("runId")
                .asLong();
        Path export = home.archive(made.job()).resolve(run + "-lama.csv");
        Path reports = home.reports(made.job(), run);

        aged(run, 5);
        sweep.clear(job(made));
        assertThat(export).exists();

        aged(run, 11);
        sweep.clear(job(made));
        assertThat(export).doesNotExist();
        assertThat(reports.resolve("summary.json")).exists();

        aged(run, 21);
        sweep.clear(job(made));
        assertThat(reports).doesNotExist();
        assertThat(admin().get("/api/runs/" + run).status()).isEqualTo(200);

        aged(run, 31);
        sweep.clear(job(made));
        assertThat(admin().get("/api/runs/" + run).code()).isEqualTo("RUN_NOT_FOUND");
        assertThat(remains(run)).isEmpty();
    }

    @Test
    void deletesWhatWasRefusedWithItsReason() throws IOException {
        Made made = make(KEPT);
        long run = ran(made, "?name=kosong.csv", " ").path("runId").asLong();
        Path refused = home.refused(made.job()).resolve(run + "-kosong.csv");
        Path reason = home.refused(made.job()).resolve(run + "-kosong.csv.reason.txt");
        assertThat(List.of(refused, reason)).allSatisfy(file -> assertThat(file).exists());

        aged(run, 11);
        sweep.clear(job(made));

        assertThat(List.of(refused, reason)).allSatisfy(file -> assertThat(file).doesNotExist());
    }

    @Test
    void reachesWhatIsDueBehindManyOldRuns() throws IOException {
        Made made = make(KEPT);
        jdbc.sql("""
                        insert into run (job, trigger, mode, state, queued_at, finished_at)
                        select :job, 'rest', 'full', 'COMPLETED', now() - interval '15 days', now() - interval '15 days'
                        from generate_series(1, 1200)""").param("job", made.job()).update();
        long run = ran(made, "?name=baru.csv", export(1, 1)).path("runId").asLong();

        aged(run, 11);
        sweep.clear(job(made));

        assertThat(home.archive(made.job()).resolve(run + "-baru.csv")).doesNotExist();
    }

    @Test
    void forgetsThePeopleOfATenantThatBeginsAnew() throws IOException {
        Made made = make();
        ran(made, "", export(1, 3));
        made.tenant().reset();

        old.forgetPeople(made.job());

        assertThat(ran(made, "", export(1, 3)).at("/changes/create/applied").asInt())
                .isEqualTo(3);
        assertThat(ran(made, "?mode=delta", export(1, 3)).at("/rows/unchanged").asInt())
                .isEqualTo(3);
    }

    private void aged(long run, int days) {
        jdbc.sql("update run set finished_at = now() - make_interval(days => :days) where run_id = :run")
                .param("days", days)
                .param("run", run)
                .update();
    }

    private Job job(Made made) {
        return jobs.find(new JobName(made.job())).orElseThrow();
    }

    /// Tables that hold anything of the run, but for what outlives it on purpose.
    private List<String> remains(long run) {
        return jdbc.sql("""
                        select table_name from information_schema.columns
                        where table_schema = 'public' and column_name = 'run_id' and table_name <> 'baseline'""").query(String.class).list().stream()
                .filter(table -> jdbc.sql("select count(*) from " + table + " where run_id = :run")
                                .param("run", run)
                                .query(Long.class)
                                .single()
                        > 0)
                .toList();
    }
}
