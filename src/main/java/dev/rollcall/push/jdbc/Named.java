package dev.rollcall.push.jdbc;

/// Whom the rows of a run name, rejected rows too, and whom nobody has named since.
final class Named {

    static final String BY = """
            and (exists (select 1 from staged_row s where s.run_id = %2$s
                         and (s.employee_id = %1$s or s.new_employee_id = %1$s))
                 or exists (select 1 from rejected_row x where x.run_id = %2$s and x.employee_id = %1$s))""";

    /// Nobody has decided about the person of `p` after its run, up to a given run: no row and no plan of a run that
    /// was
    /// to be applied. Takes that run's number.
    static final String UNTIL = """
            and not exists (select 1 from run o join run n on n.job = o.job and n.run_id > o.run_id
                     and n.run_id <= %1$d and n.wanted = 'apply'
                    where o.run_id = p.run_id and (
                        exists (select 1 from planned_change q
                                 where q.run_id = n.run_id and q.employee_id = p.employee_id)
                        or exists (select 1 from staged_row s where s.run_id = n.run_id
                                    and (s.employee_id = p.employee_id or s.new_employee_id = p.employee_id))
                        or exists (select 1 from rejected_row x
                                    where x.run_id = n.run_id and x.employee_id = p.employee_id)))""";

    private Named() {}
}
