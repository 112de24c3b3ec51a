package dev.rollcall.run.jdbc;

import dev.rollcall.job.Job;
import dev.rollcall.job.JobName;
import dev.rollcall.job.Jobs;
import dev.rollcall.run.ArchivedRows;
import dev.rollcall.run.People;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class JdbcPeople implements People {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Jobs jobs;
    private final ArchivedRows archived;

    JdbcPeople(DataSource source, PlatformTransactionManager transactions, Jobs jobs, ArchivedRows archived) {
        this.jdbc = JdbcClient.create(source);
        this.transaction = new TransactionTemplate(transactions);
        this.jobs = jobs;
        this.archived = archived;
    }

    @Override
    public Optional<Map<String, @Nullable Object>> find(String job, String employeeId) {
        var rows = new PersonRows(jdbc, job, employeeId);
        var link = rows.link();
        var invitation = rows.invitation();
        boolean known = link.isPresent() || invitation.isPresent();
        var explaining = new Explaining(rows, rules(job), runId -> archived.read(runId, employeeId));
        List<Map<String, @Nullable Object>> runs = rows.runs(RUNS).stream()
                .map(run -> explaining.of(run, known))
                .flatMap(Optional::stream)
                .toList();
        if (runs.isEmpty() && !known) {
            return Optional.empty();
        }
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("job", job);
        all.put("employeeId", employeeId);
        all.put("link", link.orElse(null));
        all.put("invitation", invitation.orElse(null));
        all.put("lastRecord", first(runs, "record"));
        all.put("explanation", first(runs, "why"));
        all.put("runs", runs);
        return Optional.of(all);
    }

    private Optional<dev.rollcall.reconcile.Rules> rules(String job) {
        return job.matches(JobName.PATTERN) ? jobs.find(new JobName(job)).map(Job::rules) : Optional.empty();
    }

    private static @Nullable Object first(List<Map<String, @Nullable Object>> runs, String key) {
        return runs.stream()
                .map(run -> run.get(key))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public boolean isUnderWay(String job, String employeeId) {
        return jdbc.sql("""
                        select exists (select 1 from planned_change c join run r using (run_id)
                            join journal j using (run_id, seq)
                            where r.job = :job and c.employee_id = :id and j.state in ('sent', 'unknown'))""")
                .param("job", job)
                .param("id", employeeId)
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean erase(String job, String employeeId) {
        return Boolean.TRUE.equals(transaction.execute(status -> new Erasing(jdbc, job, employeeId).erase()));
    }
}
