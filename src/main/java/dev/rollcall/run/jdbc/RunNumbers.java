package dev.rollcall.run.jdbc;

import dev.rollcall.run.RunStore.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Counts a run's rows where the other stages left them.
final class RunNumbers {
    private static final String TOLD = "('EMAIL_CHANGE_UNSUPPORTED', 'GLOBAL_CHANGE_REPORTED', 'INVITATION_EXPIRED')";

    private final JdbcClient jdbc;

    RunNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Numbers of(long runId) {
        return new Numbers(
                count("""
                        select count(distinct f.line) from finding f
                        where f.run_id = :run and f.stage in ('match', 'plan') and f.line > 0
                            and f.code not in %s
                            and not exists (select 1 from rejected_row r where r.run_id = f.run_id and r.line = f.line)""".formatted(TOLD), runId),
                count(
                        "select count(distinct line) from finding where run_id = :run and line > 0 and code not in "
                                + TOLD,
                        runId),
                count("select count(*) from planned_change where run_id = :run and kind = 'change'", runId),
                count("""
                        select count(*) from planned_change
                        where run_id = :run and kind = 'change' and not absent""", runId),
                plan(runId),
                gates(runId));
    }

    private long count(String sql, long runId) {
        return jdbc.sql(sql).param("run", runId).query(Long.class).single();
    }

    private Map<String, Long> plan(long runId) {
        return jdbc.sql("select unchanged, absent, invited, reported, unmanaged from plan where run_id = :run")
                .param("run", runId)
                .query((row, n) -> Map.of(
                        "unchanged", row.getLong("unchanged"),
                        "absent", row.getLong("absent"),
                        "invited", row.getLong("invited"),
                        "reported", row.getLong("reported"),
                        "unmanaged", row.getLong("unmanaged")))
                .optional()
                .orElse(Map.of());
    }

    private List<Map<String, Object>> gates(long runId) {
        return jdbc.sql("""
                        select action, attribute, planned, max_allowed, held, released_by from gate
                        where run_id = :run order by action, attribute""")
                .param("run", runId)
                .query((row, n) -> {
                    var gate = new LinkedHashMap<String, Object>();
                    gate.put("action", row.getString("action"));
                    if (!row.getString("attribute").isEmpty()) {
                        gate.put("attribute", row.getString("attribute"));
                    }
                    gate.put("planned", row.getLong("planned"));
                    gate.put("limit", row.getLong("max_allowed"));
                    gate.put("held", row.getBoolean("held"));
                    gate.put("releasedBy", row.getString("released_by"));
                    return (Map<String, Object>) gate;
                })
                .list();
    }
}
