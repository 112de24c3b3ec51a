package dev.rollcall.plan.jdbc;

import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.Renamings;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/// Rows that name a new employee ID, each with what is to be made of it. Fills the temporary table `renamed`.
record RenamedRows(JdbcTemplate jdbc, PlanOrder order) {

    void find() {
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
