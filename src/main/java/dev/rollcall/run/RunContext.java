package dev.rollcall.run;

import dev.rollcall.job.Job;
import dev.rollcall.person.Attribute;
import dev.rollcall.tenant.TenantLine;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One run while a worker works on it.
final class RunContext implements AutoCloseable {
    private final Run run;
    private final Job job;
    private final BooleanSupplier stopping;
    private final RunLock.Held lock;
    private final Supplier<TenantLine> opening;
    private volatile @Nullable TenantLine line;
    private volatile @Nullable Runnable interruption;
    private volatile @Nullable RunEnd end;
    private volatile boolean paused;
    private volatile boolean lost;
    private boolean reported;
    private boolean pushed;
    private Map<Attribute, String> headers = Map.of();
    private Map<String, Long> noted = Map.of();

    RunContext(Run run, Job job, BooleanSupplier stopping, RunLock.Held lock, Supplier<TenantLine> opening) {
        this.run = run;
        this.job = job;
        this.stopping = stopping;
        this.lock = lock;
        this.opening = opening;
    }

    Run run() {
        return run;
    }

    long runId() {
        return run.id();
    }

    Job job() {
        return job;
    }

    RunLock.Held lock() {
        return lock;
    }

    /// The line to the tenant, opened when it is first needed.
    synchronized TenantLine line() {
        TenantLine open = line;
        if (open == null) {
            open = opening.get();
            line = open;
        }
        return open;
    }

    /// Whether the worker is being stopped, or lost the run to whoever takes it next.
    boolean isStopping() {
        return stopping.getAsBoolean() || lost;
    }

    /// Looks whether nobody else can be at this run; asks the database.
    ///
    /// @return false where the lock went with its session: then the run is let go of
    boolean isStillOurs() {
        lost = lost || !lock.isHeld();
        return !lost;
    }

    /// What else stops when the run is interrupted.
    void interruptedBy(Runnable also) {
        interruption = also;
    }

    /// Lets nobody call the tenant any more.
    void interrupt() {
        Runnable also = interruption;
        if (also != null) {
            also.run();
        }
        TenantLine open = line;
        if (open != null) {
            open.cancel();
        }
    }

    Optional<RunEnd> end() {
        return Optional.ofNullable(end);
    }

    void endWith(RunEnd wanted) {
        end = wanted;
    }

    /// The run is left as it is, to be gone on with later.
    void pause() {
        paused = true;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isReported() {
        return reported;
    }

    void reported() {
        reported = true;
    }

    /// Whether the push step went through.
    boolean isPushed() {
        return pushed;
    }

    void pushed() {
        pushed = true;
    }

    /// Each mapped attribute's header as HR knows it; known once the export was staged.
    Map<Attribute, String> headers() {
        return headers;
    }

    void headers(Map<Attribute, String> known) {
        headers = Map.copyOf(known);
    }

    /// Calls made through the line so far.
    Map<String, Long> calls() {
        TenantLine open = line;
        if (open == null) {
            return Map.of();
        }
        TenantLine.Calls calls = open.calls();
        return Map.of("read", calls.read(), "write", calls.write(), "retried", calls.retried());
    }

    /// Has the calls kept that were made since this was last done.
    ///
    /// @param keep where it fails, the calls are kept with the next ones
    synchronized void keepCalls(Consumer<Map<String, Long>> keep) {
        Map<String, Long> now = calls();
        var fresh = new java.util.TreeMap<String, Long>();
        now.forEach((kind, count) -> fresh.put(kind, count - noted.getOrDefault(kind, 0L)));
        if (fresh.values().stream().anyMatch(count -> count > 0)) {
            keep.accept(fresh);
        }
        noted = now;
    }

    @Override
    public void close() {
        TenantLine open = line;
        if (open != null) {
            open.close();
        }
    }
}
