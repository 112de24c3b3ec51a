package dev.rollcall.run.jdbc;

import static dev.rollcall.run.jdbc.Columns.json;
import static dev.rollcall.run.jdbc.Columns.timestamp;

import dev.rollcall.run.Export;
import dev.rollcall.run.NewRun;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunQuery;
import dev.rollcall.run.RunState;
import dev.rollcall.run.RunStore;
import dev.rollcall.run.Wanted;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

@Component
class JdbcRunStore implements RunStore {
    static final String[] ENDS = Arrays.stream(RunState.values())
            .filter(RunState::isEnd)
            .map(RunState::name)
            .toArray(String[]::new);

    private final JdbcClient jdbc;
    private final RunNumbers numbers;

    JdbcRunStore(DataSource source) {
        this.jdbc = JdbcClient.create(source);
        this.numbers = new RunNumbers(jdbc);
    }

    @Override
    public long create(NewRun run) {
        return jdbc.sql("""
            insert into run (job, trigger, mode, state, wanted, queued_at, hidden, started_by, source_run, undo_of,
                correction_of, export)
            values (:job, :trigger, :mode, 'RECEIVED', :wanted, :at, :hidden, :by, :source, :undo, :correction,
                cast(:export as jsonb))
            returning run_id\
            """)
                .param("job", run.job())
                .param("trigger", run.trigger().key())
                .param("mode", run.mode().name().toLowerCase(Locale.ROOT))
                .param("wanted", run.wanted().name().toLowerCase(Locale.ROOT))
                .param("at", timestamp(run.at()))
                .param("hidden", run.hidden())
                .param("by", run.startedBy().orElse(null))
                .param("source", boxed(run.sourceRun()))
                .param("undo", boxed(run.undoOf()))
                .param("correction", boxed(run.correctionOf()))
                .param(
                        "export",
                        run.export().map(name -> json(Export.named(name))).orElse(null))
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<Run> find(long runId) {
        return jdbc.sql("select " + Columns.ALL + " from run where run_id = :run and not hidden")
                .param("run", runId)
                .query(Columns::run)
                .optional();
    }

    @Override
    public List<Run> list(RunQuery query) {
        return jdbc.sql("select " + Columns.ALL + """
             from run
            where not hidden and (cast(:job as text) is null or job = :job)
                and (cast(:state as text) is null or state = :state) and run_id < :before
            order by run_id desc limit :limit\
            """)
                .param("job", query.job().orElse(null))
                .param("state", query.state().map(Enum::name).orElse(null))
                .param("before", query.before().orElse(Long.MAX_VALUE))
                .param("limit", query.limit())
                .query(Columns::run)
                .list();
    }

    @Override
    public Optional<Run> nextOpen(String job) {
        return jdbc.sql("select " + Columns.ALL
                        + " from run where job = :job and not hidden and state <> all(:ends) order by run_id limit 1")
                .param("job", job)
                .param("ends", ENDS)
                .query(Columns::run)
                .optional();
    }

    @Override
    public List<String> openJobs() {
        return jdbc.sql("select distinct job from run where not hidden and state <> all(:ends)")
                .param("ends", ENDS)
                .query(String.class)
                .list();
    }

    @Override
    public void enter(long runId, RunState state, Instant now) {
        update(
                runId,
                "state = :state, started_at = coalesce(started_at, :now)",
                Map.of("state", state.name(), "now", java.sql.Timestamp.from(now)));
    }

    @Override
    public void end(long runId, RunState state, Optional<String> reason, Optional<String> detail, Instant now) {
        jdbc.sql("""
            update run set state = :state, reason = :reason, detail = :detail, finished_at = :now,
                started_at = coalesce(started_at, :now),
                progress = case when :state = 'PLANNED' then progress end
            where run_id = :run\
            """)
                .param("state", state.name())
                .param("reason", reason.orElse(null))
                .param("detail", detail.orElse(null))
                .param("now", timestamp(now))
                .param("run", runId)
                .update();
    }

    @Override
    public boolean reopen(long runId, Collection<RunState> from, RunState to, Wanted wanted) {
        return jdbc.sql("""
            update run set state = :state, wanted = :wanted, reason = null, detail = null, finished_at = null,
                cancelled = false
            where run_id = :run and state = any(:from)\
            """)
                        .param("state", to.name())
                        .param("wanted", wanted.name().toLowerCase(Locale.ROOT))
                        .param("run", runId)
                        .param("from", from.stream().map(Enum::name).toArray(String[]::new))
                        .update()
                == 1;
    }

    @Override
    public void claimed(long runId, String place) {
        update(runId, "hidden = false, place = :place", Map.of("place", place));
    }

    @Override
    public void place(long runId, String place) {
        update(runId, "place = :place", Map.of("place", place));
    }

    @Override
    public void export(long runId, Export export) {
        update(runId, "export = cast(:export as jsonb)", Map.of("export", json(export)));
    }

    @Override
    public void rows(long runId, Map<String, Long> rows) {
        update(runId, "rows = cast(:rows as jsonb)", Map.of("rows", json(rows)));
    }

    @Override
    public void correctionOf(long runId, long corrected) {
        update(runId, "correction_of = :corrected, mode = 'delta'", Map.of("corrected", corrected));
    }

    @Override
    public void plan(long runId, String digest) {
        update(runId, "plan_digest = :digest", Map.of("digest", digest));
    }

    @Override
    public void addCalls(long runId, Map<String, Long> calls) {
        find(runId).ifPresent(run -> {
            var sum = new java.util.TreeMap<>(run.calls());
            calls.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
            update(runId, "calls = cast(:calls as jsonb)", Map.of("calls", json(sum)));
        });
    }

    @Override
    public void addSeconds(long runId, String phase, double seconds) {
        find(runId).ifPresent(run -> {
            var sum = new java.util.TreeMap<>(run.seconds());
            sum.merge(phase, seconds, Double::sum);
            update(runId, "seconds = cast(:seconds as jsonb)", Map.of("seconds", json(sum)));
        });
    }

    @Override
    public void progress(long runId, Map<String, Object> progress) {
        update(runId, "progress = cast(:progress as jsonb)", Map.of("progress", json(progress)));
    }

    @Override
    public boolean cancel(long runId) {
        return jdbc.sql("update run set cancelled = true where run_id = :run and state <> all(:ends)")
                        .param("run", runId)
                        .param("ends", ENDS)
                        .update()
                == 1;
    }

    @Override
    public boolean isCancelled(long runId) {
        return jdbc.sql("select cancelled from run where run_id = :run")
                .param("run", runId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    @Override
    public void withdraw(long runId) {
        jdbc.sql("delete from run where run_id = :run and hidden")
                .param("run", runId)
                .update();
    }

    @Override
    public List<Run> hidden(Instant before) {
        return jdbc.sql("select " + Columns.ALL + " from run where hidden and queued_at < :before")
                .param("before", timestamp(before))
                .query(Columns::run)
                .list();
    }

    @Override
    public void decided(long runId, String verb, Collection<String> actions, String by, Instant now) {
        jdbc.sql("insert into decision (run_id, verb, actions, by_whom, at) values (:run, :verb, :actions, :by, :now)")
                .param("run", runId)
                .param("verb", verb)
                .param("actions", actions.toArray(String[]::new))
                .param("by", by)
                .param("now", timestamp(now))
                .update();
    }

    @Override
    public void released(long runId, Collection<String> actions, String by, Instant now) {
        jdbc.sql("""
            update gate set released_by = :by, released_at = :now
            where run_id = :run and held and released_by is null and action = any(:actions)\
            """)
                .param("by", by)
                .param("now", timestamp(now))
                .param("run", runId)
                .param("actions", actions.toArray(String[]::new))
                .update();
    }

    @Override
    public Optional<Baseline> baseline(String job) {
        return jdbc.sql("select run_id, accepted, columns from baseline where job = :job")
                .param("job", job)
                .query((row, n) -> new Baseline(row.getLong("run_id"), row.getLong("accepted"), List.of((String[])
                        row.getArray("columns").getArray())))
                .optional();
    }

    @Override
    public void baseline(String job, Baseline baseline) {
        jdbc.sql("""
            insert into baseline (job, run_id, accepted, columns) values (:job, :run, :accepted, :columns)
            on conflict (job) do update
                set run_id = excluded.run_id, accepted = excluded.accepted, columns = excluded.columns\
            """)
                .param("job", job)
                .param("run", baseline.runId())
                .param("accepted", baseline.accepted())
                .param("columns", baseline.columns().toArray(String[]::new))
                .update();
    }

    @Override
    public List<Long> expired(Instant now) {
        return jdbc.sql("""
            select r.run_id from run r join plan p on p.run_id = r.run_id
            where r.state in ('PLANNED', 'AWAITING_APPROVAL') and p.expires_at <= :now
            order by r.run_id\
            """).param("now", timestamp(now)).query(Long.class).list();
    }

    @Override
    public long links(String job) {
        return jdbc.sql("select count(*) from link where job = :job")
                .param("job", job)
                .query(Long.class)
                .single();
    }

    @Override
    public Numbers numbers(long runId) {
        return numbers.of(runId);
    }

    private void update(long runId, String what, Map<String, ?> params) {
        StatementSpec statement =
                jdbc.sql("update run set " + what + " where run_id = :run").param("run", runId);
        params.forEach(statement::param);
        statement.update();
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
