package dev.rollcall.run.jdbc;

import dev.rollcall.run.Watermarks;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class JdbcWatermarks implements Watermarks {
    private final JdbcClient jdbc;

    JdbcWatermarks(DataSource source) {
        this.jdbc = JdbcClient.create(source);
    }

    @Override
    public void began(long runId, String job, boolean everything, Instant at) {
        jdbc.sql("""
                        insert into pull (run_id, job, began_at, everything) values (:run, :job, :at, :everything)
                        on conflict (run_id) do update
                            set began_at = excluded.began_at, everything = excluded.everything, whole = false""")
                .param("run", runId)
                .param("job", job)
                .param("at", Timestamp.from(at))
                .param("everything", everything)
                .update();
    }

    @Override
    public void whole(long runId) {
        jdbc.sql("update pull set whole = true where run_id = :run")
                .param("run", runId)
                .update();
    }

    @Override
    public Optional<Instant> newest(String job) {
        return newest(job, false);
    }

    @Override
    public Optional<Instant> newestOfEverything(String job) {
        return newest(job, true);
    }

    private Optional<Instant> newest(String job, boolean everything) {
        return jdbc.sql("""
                        select began_at from pull join run using (run_id)
                        where pull.job = :job and whole and (everything or not :everything)
                            and state in ('COMPLETED', 'COMPLETED_WITH_ERRORS')
                        order by began_at desc limit 1""")
                .param("job", job)
                .param("everything", everything)
                .query((row, n) -> row.getTimestamp("began_at").toInstant())
                .optional();
    }
}
