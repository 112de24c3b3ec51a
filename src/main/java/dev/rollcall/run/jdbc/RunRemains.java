package dev.rollcall.run.jdbc;

import static dev.rollcall.run.jdbc.Columns.timestamp;

import dev.rollcall.run.OldRuns;
import dev.rollcall.run.Run;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Clears away what old runs left in the tables.
@Component
final class RunRemains implements OldRuns {
    private static final List<String> TABLES = List.of(
            "finding",
            "rejected_row",
            "tenant_reference",
            "journal",
            "gate",
            "planned_change",
            "planned_header",
            "push_turn",
            "plan",
            "decision",
            "run_key",
            "run");

    private static final List<String> STEPS = List.of(
            """
                    delete from batch_step_execution_context where step_execution_id in
                        (select step_execution_id from batch_step_execution where job_execution_id = :execution)""",
            "delete from batch_step_execution where job_execution_id = :execution",
            "delete from batch_job_execution_context where job_execution_id = :execution",
            "delete from batch_job_execution_params where job_execution_id = :execution",
            """
                    with gone as (delete from batch_job_execution where job_execution_id = :execution
                        returning job_instance_id)
                    delete from batch_job_instance i where job_instance_id in (select job_instance_id from gone)
                        and not exists (select 1 from batch_job_execution e
                            where e.job_instance_id = i.job_instance_id and e.job_execution_id <> :execution)""");

    private final JdbcClient jdbc;

    RunRemains(DataSource source) {
        this.jdbc = JdbcClient.create(source);
    }

    @Override
    public List<Run> endedBefore(String job, Instant time, long after, int limit) {
        return jdbc.sql("select " + Columns.ALL + """
                         from run where job = :job and run_id > :after and state = any(:ends) and finished_at < :time
                        order by run_id limit :limit""")
                .param("job", job)
                .param("after", after)
                .param("ends", JdbcRunStore.ENDS)
                .param("time", timestamp(time))
                .param("limit", limit)
                .query(Columns::run)
                .list();
    }

    @Override
    public List<Long> bulky(String job, Room room) {
        return jdbc.sql("""
                        with big as (
                            select run_id, coalesce(pg_total_relation_size(to_regclass('staged_row_' || run_id)), 0)
                                + coalesce(pg_total_relation_size(to_regclass('tenant_user_' || run_id)), 0) as bytes
                            from run
                            where job = :job and finished_at is not null
                                and (to_regclass('staged_row_' || run_id) is not null
                                    or to_regclass('tenant_user_' || run_id) is not null)),
                        newest_first as (
                            select run_id, row_number() over newer as place, sum(bytes) over newer as sum
                            from big window newer as (order by run_id desc))
                        select run_id from newest_first
                        where place > :most or (place > :least and sum > :bytes)
                        order by run_id""")
                .param("job", job)
                .param("least", room.least())
                .param("most", room.most())
                .param("bytes", room.bytes())
                .query(Long.class)
                .list();
    }

    @Override
    public void dropBulk(long runId) {
        jdbc.sql("drop table if exists staged_row_" + runId).update();
        jdbc.sql("drop table if exists tenant_user_" + runId).update();
        for (String table : List.of("staged_words", "open_invitation")) {
            jdbc.sql("delete from " + table + " where run_id = :run")
                    .param("run", runId)
                    .update();
        }
    }

    @Override
    public void forget(long runId) {
        dropBulk(runId);
        forgetSteps(runId);
        TABLES.forEach(table -> jdbc.sql("delete from " + table + " where run_id = :run")
                .param("run", runId)
                .update());
    }

    @Override
    public void forgetPeople(String job) {
        for (String table : List.of("link", "invitation", "own_value", "baseline")) {
            jdbc.sql("delete from " + table + " where job = :job")
                    .param("job", job)
                    .update();
        }
    }

    /// What Batch noted of the run's steps.
    private void forgetSteps(long runId) {
        List<Long> executions = jdbc.sql("""
                        select job_execution_id from batch_job_execution_params
                        where parameter_name = 'runId' and parameter_value = :run""")
                .param("run", Long.toString(runId))
                .query(Long.class)
                .list();
        for (long execution : executions) {
            for (String statement : STEPS) {
                jdbc.sql(statement).param("execution", execution).update();
            }
        }
    }
}
