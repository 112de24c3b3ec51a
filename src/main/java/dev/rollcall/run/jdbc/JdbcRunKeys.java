package dev.rollcall.run.jdbc;

import static dev.rollcall.run.jdbc.Columns.timestamp;

import dev.rollcall.run.RunKeys;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class JdbcRunKeys implements RunKeys {
    private final JdbcClient jdbc;

    JdbcRunKeys(DataSource source) {
        this.jdbc = JdbcClient.create(source);
    }

    @Override
    public Optional<Keyed> find(String job, String key, Instant since) {
        return jdbc.sql("""
                        select run_id, digest from run_key
                        where job = :job and key = :key and created_at > :since""")
                .param("job", job)
                .param("key", key)
                .param("since", timestamp(since))
                .query((row, n) -> new Keyed(row.getLong("run_id"), row.getString("digest")))
                .optional();
    }

    @Override
    public void keep(String job, String key, Keyed keyed, Instant now) {
        jdbc.sql("""
                        insert into run_key (job, key, digest, run_id, created_at) values (:job, :key, :digest, :run, :now)
                        on conflict (job, key) do update
                            set digest = excluded.digest, run_id = excluded.run_id, created_at = excluded.created_at""")
                .param("job", job)
                .param("key", key)
                .param("digest", keyed.digest())
                .param("run", keyed.runId())
                .param("now", timestamp(now))
                .update();
    }
}
