package dev.rollcall.run.jdbc;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Clears away what old runs left in the tables.
final class RunRemains {
    private static final List<String> TABLES = List.of(
            "finding",
            "rejected_row",
            "tenant_reference",
            "journal",
            "gate",
            "planned_change",
            "plan",
            "decision",
            "run_key",
            "run");

    private final JdbcClient jdbc;

    RunRemains(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Long> bulky(String job, int keep) {
        return jdbc.sql("""
                        select run_id from run r
                        where job = :job and finished_at is not null
                            and (to_regclass('staged_row_' || run_id) is not null
                                or to_regclass('tenant_user_' || run_id) is not null)
                        order by run_id desc offset :keep""")
                .param("job", job)
                .param("keep", keep)
                .query(Long.class)
                .list();
    }

    void dropBulk(long runId) {
        jdbc.sql("drop table if exists staged_row_" + runId).update();
        jdbc.sql("drop table if exists tenant_user_" + runId).update();
    }

    void forget(long runId) {
        dropBulk(runId);
        TABLES.forEach(table -> jdbc.sql("delete from " + table + " where run_id = :run")
                .param("run", runId)
                .update());
    }
}
