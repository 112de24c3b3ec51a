package dev.rollcall.run;

/// Sees to it that a job's runs are worked on.
public interface Queue {
    /// The job has a run that has not ended.
    void wake(String job);
}
