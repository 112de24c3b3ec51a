package dev.rollcall.run;

import dev.rollcall.job.Job;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Report writing as a run needs it.
public interface ReportStage {
    /// Writes (again) all files of a run's report; the folder is there.
    void write(Order order);

    /// @param summary as [Summaries#of] has it
    record Order(Run run, Job job, Map<String, @Nullable Object> summary, Path folder) {}
}
