package dev.rollcall.database;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The settings the embedded server is started with: for bulk COPY and set-based SQL by one worker on one machine.
final class ServerSettings {
    private static final long MIB = 1024L * 1024;
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    /// In MB: the two hashes of a plan over a million people take 170.
    private static final long ENOUGH_FOR_A_MILLION = 512;

    private ServerSettings() {}

    static List<String> of(int port, Durability durability) {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long memory = machine.getTotalMemorySize() / MIB;
        return Stream.concat(
                        Stream.of(
                                "listen_addresses=127.0.0.1",
                                "port=" + port,
                                "unix_socket_directories=",
                                "cluster_name=rollcall",
                                "max_connections=120",
                                "shared_buffers=%dMB".formatted(Math.clamp(memory / 8, 64, 1024)),
                                "maintenance_work_mem=%dMB".formatted(Math.clamp(memory / 32, 32, 256)),
                                "work_mem=%dMB".formatted(Math.clamp(memory / 256, 8, 64)),
                                "effective_cache_size=%dMB".formatted(Math.max(memory / 2, 128)),
                                "wal_level=minimal",
                                "max_wal_senders=0",
                                "max_wal_size=2GB",
                                "checkpoint_timeout=15min",
                                "random_page_cost=1.1",
                                "jit=off",
                                "max_parallel_workers_per_gather=" + workersOfAQuery(),
                                "client_connection_check_interval=10s",
                                "timezone=UTC",
                                "log_timezone=UTC",
                                "log_checkpoints=off",
                                // rows are personal data: neither statements nor
                                // their details go to the log
                                "log_min_error_statement=panic",
                                "log_error_verbosity=terse"),
                        durability.settings().stream())
                .toList();
    }

    /// A join that several workers do keeps its hash in shared memory: a container has 64 MB of that unless it is given
    /// more, and then the query would fail.
    private static int workersOfAQuery() {
        try {
            return Files.getFileStore(SHARED_MEMORY).getUsableSpace() / MIB < ENOUGH_FOR_A_MILLION ? 0 : 2;
        } catch (IOException notThere) {
            return 0;
        }
    }
}
