package dev.rollcall.run.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.stage.StagedRow;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// What the tables hold of one person of one job; columns under their camel-case names.
record PersonRows(JdbcClient jdbc, String job, String employeeId) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String USER = """
            select u.remote_id, u.employee_id, u.active, u.name, u.email, u.phone, u.username, u.tags, u.organization,
                u.groups, u.roles, u.membership_type
            from tenant_user u where u.run_id = :run and %s limit 1""";

    Optional<Map<String, @Nullable Object>> link() {
        return ask("""
                select employee_id, remote_id, previous_ids, made_by_run from link
                where job = :job and (employee_id = :id or :id = any(previous_ids))
                order by employee_id <> :id limit 1""", 0).stream().findFirst();
    }

    Optional<Map<String, @Nullable Object>> invitation() {
        return ask("""
                select invitation_id, invited_at, listed, made_by_run from invitation
                where job = :job and employee_id = :id""", 0).stream().findFirst();
    }

    boolean isInvited() {
        return invitation().isPresent();
    }

    List<Map<String, @Nullable Object>> runs(int most) {
        return ask("""
                select run_id, state, reason, trigger, mode, started_at, plan_digest,
                    (export ->> 'proven')::boolean as proven
                from run where job = :job and not hidden and :id <> '' order by run_id desc limit %d""".formatted(most), 0);
    }

    /// The person's row as staged: values after normalisation.
    List<Map<String, @Nullable Object>> records(long runId) {
        return ask("""
                select line, employee_id, new_employee_id, name, email, phone, username, active, tags, organization,
                    groups, roles, membership_type
                from staged_row where run_id = :run and (employee_id = :id or new_employee_id = :id)
                order by employee_id <> :id, line limit 1""", runId);
    }

    /// The same of a row that was read again.
    static Map<String, @Nullable Object> record(StagedRow row) {
        var record = new LinkedHashMap<String, @Nullable Object>();
        record.put("line", row.line());
        record.put("employeeId", row.employeeId());
        record.put("newEmployeeId", row.newEmployeeId());
        record.put("name", row.name());
        record.put("email", row.email());
        record.put("phone", row.phone());
        record.put("username", row.username());
        record.put("active", row.active());
        record.put("tags", row.tags());
        record.put("organization", row.organization());
        record.put("groups", row.groups());
        record.put("roles", row.roles());
        record.put("membershipType", row.membershipType());
        return record;
    }

    List<Map<String, @Nullable Object>> rejected(long runId) {
        return ask("select line from rejected_row where run_id = :run and employee_id = :id order by line", runId);
    }

    List<Map<String, @Nullable Object>> findings(long runId) {
        return ask("""
                select line, stage, code, variant, attribute, header, value from finding
                where run_id = :run and employee_id = :id order by number""", runId);
    }

    List<Map<String, @Nullable Object>> changes(long runId) {
        return ask("""
                select c.seq, c.action, c.remote_id, c.line, c.before::text as before, c.after::text as after,
                    c.matched_by, j.state as outcome, j.held_by, j.attempts, j.code, j.remote_code, j.remote_message,
                    j.sent_at, j.finished_at
                from planned_change c
                left join journal j on j.run_id = c.run_id and j.seq = c.seq
                where c.run_id = :run and c.kind = 'change' and (c.employee_id = :id
                    or (c.action = 'rename' and c.after ->> 'employeeId' = :id))
                order by c.seq""", runId);
    }

    Optional<Map<String, @Nullable Object>> user(long runId, Object remoteId) {
        return user(runId, "u.remote_id = :value", String.valueOf(remoteId));
    }

    Optional<Map<String, @Nullable Object>> linkedUser(long runId) {
        return link().map(link -> link.get("remoteId")).flatMap(remote -> user(runId, remote));
    }

    /// The user that a match rule finds for a staged row.
    Optional<Map<String, @Nullable Object>> matchingUser(
            long runId, Attribute rule, Map<String, @Nullable Object> record) {
        Object value = record.get(rule.key());
        if (value == null || value.toString().isEmpty()) {
            return Optional.empty();
        }
        String key = dev.rollcall.person.Comparison.key(rule, value.toString());
        return switch (rule) {
            case EMPLOYEE_ID -> user(runId, "u.employee_id = :value", key);
            case EMAIL -> user(runId, "coalesce(u.email_key, u.email) = :value", key);
            case PHONE -> user(runId, "coalesce(u.phone_key, u.phone) = :value", key);
            case USERNAME -> user(runId, "u.username = :value", key);
            case NAME -> user(runId, "coalesce(u.name_key, u.name) = :value", key);
            case NEW_EMPLOYEE_ID, ACTIVE, TAGS, ORGANIZATION, GROUPS, ROLES, MEMBERSHIP_TYPE -> Optional.empty();
        };
    }

    /// Whether the run's rows and users are still in the database.
    boolean areKept(long runId) {
        return jdbc.sql("select to_regclass('staged_row_' || :run) is not null")
                .param("run", Long.toString(runId))
                .query(Boolean.class)
                .single();
    }

    private Optional<Map<String, @Nullable Object>> user(long runId, String which, String value) {
        return jdbc
                .sql(USER.formatted(which))
                .param("run", runId)
                .param("value", value)
                .query(PersonRows::row)
                .list()
                .stream()
                .findFirst();
    }

    private List<Map<String, @Nullable Object>> ask(String sql, long runId) {
        return jdbc.sql(sql)
                .param("run", runId)
                .param("job", job)
                .param("id", employeeId)
                .query(PersonRows::row)
                .list();
    }

    private static Map<String, @Nullable Object> row(ResultSet row, int number) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        var all = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            all.put(camel(columns.getColumnLabel(i)), plain(columns.getColumnLabel(i), row.getObject(i)));
        }
        return all;
    }

    private static @Nullable Object plain(String column, @Nullable Object value) throws SQLException {
        if (value instanceof java.sql.Array array) {
            return array.getArray();
        }
        if (value instanceof Timestamp time) {
            return time.toInstant().toString();
        }
        return value instanceof String json && (column.equals("before") || column.equals("after"))
                ? JSON.readTree(json)
                : value;
    }

    private static String camel(String column) {
        var name = new StringBuilder();
        for (String part : column.split("_", -1)) {
            name.append(name.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return name.toString();
    }
}
