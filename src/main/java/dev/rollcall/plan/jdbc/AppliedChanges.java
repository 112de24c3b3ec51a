package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Value;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.plan.Reversal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/// What a run has applied, with the people as the job's links and invitations know them now.
record AppliedChanges(JdbcTemplate jdbc, PlanOrder order, long undone) {

    /// A person who was renamed since is found by the IDs that the link had before. The number of a revoked invitation
    /// may be some user's too, so it says nothing.
    private static final String APPLIED = """
            select p.seq, p.action, p.before, p.after, p.global, p.matched_by = 'invitation' as revoked,
                j.result_id is null and p.action = 'create' as invited,
                coalesce(l.employee_id, p.after ->> 'employeeId', p.employee_id) as employee_id,
                coalesce(l.remote_id, j.result_id, p.remote_id) as remote_id, i.invitation_id, sent.after as invited_with,
                l.remote_id is not null or o.invitation_id is not null as here
            from planned_change p
            join journal j on j.run_id = p.run_id and j.seq = p.seq and j.state = 'applied'
            left join lateral (
                select k.employee_id, k.remote_id from link k
                where k.job = ? and (
                    (coalesce(p.matched_by, '') <> 'invitation' and k.remote_id = coalesce(j.result_id, p.remote_id))
                    or coalesce(p.after ->> 'employeeId', p.employee_id) in (k.employee_id)
                    or coalesce(p.after ->> 'employeeId', p.employee_id) = any(k.previous_ids))
                order by k.remote_id is distinct from coalesce(j.result_id, p.remote_id),
                    k.employee_id <> coalesce(p.after ->> 'employeeId', p.employee_id), k.employee_id
                limit 1) l on true
            left join invitation o on o.job = ? and o.employee_id = p.employee_id
            left join lateral (
                select c.after from run r
                join planned_change c on c.run_id = r.run_id and c.employee_id = p.employee_id
                    and c.kind = 'change' and c.action = 'create'
                join journal s on s.run_id = c.run_id and s.seq = c.seq and s.state = 'applied' and s.result_id is null
                where p.matched_by = 'invitation' and r.job = ? and r.run_id < p.run_id
                order by r.run_id desc limit 1) sent on true
            left join invitation i on i.job = ? and i.employee_id = p.employee_id and j.result_id is null
                and p.action = 'create'
            where p.run_id = ? and p.kind = 'change'
            order by p.seq
            """;

    private static final String MOVED_LINKS = """
            insert into planned_link (run_id, employee_id, remote_id, previous_id)
            select ?, p.previous_id, p.remote_id, p.employee_id
            from planned_link p
            where p.run_id = ? and p.previous_id is not null
            """;

    void reverse(Draft draft) {
        Reversal reversal = new Reversal(order.abilities());
        Map<String, String> made = references();
        jdbc.query(
                APPLIED,
                row -> {
                    if (row.getBoolean("revoked") && row.getBoolean("here")) {
                        return; // the person has come since, or was invited again
                    }
                    Reversal.Applied applied = applied(row, made);
                    Reversal.Back back = reversal.of(applied);
                    back.change().ifPresent(draft::add);
                    back.left().forEach(attribute -> draft.leave(applied.employeeId(), attribute, applied.after()));
                },
                order.job(),
                order.job(),
                order.job(),
                order.job(),
                undone);
    }

    /// A rename that made no call moved the link alone; it moves back when the undo is applied.
    void reverseLinks() {
        jdbc.update(MOVED_LINKS, order.runId(), undone);
    }

    private Reversal.Applied applied(ResultSet row, Map<String, String> made) throws SQLException {
        String invitation = row.getString("invitation_id");
        boolean open = row.getBoolean("invited") && invitation != null;
        return new Reversal.Applied(
                Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
                row.getString("employee_id"),
                Optional.ofNullable(open ? invitation : row.getString("remote_id")),
                open || row.getBoolean("revoked"),
                StoredAttributes.of(row.getString("before")),
                resolved(StoredAttributes.of(row.getString("after")), made),
                row.getBoolean("global"),
                Optional.ofNullable(row.getString("invited_with")).map(StoredAttributes::of));
    }

    /// Ids of the tags that the run created itself, by `+` and name.
    private Map<String, String> references() {
        Map<String, String> made = new HashMap<>();
        jdbc.query(
                """
                select p.employee_id, j.result_id from planned_change p join journal j using (run_id, seq)
                where run_id = ? and p.kind = 'reference' and j.result_id is not null
                """,
                row -> {
                    made.put(PlannedChange.NEW_REFERENCE + row.getString("employee_id"), row.getString("result_id"));
                },
                undone);
        return made;
    }

    private static Attributes resolved(Attributes after, Map<String, String> made) {
        Attributes resolved = after;
        for (Map.Entry<Attribute, Value> entry : after.values().entrySet()) {
            if (entry.getValue() instanceof Value.Items(var items)) {
                TreeSet<String> ids = new TreeSet<>();
                items.forEach(item -> ids.add(made.getOrDefault(item, item)));
                resolved = resolved.with(entry.getKey(), Value.items(ids));
            }
        }
        return resolved;
    }
}
