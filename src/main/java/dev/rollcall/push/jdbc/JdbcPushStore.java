package dev.rollcall.push.jdbc;

import dev.rollcall.plan.PlannedChange;
import dev.rollcall.push.Line;
import dev.rollcall.push.Outcome;
import dev.rollcall.push.PushStore;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// The database's side of a push: few round trips, each for many lines.
@Repository
class JdbcPushStore implements PushStore {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final LineRows lines;
    private final Recording recording;

    JdbcPushStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.lines = new LineRows(jdbc);
        this.recording = new Recording(jdbc);
    }

    @Override
    public long begin(long runId) {
        return written(() -> {
            long turn = jdbc.sql("""
                insert into push_turn (run_id, turn) values (:run, 1)
                on conflict (run_id) do update set turn = push_turn.turn + 1 returning turn\
                """).param("run", runId).query(Long.class).single();
            jdbc.sql("update journal set state = 'unknown', lost = true where run_id = :run and state = 'sent'")
                    .param("run", runId)
                    .update();
            return turn;
        });
    }

    @Override
    public List<Line> load(long runId, long after, int limit) {
        return read(() -> lines.open(runId, after, limit));
    }

    @Override
    public long remaining(long runId) {
        return read(() -> jdbc.sql(
                        "select count(*) from journal where run_id = :run and state in ('pending', 'sent', 'unknown')")
                .param("run", runId)
                .query(Long.class)
                .single());
    }

    @Override
    public void send(long runId, long turn, Collection<Long> seqs) {
        written(() -> {
            checkTurn(runId, turn);
            return jdbc.sql("""
                update journal set state = 'sent', sent_at = now()
                 where run_id = :run and seq = any(:seqs)\
                """)
                    .param("run", runId)
                    .param("seqs", seqs.toArray(Long[]::new))
                    .update();
        });
    }

    @Override
    public void sendBack(long runId, long turn, long seq) {
        written(() -> {
            checkTurn(runId, turn);
            return jdbc.sql("""
                update journal set state = 'sent', undo = true, sent_at = now()
                 where run_id = :run and seq = :seq\
                """).param("run", runId).param("seq", seq).update();
        });
    }

    @Override
    public void record(long runId, String job, long turn, List<Outcome> outcomes) {
        written(() -> {
            checkTurn(runId, turn);
            recording.record(runId, job, outcomes);
            return 0;
        });
    }

    private void checkTurn(long runId, long turn) {
        long now = jdbc.sql("select turn from push_turn where run_id = :run for share")
                .param("run", runId)
                .query(Long.class)
                .single();
        if (now != turn) {
            throw new Overtaken();
        }
    }

    @Override
    public Map<String, String> references(long runId) {
        record Made(String name, String id) {}
        return read(() -> jdbc
                .sql("""
                    select p.employee_id as name, j.result_id as id
                      from planned_change p join journal j using (run_id, seq)
                     where run_id = :run and p.kind = 'reference' and j.state = 'applied'\
                    """)
                .param("run", runId)
                .query((row, n) -> new Made(row.getString("name"), row.getString("id")))
                .list()
                .stream()
                .collect(Collectors.toMap(made -> PlannedChange.NEW_REFERENCE + made.name(), Made::id, (a, b) -> a)));
    }

    @Override
    public List<Line> applied(long runId, long group) {
        return read(() -> lines.applied(runId, group));
    }

    @Override
    public List<Long> brokenGroups(long runId) {
        return read(() -> jdbc.sql("""
            select p.group_no from planned_change p join journal j using (run_id, seq)
             where run_id = :run and p.group_no > 0 group by p.group_no
            having bool_or(j.state in ('failed', 'stale'))
               and bool_or(j.state = 'applied' or j.undo and j.state = 'unknown')
             order by p.group_no\
            """).param("run", runId).query(Long.class).list());
    }

    @Override
    public boolean isLinkedElsewhere(String job, String remoteId, String employeeId) {
        return read(() -> jdbc.sql("""
            select exists (select 1 from link
             where job = :job and remote_id = :remote and employee_id <> :employee)\
            """)
                .param("job", job)
                .param("remote", remoteId)
                .param("employee", employeeId)
                .query(Boolean.class)
                .single());
    }

    @Override
    public Instant snapshotAt(long runId) {
        return read(() -> jdbc.sql("select coalesce(started_at, queued_at) from run where run_id = :run")
                .param("run", runId)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(Instant.EPOCH));
    }

    @Override
    public OptionalLong users(long runId) {
        return read(() -> jdbc.sql("""
                        select (select count(*) from tenant_user where run_id = :run)
                            + (select count(*) from journal j join planned_change c using (run_id, seq)
                                where j.run_id = :run and j.state = 'applied' and c.action = 'create')
                        where to_regclass('tenant_user_' || :run) is not null""")
                .param("run", runId)
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
    }

    private <T> T written(Supplier<T> work) {
        return read(() -> java.util.Objects.requireNonNull(transaction.execute(status -> work.get())));
    }

    /// Tells a database that is away, or full, from a statement that is wrong.
    private static <T> T read(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataIntegrityViolationException wrong) {
            throw wrong;
        } catch (NonTransientDataAccessResourceException away) {
            throw unreachable(away);
        } catch (NonTransientDataAccessException wrong) {
            if (sqlState(wrong).matches("(08|53|57|58).*")) {
                throw unreachable(wrong);
            }
            throw wrong;
        } catch (DataAccessException | TransactionException away) {
            throw unreachable(away);
        }
    }

    private static Unreachable unreachable(NestedRuntimeException e) {
        return sqlState(e).startsWith("53") ? Unreachable.full(e) : Unreachable.away(e);
    }

    /// Classes 53 (no room), 57 (shutting down) and 58 (system error) are not the statement's fault.
    private static String sqlState(NestedRuntimeException e) {
        return e.getMostSpecificCause() instanceof SQLException sql && sql.getSQLState() != null
                ? sql.getSQLState()
                : "";
    }
}
