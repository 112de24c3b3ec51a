package dev.rollcall.push.jdbc;

/// Whom the rows of a run name, rejected rows too.
final class Named {

    static final String BY = """
            and (exists (select 1 from staged_row s where s.run_id = %2$s
                         and (s.employee_id = %1$s or s.new_employee_id = %1$s))
                 or exists (select 1 from rejected_row x where x.run_id = %2$s and x.employee_id = %1$s))""";

    private Named() {}
}
