package dev.rollcall.run;

import dev.rollcall.run.RunExecution.Went;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Works through one job's runs, oldest first, one at a time.
@Component
public class Worker {
    private final RunStore store;
    private final RunLock locks;
    private final RunExecution execution;
    private final ActiveRuns active;

    Worker(RunStore store, RunLock locks, RunExecution execution, ActiveRuns active) {
        this.store = store;
        this.locks = locks;
        this.execution = execution;
        this.active = active;
    }

    /// @return whether all of the job's runs have ended; false where some are to be taken up later
    public boolean work(String job) {
        Optional<RunLock.Held> lock = locks.tryLock(job);
        if (lock.isEmpty()) {
            return false;
        }
        try (var _ = lock.get()) {
            while (!active.isStopping()) {
                Optional<Run> next = store.nextOpen(job);
                if (next.isEmpty()) {
                    return true;
                }
                if (execution.go(next.get(), lock.get()) == Went.PAUSED) {
                    return false;
                }
            }
            return false;
        }
    }

    /// Takes new work.
    public void start() {
        active.resume();
    }

    /// Takes no new work; what is under way comes to rest.
    public void stop() {
        active.stop();
    }
}
