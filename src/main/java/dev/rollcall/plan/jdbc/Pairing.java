package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.Renamings;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/// Which tenant user is whose: the stored link first, then the match rules in order. Leaves the temporary tables
/// `renamed` (rows that name a new employee ID), `pairing` (row and user, and whether they differ), `ambiguous` (rows
/// that no rule could settle), `contested` (the users that those rows were about) and `looked` (the lines that
/// something may have to be done about).
///
/// Nearly everybody is linked to a user who is equal: the one join that finds out leaves no trace of them, and all
/// that follows goes over the few others.
record Pairing(JdbcTemplate jdbc, PlanOrder order, Candidates candidates) {

    private static final String TABLES = """
            create temp table renamed (
                line bigint primary key, as_id text not null, verdict text not null, to_id text not null) on commit drop;
            create temp table pairing (line bigint not null, as_id text not null, remote_id text not null,
                rule text not null, differs boolean not null) on commit drop;
            create temp table contested (remote_id text not null) on commit drop;
            create temp table ambiguous (line bigint primary key, rule text not null, others text not null) on commit drop
            """;

    /// Rows without a linked user who is there (`remote_id` is null), and rows that differ from theirs.
    private static final String BY_LINK = """
            create temp table unlike on commit drop as
            select s.line, %1$s as as_id, u.remote_id
            from staged_row s
            left join renamed r on r.line = s.line
            left join link l on l.job = ? and l.employee_id = %1$s
                and r.verdict is distinct from 'CREATE'
            left join tenant_user u on u.run_id = ? and u.remote_id = l.remote_id
            %2$s
            where s.run_id = ? and (u.remote_id is null or r.line is not null or %3$s)
            """;

    /// Into a table of its own: what reads `pairing` row by row while it grows would read all of it each time.
    private static final String BY_RULE = """
            create temp table found on commit drop as
            select s.line, %6$s as as_id, u.remote_id, '%1$s' as rule, %2$s as differs
            from staged_row s
            %3$s
            left join renamed r on r.line = s.line
            join tenant_user u on u.run_id = ? and %4$s
            %5$s
            where s.run_id = ?
                and not exists (select from pairing p where p.line = s.line)
                and not exists (select from ambiguous a where a.line = s.line)
                and not exists (select from pairing p where p.remote_id = u.remote_id)
                and not exists (select from contested c where c.remote_id = u.remote_id)
            """;

    /// Users who are linked to somebody of this export, though equal and so not in `pairing`.
    private static final String CLAIMED = """
            delete from pairing p using link l
            where p.rule = ? and l.job = ? and l.remote_id = p.remote_id
                and exists (select from staged_row s where s.run_id = ? and s.employee_id = l.employee_id
                    and not exists (select from renamed r where r.line = s.line))
            """;

    /// Two users for one row, or two rows for one user: all rows concerned are taken out.
    private static final String UNSETTLED = """
            insert into ambiguous
            select p.line, min(p.rule), coalesce(string_agg(distinct o.line::text, ', ') filter (where o.line <> p.line), '')
            from pairing p
            left join pairing o on o.remote_id = p.remote_id
            where p.rule = ? and (
                p.line in (select line from pairing where rule = ? group by line having count(*) > 1)
                or p.remote_id in (select remote_id from pairing where rule = ? group by remote_id having count(*) > 1))
            group by p.line
            on conflict do nothing
            """;

    void find() {
        jdbc.execute(TABLES);
        rename();
        boolean linked = !jdbc.queryForList("select 1 from link where job = ? limit 1", order.job())
                .isEmpty();
        if (linked) {
            pairByLink();
        }
        for (Attribute rule : order.rules().match()) {
            if (rule != Attribute.EMPLOYEE_ID || order.abilities().knowsEmployeeIds()) {
                pairBy(rule, linked);
            }
        }
        jdbc.execute("analyze pairing");
        look(linked);
    }

    private void pairByLink() {
        String sql = BY_LINK.formatted(asId(), candidates.joins("l.remote_id"), candidates.differs());
        jdbc.update(sql, order.job(), order.runId(), order.runId());
        jdbc.execute("analyze unlike");
        jdbc.update("insert into pairing select line, as_id, remote_id, 'link', true from unlike"
                + " where remote_id is not null");
    }

    private void pairBy(Attribute rule, boolean linked) {
        jdbc.execute("analyze pairing");
        String sql = BY_RULE.formatted(
                rule.key(),
                candidates.differs(),
                linked ? "join unlike n on n.line = s.line and n.remote_id is null" : "",
                condition(rule),
                candidates.joins("u.remote_id"),
                asId());
        jdbc.update(sql, order.runId(), order.runId());
        int paired = jdbc.update("insert into pairing select line, as_id, remote_id, rule, differs from found");
        jdbc.execute("drop table found");
        if (paired > 0 && linked) {
            paired -= jdbc.update(CLAIMED, rule.key(), order.job(), order.runId());
        }
        if (paired > 0) {
            int unsettled = jdbc.update(UNSETTLED, rule.key(), rule.key(), rule.key());
            if (unsettled > 0) {
                jdbc.update(
                        "insert into contested select p.remote_id from pairing p join ambiguous a on a.line = p.line"
                                + " where p.rule = ?",
                        rule.key());
                jdbc.update("delete from pairing p using ambiguous a where a.line = p.line and p.rule = ?", rule.key());
            }
        }
    }

    private void look(boolean linked) {
        jdbc.execute(
                """
                create temp table looked on commit drop as
                select s.line, p.remote_id, p.rule
                from %s s
                left join pairing p on p.line = s.line
                where %s (p.line is null or p.differs or exists (select from renamed r where r.line = s.line))
                """.formatted(linked ? "unlike" : "staged_row", linked ? "" : "s.run_id = " + order.runId() + " and"));
        jdbc.execute("analyze looked");
    }

    /// The server knows how many different employee IDs there are, and nothing about the longer expression.
    private String asId() {
        boolean renamed = !jdbc.queryForList("select 1 from renamed limit 1").isEmpty();
        return renamed ? "coalesce(r.as_id, s.employee_id)" : "s.employee_id";
    }

    private String condition(Attribute rule) {
        return switch (rule) {
            case EMPLOYEE_ID -> "u.employee_id = " + asId() + " and r.verdict is distinct from 'CREATE'";
            case EMAIL -> "s.email <> '' and coalesce(u.email_key, u.email) = coalesce(s.email_key, s.email)";
            case PHONE -> "s.phone <> '' and coalesce(u.phone_key, u.phone) = s.phone";
            case USERNAME -> "s.username <> '' and u.username = s.username";
            case NAME -> "s.name <> '' and coalesce(u.name_key, u.name) = coalesce(s.name_key, s.name)";
            case NEW_EMPLOYEE_ID, ACTIVE, TAGS, ORGANIZATION, GROUPS, ROLES, MEMBERSHIP_TYPE ->
                throw new IllegalArgumentException("nobody is matched by " + rule.key());
        };
    }

    private void rename() {
        String holds = order.abilities().knowsEmployeeIds()
                ? "exists (select from tenant_user u where u.run_id = s.run_id and u.employee_id = %s)"
                : "exists (select from link k where k.job = ? and k.employee_id = %s)";
        String sql = """
                select s.line, s.employee_id, s.new_employee_id, %s as old_held, %s as new_held,
                    exists (select from link l where l.job = ? and l.employee_id = s.new_employee_id
                        and s.employee_id = any(l.previous_ids)) as renamed_before,
                    exists (select from staged_row o where o.run_id = s.run_id and o.line <> s.line
                        and o.employee_id = s.new_employee_id) as new_has_row
                from staged_row s
                where s.run_id = ? and s.new_employee_id <> '' and s.new_employee_id <> s.employee_id
                """.formatted(holds.formatted("s.employee_id"), holds.formatted("s.new_employee_id"));
        Object[] arguments = order.abilities().knowsEmployeeIds()
                ? new Object[] {order.job(), order.runId()}
                : new Object[] {order.job(), order.job(), order.job(), order.runId()};
        List<Renamings.Asked> asked = jdbc.query(sql, (row, n) -> asked(row), arguments);
        Map<Long, Renamings.Verdict> verdicts = Renamings.resolve(asked);
        jdbc.batchUpdate("insert into renamed values (?, ?, ?, ?)", asked, 1000, (insert, one) -> {
            Renamings.Verdict verdict = verdicts.getOrDefault(one.line(), Renamings.Verdict.TAKEN);
            insert.setLong(1, one.line());
            boolean asNew = verdict == Renamings.Verdict.AS_NEW || verdict == Renamings.Verdict.CREATE;
            insert.setString(2, asNew ? one.to() : one.from());
            insert.setString(3, verdict.name());
            insert.setString(4, one.to());
        });
        jdbc.execute("analyze renamed");
    }

    private static Renamings.Asked asked(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Renamings.Asked(
                row.getLong("line"),
                row.getString("employee_id"),
                row.getString("new_employee_id"),
                row.getBoolean("old_held"),
                row.getBoolean("new_held"),
                row.getBoolean("renamed_before"),
                row.getBoolean("new_has_row"));
    }
}
