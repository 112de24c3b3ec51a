package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import dev.rollcall.plan.GateKeeper;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.PlanOutcome;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/// Puts plans into their tables.
record PlanStore(JdbcTemplate jdbc) {

    private static final int ROWS_AT_ONCE = 1000;

    void forget(long runId) {
        for (String table : List.of("planned_change", "planned_header", "gate", "plan", "planned_link")) {
            jdbc.update("delete from " + table + " where run_id = ?", runId);
        }
        jdbc.update("delete from finding where run_id = ? and stage in ('match', 'plan')", runId);
    }

    /// @param linkedBy the rule that has paired everybody at once, if one has: its pairs become links with the others
    void keep(PlanOrder order, PlanOutcome outcome, Optional<Attribute> linkedBy) {
        gates(order.runId(), outcome.gates());
        headers(order);
        jdbc.update(
                "insert into plan (run_id, digest, unchanged, absent, invited, reported, unmanaged, expires_at,"
                        + " linked_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                order.runId(),
                outcome.digest(),
                outcome.unchanged(),
                outcome.absent(),
                outcome.invited(),
                outcome.reported(),
                outcome.unmanaged(),
                Timestamp.from(order.expiresAt()),
                linkedBy.map(Attribute::key).orElse(null));
    }

    void findings(long runId, List<Finding> findings) {
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
            where l.job is null and not p.known
            order by p.remote_id, p.line
            """, order.runId(), order.abilities().renames(), order.job());
    }

    long adopt(long runId, String job) {
        int paired = adoptPairs(runId, job);
        jdbc.update("""
            delete from link l using planned_link p
            where p.run_id = ? and not p.adopted and l.job = ? and l.remote_id = p.remote_id
                and l.employee_id <> p.employee_id and p.previous_id is distinct from l.employee_id
            """, runId, job);
        move(runId, job);
        long adopted = jdbc.update("""
            insert into link (job, employee_id, remote_id, made_by_run)
            select ?, employee_id, remote_id, run_id from planned_link where run_id = ? and not adopted
            on conflict (job, employee_id) do update
                set remote_id = excluded.remote_id, made_by_run = excluded.made_by_run
            """, job, runId);
        jdbc.update("update planned_link set adopted = true where run_id = ? and not adopted", runId);
        return paired + adopted;
    }

    /// Pairs of rows and users that one rule has found, all at once: nobody was linked then. Somebody who is linked by
    /// now keeps that link.
    private int adoptPairs(long runId, String job) {
        List<String> rules = jdbc.queryForList(
                "select linked_by from plan where run_id = ? and linked_by is not null", String.class, runId);
        if (rules.isEmpty()) {
            return 0;
        }
        Attribute rule = Attribute.ofKey(rules.getFirst()).orElseThrow();
        jdbc.update("update plan set linked_by = null where run_id = ?", runId);
        return jdbc.update("""
            insert into link (job, employee_id, remote_id, made_by_run)
            select ?, s.employee_id, u.remote_id, %1$d
            from staged_row s
            join tenant_user u on u.run_id = %1$d and %3$s = %2$s
            where s.run_id = %1$d
            on conflict do nothing
            """.formatted(runId, MatchKeys.ofRow(rule), MatchKeys.ofUser(rule)), job);
    }

    /// Taken out before they are put back in: in a chain, one link goes where another one was.
    private void move(long runId, String job) {
        jdbc.execute("drop table if exists moving");
        jdbc.update("""
            create temp table moving on commit drop as
            select p.employee_id, l.remote_id, l.previous_ids || p.previous_id as previous_ids, l.made_by_run
            from planned_link p
            join link l on l.job = '%s' and l.remote_id = p.remote_id and l.employee_id = p.previous_id
            where p.run_id = %d and not p.adopted
            """.formatted(job, runId));
        jdbc.update("delete from link l using moving m where l.job = ? and l.remote_id = m.remote_id", job);
        jdbc.update("""
            insert into link (job, employee_id, remote_id, previous_ids, made_by_run)
            select ?, employee_id, remote_id, previous_ids, made_by_run from moving
            on conflict (job, employee_id) do update
                set remote_id = excluded.remote_id, previous_ids = excluded.previous_ids
            """, job);
    }
}
