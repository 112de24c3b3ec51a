package dev.rollcall.plan.jdbc;

import static java.util.stream.Collectors.joining;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import dev.rollcall.plan.Canonical;
import dev.rollcall.plan.GateKeeper;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.PlanOutcome;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.plan.Sequenced;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.jdbc.support.SqlValue;

/// Puts plans into their tables.
record PlanStore(JdbcTemplate jdbc) {

    private static final int ROWS_AT_ONCE = 1000;

    /// Whole columns at once: a row at a time takes several times as long.
    private static final String CHANGES = """
            insert into planned_change (run_id, seq, kind, action, employee_id, remote_id, line, before, after,
                global, absent, needs, group_no, matched_by)
            select ?, seq, kind, action, employee_id, remote_id, line, before::jsonb, after::jsonb,
                global, absent, needs::bigint[], group_no, matched_by
            from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                    ?::boolean[], ?::boolean[], ?::text[], ?::bigint[], ?::text[])
                c(seq, kind, action, employee_id, remote_id, line, before, after, global, absent, needs, group_no,
                    matched_by)
            """;

    void forget(long runId) {
        for (String table : List.of("planned_change", "planned_header", "gate", "plan", "planned_link")) {
            jdbc.update("delete from " + table + " where run_id = ?", runId);
        }
        jdbc.update("delete from finding where run_id = ? and stage in ('match', 'plan')", runId);
    }

    void keep(PlanOrder order, PlanOutcome outcome, List<Sequenced> plan, List<Finding> findings) {
        changes(order.runId(), plan);
        findings(order.runId(), findings);
        gates(order.runId(), outcome.gates());
        headers(order);
        jdbc.update(
                "insert into plan (run_id, digest, unchanged, absent, invited, reported, unmanaged, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                order.runId(),
                outcome.digest(),
                outcome.unchanged(),
                outcome.absent(),
                outcome.invited(),
                outcome.reported(),
                outcome.unmanaged(),
                Timestamp.from(order.expiresAt()));
    }

    void changes(long runId, List<Sequenced> plan) {
        for (int from = 0; from < plan.size(); from += ROWS_AT_ONCE) {
            some(runId, plan.subList(from, Math.min(plan.size(), from + ROWS_AT_ONCE)));
        }
        if (plan.size() >= ROWS_AT_ONCE) {
            // autovacuum looks in a minute later; until then the server takes the run to have next to no changes
            jdbc.execute("analyze planned_change (run_id, seq, kind, action)");
        }
    }

    private void some(long runId, List<Sequenced> plan) {
        jdbc.update(
                CHANGES,
                runId,
                column("bigint", plan, Sequenced::seq),
                column("text", plan, s -> s.change().kind().name().toLowerCase(Locale.ROOT)),
                column("text", plan, s -> s.change().action().key()),
                column("text", plan, s -> s.change().employeeId()),
                column("text", plan, s -> s.change().remoteId().orElse(null)),
                column("bigint", plan, s -> line(s.change())),
                column("text", plan, s -> Canonical.json(s.change().before())),
                column("text", plan, s -> Canonical.json(s.change().after())),
                column("boolean", plan, s -> s.change().global()),
                column("boolean", plan, s -> s.change().isAbsence()),
                column(
                        "text",
                        plan,
                        s -> s.needs().stream().map(String::valueOf).collect(joining(",", "{", "}"))),
                column("bigint", plan, s -> s.group() > 0 ? s.group() : null),
                column("text", plan, s -> s.change().matchedBy()));
    }

    private static @Nullable Long line(PlannedChange change) {
        return change.line().isPresent() ? change.line().getAsLong() : null;
    }

    private static SqlValue column(String type, List<Sequenced> plan, Function<Sequenced, @Nullable Object> value) {
        return new SqlArrayValue(type, plan.stream().map(value).toArray());
    }

    private void findings(long runId, List<Finding> findings) {
        String insert = """
                insert into finding (run_id, line, employee_id, stage, code, variant, attribute, header, value, facts)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """;
        jdbc.batchUpdate(insert, findings, ROWS_AT_ONCE, (row, finding) -> {
            row.setLong(1, runId);
            row.setLong(2, finding.line());
            row.setString(3, finding.employeeId().orElse(null));
            row.setString(4, finding.stage().name().toLowerCase(Locale.ROOT));
            row.setString(5, finding.code().name());
            row.setString(6, finding.variant());
            row.setString(7, finding.attribute().map(Attribute::key).orElse(null));
            row.setString(8, finding.header());
            row.setString(9, finding.value());
            row.setArray(
                    10,
                    row.getConnection().createArrayOf("text", finding.facts().toArray()));
        });
    }

    private void headers(PlanOrder order) {
        jdbc.batchUpdate(
                "insert into planned_header (run_id, attribute, header, compared) values (?, ?, ?, ?)",
                order.headers().entrySet(),
                ROWS_AT_ONCE,
                (row, header) -> {
                    row.setLong(1, order.runId());
                    row.setString(2, header.getKey().key());
                    row.setString(3, header.getValue());
                    row.setBoolean(4, order.compares(header.getKey()));
                });
    }

    private void gates(long runId, List<GateKeeper.Verdict> gates) {
        jdbc.batchUpdate(
                "insert into gate (run_id, action, attribute, planned, max_allowed, held) values (?, ?, ?, ?, ?, ?)",
                gates,
                ROWS_AT_ONCE,
                (row, gate) -> {
                    row.setLong(1, runId);
                    row.setString(2, gate.kind().name().toLowerCase(Locale.ROOT));
                    row.setString(3, gate.attribute().map(Attribute::key).orElse(""));
                    row.setLong(4, gate.planned());
                    row.setLong(5, gate.limit());
                    row.setBoolean(6, gate.held());
                });
    }

    /// Keeps what the pairing found out and no link says yet: who is whose user, and links that move to a new
    /// ID.
    void links(PlanOrder order) {
        jdbc.update("""
                insert into planned_link (run_id, employee_id, remote_id, previous_id)
                select distinct on (p.remote_id) ?, coalesce(m.to_id, p.as_id), p.remote_id, m.as_id
                from pairing p
                left join renamed m on m.line = p.line and m.verdict = 'TO' and not ?
                left join link l on l.job = ? and l.employee_id = coalesce(m.to_id, p.as_id)
                    and l.remote_id = p.remote_id
                where l.job is null
                order by p.remote_id, p.line
                """, order.runId(), order.abilities().renames(), order.job());
    }

    long adopt(long runId, String job) {
        jdbc.update("""
                delete from link l using planned_link p
                where p.run_id = ? and l.job = ? and l.remote_id = p.remote_id
                    and l.employee_id <> p.employee_id and p.previous_id is distinct from l.employee_id
                """, runId, job);
        jdbc.update("""
                update link l set employee_id = p.employee_id, previous_ids = l.previous_ids || p.previous_id
                from planned_link p
                where p.run_id = ? and l.job = ? and l.remote_id = p.remote_id and l.employee_id = p.previous_id
                """, runId, job);
        return jdbc.update("""
                insert into link (job, employee_id, remote_id, made_by_run)
                select ?, employee_id, remote_id, run_id from planned_link where run_id = ?
                on conflict (job, employee_id) do update
                    set remote_id = excluded.remote_id, made_by_run = excluded.made_by_run
                """, job, runId);
    }
}
