package dev.rollcall.run.jdbc;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Takes a person out of every table. Rows that are counted stay, without anything that says whose they were, so that
/// the numbers of past runs still add up.
record Erasing(JdbcClient jdbc, String job, String employeeId) {

    private static final String OF_JOB = "run_id in (select run_id from run where job = :job)";

    boolean erase() {
        List<String> users = jdbc.sql("""
                        select remote_id from link where job = :job and (employee_id = :id or :id = any(previous_ids))
                        union
                        select coalesce(j.result_id, c.remote_id) from planned_change c
                        join journal j using (run_id, seq)
                        where c.employee_id = :id and coalesce(j.result_id, c.remote_id) is not null
                            and run_id in (select run_id from run where job = :job)""")
                .param("job", job)
                .param("id", employeeId)
                .query(String.class)
                .list();
        long gone = snapshots(users);
        gone += changes();
        gone += update("delete from own_value where job = :job and remote_id = any(:users)", users);
        gone += update("delete from link where job = :job and (employee_id = :id or :id = any(previous_ids))", users);
        gone += update("""
                delete from open_invitation o where (
                    exists (select from invitation i where i.job = :job and i.employee_id = :id
                        and (i.invitation_id = o.invitation_id or i.email_key = o.email_key))
                    or exists (select from staged_row s where s.run_id = o.run_id and s.employee_id = :id
                        and coalesce(s.email_key, s.email) = o.email_key)) and\s""" + OF_JOB, users);
        gone += update("delete from invitation where job = :job and employee_id = :id", users);
        gone += update("delete from planned_link where (employee_id = :id or previous_id = :id) and " + OF_JOB, users);
        gone += update("""
                update staged_row set employee_id = 'erased-' || line, new_employee_id = null, name = null,
                    name_key = null, email = null, email_key = null, phone = null, username = null, tags = null,
                    organization = null, groups = null, roles = null, membership_type = null
                where (employee_id = :id or new_employee_id = :id) and\s""" + OF_JOB, users);
        // planning finds out by itself, from the rows that are left, what was gathered of all
        update("delete from staged_words where " + OF_JOB, users);
        gone += update("""
                update rejected_row set employee_id = null, email_key = null, phone = null, username = null
                where employee_id = :id and\s""" + OF_JOB, users);
        gone += update("""
                update finding set employee_id = null, value = '', facts = '{}'
                where employee_id = :id and\s""" + OF_JOB, users);
        return gone > 0;
    }

    /// Users of the snapshots that are still kept; linked ones and those with the person's ID.
    private long snapshots(List<String> users) {
        return update(
                "delete from tenant_user where (remote_id = any(:users) or employee_id = :id) and " + OF_JOB, users);
    }

    /// What was still to be done for the person is given up; what was done keeps its action and outcome alone.
    private long changes() {
        update("""
                update journal j set state = case when j.state in ('held', 'pending') then 'discarded' else j.state end,
                    remote_message = null, result_id = null
                from planned_change c
                where c.run_id = j.run_id and c.seq = j.seq and c.employee_id = :id and c.kind <> 'reference'
                    and j.run_id in (select run_id from run where job = :job)""", List.of());
        return update("""
                update planned_change set employee_id = 'erased', remote_id = null, before = '{}', after = '{}'
                where kind <> 'reference' and (employee_id = :id or after ->> 'employeeId' = :id) and\s""" + OF_JOB, List.of());
    }

    private long update(String sql, List<String> users) {
        return jdbc.sql(sql)
                .param("job", job)
                .param("id", employeeId)
                .param("users", users.toArray(String[]::new))
                .update();
    }
}
