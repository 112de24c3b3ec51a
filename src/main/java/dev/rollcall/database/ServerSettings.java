package dev.rollcall.database;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

/// The settings the embedded server is started with: for bulk COPY and set-based SQL by one worker on one machine.
final class ServerSettings {
    private static final long MIB = 1024L * 1024;

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
}
