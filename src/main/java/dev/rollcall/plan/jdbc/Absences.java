package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.TenantUser;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.reconcile.Rules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/// The table "Absent people": active users and open invitations that no row names, rejected rows too.
final class Absences {

    /// @param absent linked or invited people whom no row names
    /// @param unmanaged people who would be absent, but whom this job may not touch
    record Counts(long absent, long unmanaged) {}

    /// Narrow rows go through the joins over everybody; the few that are left are then looked at whole.
    private static final String USERS = """
        with unnamed as materialized (
            select u.remote_id, x.u_tid, l.employee_id as linked_id
            from screened x
            join tenant_user u on u.run_id = ? and u.ctid = x.u_tid
            left join link l on l.job = ? and l.remote_id = u.remote_id
            where x.kind = 3
                and not exists (select from pairing p where p.remote_id = u.remote_id)
                and not exists (select from contested c where c.remote_id = u.remote_id)
                and not exists (select from staged_row s where s.run_id = u.run_id and s.employee_id = l.employee_id)
                and not exists (select from staged_row s where s.run_id = u.run_id and s.employee_id = u.employee_id)
        )
        select u.remote_id as u_id, u.employee_id as u_employee_id, u.active as u_active,
            u.untouchable as u_untouchable, u.name as u_name, u.email as u_email, u.phone as u_phone,
            u.username as u_username, u.tags as u_tags, u.organization as u_organization, u.groups as u_groups,
            u.roles as u_roles, u.membership_type as u_membership_type, n.linked_id
        from unnamed n
        join tenant_user u on u.run_id = ? and u.ctid = n.u_tid
        where not exists (select from rejected_row x where x.run_id = u.run_id and (
                x.employee_id = n.linked_id or x.employee_id = u.employee_id%s))
        order by u.remote_id collate "C"
        """;

    private static final String INVITED = """
        select i.employee_id, i.invitation_id from invitation i
        where i.job = ? and i.listed
            and not exists (select from staged_row s where s.run_id = ?
                and (s.employee_id = i.employee_id or coalesce(s.email_key, s.email) = i.email_key))
            and not exists (select from rejected_row x where x.run_id = ?
                and (x.employee_id = i.employee_id or x.email_key = i.email_key))
        order by i.employee_id collate "C"
        """;

    private final JdbcTemplate jdbc;
    private final PlanOrder order;
    private final Deciding deciding;
    private final Draft draft;
    private long absent;
    private long unmanaged;

    Absences(JdbcTemplate jdbc, PlanOrder order, Deciding deciding, Draft draft) {
        this.jdbc = jdbc;
        this.order = order;
        this.deciding = deciding;
        this.draft = draft;
    }

    /// @param users whether the screening left any users who may be absent
    Counts find(boolean users) {
        if (order.full()) {
            if (users) {
                jdbc.query(USERS.formatted(presence()), this::user, order.runId(), order.job(), order.runId());
            }
            jdbc.query(INVITED, this::invited, order.job(), order.runId(), order.runId());
        }
        return new Counts(absent, unmanaged);
    }

    /// A rejected row also makes those present whom its e-mail, phone or user name would have matched.
    private String presence() {
        List<String> matches = new ArrayList<>();
        for (Attribute rule : order.rules().match()) {
            if (rule == Attribute.EMAIL) {
                matches.add("(x.email_key <> '' and x.email_key = coalesce(u.email_key, u.email))");
            } else if (rule == Attribute.PHONE) {
                matches.add("(x.phone <> '' and x.phone = coalesce(u.phone_key, u.phone))");
            } else if (rule == Attribute.USERNAME) {
                matches.add("(x.username <> '' and x.username = u.username)");
            }
        }
        return matches.isEmpty() ? "" : " or " + String.join(" or ", matches);
    }

    private void user(ResultSet row) throws SQLException {
        TenantUser user = CandidateRow.user(row, "u_", order.abilities());
        String linked = row.getString("linked_id");
        if (linked != null) {
            absent++;
        }
        if (!order.deactivatesAbsent()) {
            return;
        }
        boolean managed = linked != null || order.rules().absentScope() == Rules.AbsentScope.ALL;
        if (!managed || deciding.isProtected(user)) {
            unmanaged++;
            return;
        }
        String employeeId = linked != null
                ? linked
                : user.employeeId().map(id -> id.value()).orElse(user.id().value());
        draft.absent(employeeId, user.id().value(), linked != null ? "link" : "");
    }

    private void invited(ResultSet row) throws SQLException {
        absent++;
        if (order.deactivatesAbsent()) {
            draft.absent(row.getString("employee_id"), row.getString("invitation_id"), Draft.INVITATION);
        }
    }
}
