package dev.rollcall.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All jobs, as their files say at this moment.
public interface Jobs {

    /// Jobs whose file is good, by name.
    Map<JobName, Job> all();

    Optional<Job> find(JobName name);

    /// Faults by job file, for files that are bad; a bad file disables only its own job.
    Map<JobName, List<JobProblem>> problems();

    /// Called with every job that came, changed or went, after the change was taken up.
    void onChange(Runnable listener);
}
