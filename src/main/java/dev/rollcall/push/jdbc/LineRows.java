package dev.rollcall.push.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.person.Value;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.PlannedChange.Kind;
import dev.rollcall.push.Line;
import dev.rollcall.push.State;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads lines of the journal with their change, their user and what they need.
record LineRows(JdbcClient jdbc) {

    private record Row(Line line, List<Long> needs) {}

    List<Line> open(long runId, long after, int limit) {
        return lines(
                "j.state in ('pending', 'unknown') and not j.undo and j.seq > %d order by j.seq limit %d"
                        .formatted(after, limit),
                "",
                runId);
    }

    List<Line> applied(long runId, long group) {
        return lines("""
                (j.state = 'applied' or (j.undo and j.state in ('sent', 'unknown'))) and j.seq in
                  (select seq from planned_change where run_id = :run and group_no = %d)""".formatted(group), "desc", runId);
    }

    private List<Line> lines(String which, String order, long runId) {
        List<Row> rows = jdbc.sql("""
            select p.seq, p.kind, p.action, p.employee_id, p.remote_id, p.before, p.after, p.needs,
                   coalesce(p.group_no, 0) as group_no, coalesce(p.matched_by, '') = 'invitation' as invitation,
                   j.state, j.attempts, j.lost, j.undo, j.result_id,
                   u.remote_id as user_id, u.employee_id as user_employee_id, u.active, u.untouchable, u.name, u.email,
                   u.phone, u.username, u.tags, u.organization, u.groups, u.roles, u.membership_type
              from (select * from journal j where j.run_id = :run and %s) j
              join planned_change p on p.run_id = j.run_id and p.seq = j.seq
              left join tenant_user u on u.run_id = :run and u.remote_id = p.remote_id
             order by p.seq %s""".formatted(which, order))
                .param("run", runId)
                .query(LineRows::row)
                .list();
        Map<Long, Line.Need> needs = needs(runId, rows);
        return rows.stream().map(row -> withNeeds(row, needs)).toList();
    }

    private Map<Long, Line.Need> needs(long runId, List<Row> rows) {
        Long[] wanted =
                rows.stream().flatMap(row -> row.needs().stream()).distinct().toArray(Long[]::new);
        if (wanted.length == 0) {
            return Map.of();
        }
        return jdbc.sql("""
                        select p.seq, j.state, p.kind, p.remote_id, p.after, j.result_id
                          from planned_change p join journal j using (run_id, seq)
                         where run_id = :run and seq = any(:wanted)""").param("run", runId).param("wanted", wanted).query(LineRows::need).list().stream()
                .collect(java.util.stream.Collectors.toMap(Line.Need::seq, Function.identity()));
    }

    private static Line withNeeds(Row row, Map<Long, Line.Need> known) {
        Line l = row.line();
        List<Line.Need> needs = new ArrayList<>();
        for (long seq : row.needs()) {
            Line.Need need = known.get(seq);
            if (need != null) {
                needs.add(need);
            }
        }
        return needs.isEmpty()
                ? l
                : new Line(
                        l.seq(),
                        l.kind(),
                        l.action(),
                        l.employeeId(),
                        l.remoteId(),
                        l.invitation(),
                        l.before(),
                        l.after(),
                        needs,
                        l.group(),
                        l.state(),
                        l.attempts(),
                        l.lost(),
                        l.undo(),
                        l.resultId(),
                        l.user());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        Line line = new Line(
                row.getLong("seq"),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
                row.getString("employee_id"),
                Optional.ofNullable(row.getString("remote_id")),
                row.getBoolean("invitation"),
                Json.attributes(row.getString("before")),
                Json.attributes(row.getString("after")),
                List.of(),
                row.getLong("group_no"),
                State.ofKey(row.getString("state")),
                row.getInt("attempts"),
                row.getBoolean("lost"),
                row.getBoolean("undo"),
                Optional.ofNullable(row.getString("result_id")),
                user(row));
        return new Row(line, List.of((Long[]) row.getArray("needs").getArray()));
    }

    private static Line.Need need(ResultSet row, int number) throws SQLException {
        return new Line.Need(
                row.getLong("seq"),
                State.ofKey(row.getString("state")),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getString("remote_id")),
                Json.attributes(row.getString("after")),
                Optional.ofNullable(row.getString("result_id")));
    }

    private static Optional<TenantUser> user(ResultSet row) throws SQLException {
        @Nullable String id = row.getString("user_id");
        if (id == null) {
            return Optional.empty();
        }
        Map<Attribute, Value> values = new java.util.EnumMap<>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            switch (attribute.kind()) {
                case TEXT -> values.put(attribute, Value.text(row.getString(column(attribute))));
                case SET -> values.put(attribute, Value.items(texts(row.getArray(column(attribute)))));
                case IDENTITY, FLAG -> {
                    // in the user's own fields
                }
            }
        }
        return Optional.of(new TenantUser(
                new TenantUserId(id),
                Optional.ofNullable(row.getString("user_employee_id")).map(EmployeeId::new),
                row.getBoolean("active"),
                new Attributes(values),
                row.getBoolean("untouchable")));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static String column(Attribute attribute) {
        return attribute == Attribute.MEMBERSHIP_TYPE ? "membership_type" : attribute.key();
    }
}
