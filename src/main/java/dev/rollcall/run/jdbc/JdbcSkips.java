package dev.rollcall.run.jdbc;

import dev.rollcall.run.Skips;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class JdbcSkips implements Skips {
    private final JdbcClient jdbc;

    JdbcSkips(DataSource source) {
        this.jdbc = JdbcClient.create(source);
    }

    @Override
    public void add(String job, Instant at) {
        jdbc.sql("""
            insert into schedule_skip as old (job, skipped, last_at) values (:job, 1, :at)
            on conflict (job) do update set skipped = old.skipped + 1, last_at = excluded.last_at\
            """).param("job", job).param("at", Timestamp.from(at)).update();
    }

    @Override
    public Optional<Skipped> of(String job) {
        return jdbc.sql("select skipped, last_at from schedule_skip where job = :job")
                .param("job", job)
                .query((row, n) -> new Skipped(
                        row.getLong("skipped"), row.getTimestamp("last_at").toInstant()))
                .optional();
    }
}
