package dev.rollcall.notify.jdbc;

import dev.rollcall.notify.Delivery;
import dev.rollcall.notify.NoticeStore;
import dev.rollcall.notify.Standing;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class JdbcNoticeStore implements NoticeStore {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JdbcNoticeStore(DataSource source, PlatformTransactionManager transactions) {
        this.jdbc = JdbcClient.create(source);
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Optional<Standing> standing(String job) {
        return jdbc.sql("""
            select run_id, run_state, condition, errors, unproven, overdue, since, version
            from notice_state where job = :job\
            """)
                .param("job", job)
                .query((row, n) -> new Standing(
                        row.getLong("run_id"),
                        row.getString("run_state"),
                        row.getString("condition"),
                        row.getBoolean("errors"),
                        row.getBoolean("unproven"),
                        row.getBoolean("overdue"),
                        row.getTimestamp("since").toInstant(),
                        row.getLong("version")))
                .optional();
    }

    @Override
    public boolean keep(String job, Standing standing, List<Notice> notices, Instant now) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean kept = keep(job, standing) == 1;
            if (kept) {
                notices.forEach(notice -> insert(job, notice, now));
            }
            return kept;
        }));
    }

    private void insert(String job, Notice notice, Instant now) {
        jdbc.sql("insert into notice (job, mail_to, body, next_at) values (:job, :mailTo, :body, :now)")
                .param("job", job)
                .param("mailTo", notice.mailTo().orElse(null), Types.VARCHAR)
                .param("body", notice.body())
                .param("now", Timestamp.from(now))
                .update();
    }

    private int keep(String job, Standing standing) {
        return jdbc.sql("""
            insert into notice_state as old
                (job, run_id, run_state, condition, errors, unproven, overdue, since, version)
            values (:job, :run, :state, :condition, :errors, :unproven, :overdue, :since, 1)
            on conflict (job) do update
                set run_id = excluded.run_id, run_state = excluded.run_state,
                    condition = excluded.condition, errors = excluded.errors,
                    unproven = excluded.unproven, overdue = excluded.overdue, version = old.version + 1
                where old.version = :version\
            """)
                .param("job", job)
                .param("run", standing.runId())
                .param("state", standing.runState())
                .param("condition", standing.condition())
                .param("errors", standing.errors())
                .param("unproven", standing.unproven())
                .param("overdue", standing.overdue())
                .param("since", Timestamp.from(standing.since()))
                .param("version", standing.version())
                .update();
    }

    @Override
    public List<Due> take(Instant now, Instant until) {
        return jdbc
                .sql("""
                    update notice set next_at = :until
                    where notice_id in (select notice_id from notice
                        where sent_at is null and next_at <= :now and attempts < :most
                        order by notice_id limit 50 for update skip locked)
                    returning notice_id, job, mail_to, body, attempts\
                    """)
                .param("until", Timestamp.from(until))
                .param("now", Timestamp.from(now))
                .param("most", Delivery.MOST_ATTEMPTS)
                .query((row, n) -> new Due(
                        row.getLong("notice_id"),
                        row.getString("job"),
                        new Notice(Optional.ofNullable(row.getString("mail_to")), row.getString("body")),
                        row.getInt("attempts")))
                .list()
                .stream()
                .sorted(Comparator.comparingLong(Due::number))
                .toList();
    }

    @Override
    public void sent(long notice, Instant now) {
        jdbc.sql("update notice set sent_at = :now where notice_id = :notice")
                .param("now", Timestamp.from(now))
                .param("notice", notice)
                .update();
    }

    @Override
    public void tryAgain(long notice, Instant at) {
        jdbc.sql("update notice set attempts = attempts + 1, next_at = :at where notice_id = :notice")
                .param("at", Timestamp.from(at))
                .param("notice", notice)
                .update();
    }
}
