package bench;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// CPU seconds that processes have used. On a machine with other work they say more than the clock does.
///
/// @param worker without the database that runs below it
record Cpu(double worker, double database, double tenant) {
    static final Cpu NONE = new Cpu(0, 0, 0);

    /// Of a worker and the embedded database.
    static Cpu ofWorker(Process worker) {
        double database = worker.descendants().mapToDouble(Cpu::seconds).sum();
        return new Cpu(seconds(worker.toHandle()), database, 0);
    }

    static Cpu ofTenant(Process tenant) {
        return new Cpu(0, 0, seconds(tenant.toHandle()));
    }

    private static double seconds(ProcessHandle process) {
        Optional<Duration> used = process.info().totalCpuDuration();
        return used.map(Duration::toMillis).orElse(0L) / 1000.0;
    }

    Cpu plus(Cpu other) {
        return new Cpu(worker + other.worker, database + other.database, tenant + other.tenant);
    }

    Cpu minus(Cpu other) {
        return new Cpu(worker - other.worker, database - other.database, tenant - other.tenant);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "worker %.1f, database %.1f, tenant %.1f", worker, database, tenant);
    }
}
