package dev.rollcall.run.jdbc;

import dev.rollcall.run.People;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class JdbcPeople implements People {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RUNS_OF_JOB = "run_id in (select run_id from run where job = :job)";
    private static final int LAST = 20;

    private final JdbcClient jdbc;

    JdbcPeople(DataSource source) {
        this.jdbc = JdbcClient.create(source);
    }

    @Override
    public Optional<Map<String, @Nullable Object>> find(String job, String employeeId) {
        List<Map<String, @Nullable Object>> links = ask(
                "select employee_id, remote_id, previous_ids, made_by_run from link where job = :job and employee_id = :id",
                job,
                employeeId);
        List<Map<String, @Nullable Object>> invitations = ask(
                "select invitation_id, invited_at, listed, made_by_run from invitation where job = :job and employee_id = :id",
                job,
                employeeId);
        List<Map<String, @Nullable Object>> records = ask("""
                select s.run_id, s.line, s.employee_id, s.new_employee_id, s.name, s.email, s.phone, s.username, s.active,
                    s.tags, s.organization, s.groups, s.roles, s.membership_type
                from staged_row s join run r on r.run_id = s.run_id
                where r.job = :job and s.employee_id = :id order by s.run_id desc limit 1""", job, employeeId);
        List<Map<String, @Nullable Object>> findings = findings(job, employeeId);
        List<Map<String, @Nullable Object>> changes = changes(job, employeeId);
        if (links.isEmpty() && invitations.isEmpty() && records.isEmpty() && findings.isEmpty() && changes.isEmpty()) {
            return Optional.empty();
        }
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("job", job);
        all.put("employeeId", employeeId);
        all.put("link", links.isEmpty() ? null : links.getFirst());
        all.put("invitation", invitations.isEmpty() ? null : invitations.getFirst());
        all.put("lastRecord", records.isEmpty() ? null : records.getFirst());
        all.put("findings", findings);
        all.put("changes", changes);
        all.put("explanation", explanation(records, findings, changes));
        return Optional.of(all);
    }

    private List<Map<String, @Nullable Object>> findings(String job, String employeeId) {
        return ask("""
                select run_id, line, stage, code, attribute, header, value from finding
                where employee_id = :id and %s order by run_id desc, number limit %d""".formatted(RUNS_OF_JOB, LAST), job, employeeId);
    }

    private List<Map<String, @Nullable Object>> changes(String job, String employeeId) {
        return ask("""
                select c.run_id, c.seq, c.action, c.remote_id, c.line, c.before::text as before, c.after::text as after,
                    c.matched_by, j.state as outcome, j.held_by, j.attempts, j.code, j.remote_code, j.remote_message,
                    j.sent_at, j.finished_at
                from planned_change c
                join run r on r.run_id = c.run_id
                left join journal j on j.run_id = c.run_id and j.seq = c.seq
                where r.job = :job and c.employee_id = :id and c.kind = 'change'
                order by c.run_id desc, c.seq limit %d""".formatted(LAST), job, employeeId);
    }

    /// In words, what the newest run that knows the person made of it.
    private static String explanation(
            List<Map<String, @Nullable Object>> records,
            List<Map<String, @Nullable Object>> findings,
            List<Map<String, @Nullable Object>> changes) {
        long record = newest(records);
        long finding = newest(findings);
        long change = newest(changes);
        if (change >= record && change >= finding && change > 0) {
            Object outcome = changes.getFirst().get("outcome");
            Object heldBy = changes.getFirst().get("heldBy");
            return "held".equals(outcome)
                    ? "held by gate " + heldBy
                    : changes.getFirst().get("action") + " " + outcome + " in run " + change;
        }
        if (finding > 0 && finding >= record) {
            return "row rejected or told: " + findings.getFirst().get("code") + " in run " + finding;
        }
        return record > 0
                ? "nothing to change in run " + record + ": equal, or inactive and unknown to the tenant"
                : "known, but in no export that is still kept";
    }

    private static long newest(List<Map<String, @Nullable Object>> rows) {
        return rows.isEmpty() || !(rows.getFirst().get("runId") instanceof Long run) ? 0 : run;
    }

    @Override
    public boolean erase(String job, String employeeId) {
        int gone = update("""
                delete from own_value where job = :job
                    and remote_id = (select remote_id from link where job = :job and employee_id = :id)""", job, employeeId);
        gone += update("delete from link where job = :job and employee_id = :id", job, employeeId);
        gone += update("delete from invitation where job = :job and employee_id = :id", job, employeeId);
        gone += blank(
                "staged_row",
                "employee_id = 'erased-' || line, new_employee_id = null, name = null,"
                        + " name_key = null, email = null, email_key = null, phone = null, username = null, tags = null,"
                        + " organization = null, groups = null, roles = null, membership_type = null",
                job,
                employeeId);
        gone += blank(
                "rejected_row", "employee_id = null, email_key = null, phone = null, username = null", job, employeeId);
        gone += blank("finding", "employee_id = null, value = '', facts = '{}'", job, employeeId);
        gone += blank(
                "planned_change",
                "employee_id = 'erased', remote_id = null, before = '{}', after = '{}'",
                job,
                employeeId);
        return gone > 0;
    }

    private int blank(String table, String what, String job, String employeeId) {
        return update(
                "update " + table + " set " + what + " where employee_id = :id and " + RUNS_OF_JOB, job, employeeId);
    }

    private int update(String sql, String job, String employeeId) {
        return jdbc.sql(sql).param("job", job).param("id", employeeId).update();
    }

    private List<Map<String, @Nullable Object>> ask(String sql, String job, String employeeId) {
        return jdbc.sql(sql)
                .param("job", job)
                .param("id", employeeId)
                .query(JdbcPeople::row)
                .list();
    }

    /// Columns under their camel-case names.
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
