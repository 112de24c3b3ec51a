package dev.rollcall.run.jdbc;

import dev.rollcall.run.RunStore.Numbers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Counts a run's rows where the other stages left them.
final class RunNumbers {
    private static final String TOLD =
            "('EMAIL_CHANGE_UNSUPPORTED', 'GLOBAL_CHANGE_REPORTED', 'INVITATION_EXPIRED', 'NOT_UNDOABLE')";

    /// Roles; the same that may approve at all.
    private static final List<String> MAY_RELEASE = List.of("approver", "admin");

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
                gates(runId),
                decisions(runId));
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

    private List<Map<String, Object>> decisions(long runId) {
        return jdbc.sql("select verb, actions, by_whom, at from decision where run_id = :run order by number")
                .param("run", runId)
                .query((row, n) -> Map.of(
                        "verb",
                        row.getString("verb"),
                        "actions",
                        List.of((String[]) row.getArray("actions").getArray()),
                        "by",
                        row.getString("by_whom"),
                        "at",
                        Objects.requireNonNull(instant(row, "at"))))
                .list();
    }

    private static @Nullable String instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null
                ? null
                : time.toInstant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private List<Map<String, Object>> gates(long runId) {
        return jdbc.sql("""
                        select action, attribute, planned, max_allowed, held, released_by, released_at from gate
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
                    gate.put("mayRelease", row.getBoolean("held") ? MAY_RELEASE : List.of());
                    gate.put("releasedBy", row.getString("released_by"));
                    gate.put("releasedAt", instant(row, "released_at"));
                    return (Map<String, Object>) gate;
                })
                .list();
    }
}
