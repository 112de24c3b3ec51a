package dev.rollcall.run;

import dev.rollcall.job.Job;
import dev.rollcall.job.JobName;
import dev.rollcall.job.Jobs;
import dev.rollcall.source.Pulls;
import dev.rollcall.source.SourceUnavailable;
import dev.rollcall.source.ndjson.Archive;
import dev.rollcall.stage.RowSearch;
import dev.rollcall.stage.StageOrder;
import dev.rollcall.stage.StageProgress;
import dev.rollcall.stage.StagedRow;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/// Rows of runs whose staged rows were cleared away: read again from the archived export, by the job file of today.
@Component
public class ArchivedRows {
    private final RunStore store;
    private final Jobs jobs;
    private final HomeFolder home;
    private final StagingOrders orders;
    /// A large export takes seconds and a core: one at a time.
    private final ReentrantLock reading = new ReentrantLock();

    ArchivedRows(RunStore store, Jobs jobs, HomeFolder home, StagingOrders orders) {
        this.store = store;
        this.jobs = jobs;
        this.home = home;
        this.orders = orders;
    }

    /// What an archived export says of a person.
    ///
    /// @param row empty where no accepted row is the person's
    public record Read(Optional<StagedRow> row) {}

    /// @return empty where the export is not kept any more, or cannot be read any more
    public Optional<Read> read(long runId, String employeeId) {
        Optional<Run> run = store.find(runId);
        Optional<Job> job = run.map(Run::job)
                .filter(name -> name.matches(JobName.PATTERN))
                .flatMap(name -> jobs.find(new JobName(name)));
        Optional<Path> file = run.flatMap(Run::place).map(home::at).filter(Files::isRegularFile);
        if (job.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        reading.lock();
        try {
            return Optional.of(new Read(row(run.orElseThrow(), job.get(), file.get(), employeeId)));
        } catch (SourceUnavailable | UncheckedIOException _) {
            return Optional.empty(); // deleted, or cut, while it was read
        } finally {
            reading.unlock();
        }
    }

    private Optional<StagedRow> row(Run run, Job job, Path file, String employeeId) {
        StageOrder order = orders.of(run, job, file, StageProgress.NOBODY);
        return Pulls.givesRecords(job.source())
                ? RowSearch.in(order, new Archive(file), employeeId)
                : RowSearch.in(order, employeeId);
    }
}
