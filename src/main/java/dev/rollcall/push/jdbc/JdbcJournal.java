package dev.rollcall.push.jdbc;

import dev.rollcall.plan.Action;
import dev.rollcall.push.Counts;
import dev.rollcall.push.Journal;
import dev.rollcall.push.JournalLine;
import dev.rollcall.push.JournalQuery;
import dev.rollcall.push.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JdbcJournal implements Journal {

    private static final int MANY = 1000;

    private final JdbcClient jdbc;

    JdbcJournal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public void open(long runId, Map<Long, ? extends Collection<String>> heldBy) {
        int made = jdbc.sql("""
                        insert into journal (run_id, seq, state, held_by)
                        select run_id, seq, case when held_by = '{}' then 'pending' else 'held' end, held_by
                        from planned_change where run_id = :run order by seq
                        on conflict do nothing""").param("run", runId).update();
        if (made >= MANY) {
            // autovacuum looks in a minute later; until then the server takes the run to have next to no lines
            jdbc.sql("analyze journal (run_id, seq, state)").update();
        }
        if (heldBy.isEmpty()) {
            return;
        }
        Long[] seqs = heldBy.keySet().toArray(Long[]::new);
        String[] gates =
                heldBy.values().stream().map(by -> String.join("\n", by)).toArray(String[]::new);
        hold(runId, seqs, gates);
        while (holdWhatNeedsHeld(runId) > 0) {
            // a change that needs a held one is held by the same gates
        }
    }

    private void hold(long runId, Long[] seqs, String[] gates) {
        jdbc.sql("""
                        update journal j set state = 'held', held_by = string_to_array(h.gates, E'\\n')
                          from unnest(cast(:seqs as bigint[]), cast(:gates as text[])) h(seq, gates)
                         where j.run_id = :run and j.seq = h.seq and j.state = 'pending'""")
                .param("run", runId)
                .param("seqs", seqs)
                .param("gates", gates)
                .update();
    }

    private int holdWhatNeedsHeld(long runId) {
        return jdbc.sql("""
                        with bound as (
                            select p.seq, array_agg(distinct g order by g) as gates
                              from planned_change p
                              join planned_change q on q.run_id = p.run_id and q.seq <> p.seq
                               and (q.seq = any(p.needs) or q.group_no = nullif(p.group_no, 0))
                              join journal h on h.run_id = q.run_id and h.seq = q.seq and h.state = 'held'
                              cross join unnest(h.held_by) g
                             where p.run_id = :run and (p.needs <> '{}' or p.group_no > 0)
                             group by p.seq)
                        update journal j
                           set state = 'held',
                               held_by = (select array_agg(distinct g order by g) from unnest(j.held_by || b.gates) g)
                          from bound b
                         where j.run_id = :run and j.seq = b.seq and j.state in ('pending', 'held')
                           and not j.held_by @> b.gates""").param("run", runId).update();
    }

    @Override
    @Transactional
    public long release(long runId, Collection<String> gates) {
        jdbc.sql("""
                        update journal set held_by = array(select g from unnest(held_by) g
                              where not (split_part(g, ':', 1) = any(:gates) or g = any(:gates)))
                         where run_id = :run and state = 'held'""")
                .param("run", runId)
                .param("gates", gates.toArray(String[]::new))
                .update();
        return jdbc.sql(
                        "update journal set state = 'pending' where run_id = :run and state = 'held' and held_by = '{}'")
                .param("run", runId)
                .update();
    }

    @Override
    public long discard(long runId, Collection<String> gates) {
        return jdbc.sql("""
                        update journal set state = 'discarded', finished_at = now()
                         where run_id = :run and state = 'held'
                           and exists (select 1 from unnest(held_by) g
                                 where split_part(g, ':', 1) = any(:gates) or g = any(:gates))""")
                .param("run", runId)
                .param("gates", gates.toArray(String[]::new))
                .update();
    }

    @Override
    public long discardAll(long runId) {
        return jdbc.sql("""
                        update journal set state = 'discarded', finished_at = now()
                         where run_id = :run and state in ('held', 'pending')""").param("run", runId).update();
    }

    @Override
    public List<Long> supersede(String job, long byRun, About about) {
        String named = about == About.EVERYBODY ? "" : Named.BY.formatted("p.employee_id", ":by");
        return jdbc.sql("""
                        with gone as (
                            update journal j set state = 'superseded', finished_at = now()
                              from planned_change p, run r
                             where r.job = :job and r.run_id < :by and p.run_id = r.run_id
                               and j.run_id = p.run_id and j.seq = p.seq
                               and j.state in ('held', 'pending') %s
                            returning j.run_id)
                        select distinct run_id from gone order by run_id""".formatted(named))
                .param("job", job)
                .param("by", byRun)
                .query(Long.class)
                .list();
    }

    @Override
    @Transactional
    public long retry(long runId, Retry which) {
        Retrying retrying = new Retrying(jdbc, runId);
        return retrying.retry(which);
    }

    @Override
    public List<Long> unavailable(String job, long beforeRun) {
        return jdbc.sql("""
                        select distinct j.run_id
                          from journal j join run r using (run_id) join planned_change p using (run_id, seq)
                         where r.job = :job and j.run_id < :before and j.state = 'failed'
                           and j.code = 'REMOTE_UNAVAILABLE' %s
                         order by j.run_id""".formatted(Named.UNTIL.formatted(beforeRun)))
                .param("job", job)
                .param("before", beforeRun)
                .query(Long.class)
                .list();
    }

    @Override
    public Counts counts(long runId) {
        Map<Action, Counts.Tally> changes = new EnumMap<>(Action.class);
        for (Action action : Action.values()) {
            changes.put(action, Counts.Tally.NONE);
        }
        var steps = new LongAdder();
        var tagsCreated = new LongAdder();
        jdbc.sql("""
                        select p.kind, p.action, count(*) as planned,
                               count(*) filter (where j.state = 'held') as held,
                               count(*) filter (where j.state in ('pending', 'sent')) as pending,
                               count(*) filter (where j.state = 'applied') as applied,
                               count(*) filter (where j.state = 'failed') as failed,
                               count(*) filter (where j.state = 'stale') as stale,
                               count(*) filter (where j.state = 'unknown') as unknown,
                               count(*) filter (where j.state = 'discarded') as discarded,
                               count(*) filter (where j.state = 'superseded') as superseded
                          from journal j join planned_change p using (run_id, seq)
                         where run_id = :run group by p.kind, p.action""").param("run", runId).query(row -> {
            Counts.Tally tally = tally(row);
            switch (row.getString("kind")) {
                case "change" ->
                    changes.put(Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)), tally);
                case "step" -> steps.add(tally.planned());
                default -> tagsCreated.add(tally.applied());
            }
        });
        return new Counts(changes, steps.sum(), tagsCreated.sum());
    }

    private static Counts.Tally tally(ResultSet row) throws SQLException {
        return new Counts.Tally(
                row.getLong("planned"),
                row.getLong("held"),
                row.getLong("pending"),
                row.getLong("applied"),
                row.getLong("failed"),
                row.getLong("stale"),
                row.getLong("unknown"),
                row.getLong("discarded"),
                row.getLong("superseded"));
    }

    @Override
    public boolean hasWork(long runId) {
        return jdbc.sql("""
                        select exists (select 1 from journal
                         where run_id = :run and state in ('pending', 'sent', 'unknown'))""").param("run", runId).query(Boolean.class).single();
    }

    @Override
    public List<JournalLine> lines(JournalQuery query) {
        String[] states = query.states().stream().map(State::key).toArray(String[]::new);
        return jdbc.sql("""
                        select p.seq, p.kind, p.action, p.employee_id, coalesce(j.result_id, p.remote_id) as remote_id,
                               p.line, p.before, p.after, p.global, j.state, j.held_by, j.attempts, j.code, j.remote_code,
                               j.remote_message, j.sent_at, j.finished_at
                          from planned_change p join journal j using (run_id, seq)
                         where run_id = :run and p.seq > :after and j.seq > :after
                           and (:steps or p.kind = 'change')
                           and (cast(:action as text) is null or p.action = :action)
                           and (cast(:employee as text) is null or p.employee_id = :employee
                                or p.after ->> 'employeeId' = :employee)
                           and (cardinality(cast(:states as text[])) = 0 or j.state = any(:states))
                         order by p.seq limit :limit""")
                .param("run", query.runId())
                .param("after", query.after())
                .param("steps", query.withSteps())
                .param("action", query.action().map(Action::key).orElse(null), java.sql.Types.VARCHAR)
                .param("employee", query.employeeId().map(Object::toString).orElse(null), java.sql.Types.VARCHAR)
                .param("states", states)
                .param("limit", query.limit())
                .query(JdbcJournal::line)
                .list();
    }

    private static JournalLine line(ResultSet row, int number) throws SQLException {
        long line = row.getLong("line");
        return new JournalLine(
                row.getLong("seq"),
                row.getString("kind"),
                Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
                row.getString("employee_id"),
                Optional.ofNullable(row.getString("remote_id")),
                line == 0 ? OptionalLong.empty() : OptionalLong.of(line),
                Json.attributes(row.getString("before")),
                Json.attributes(row.getString("after")),
                row.getBoolean("global"),
                State.ofKey(row.getString("state")),
                List.of((String[]) row.getArray("held_by").getArray()),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("code")),
                Optional.ofNullable(row.getString("remote_code")),
                Optional.ofNullable(row.getString("remote_message")),
                instant(row, "sent_at"),
                instant(row, "finished_at"));
    }

    private static Optional<java.time.Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? Optional.empty() : Optional.of(time.toInstant());
    }
}
