package dev.rollcall.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a killed worker may leave behind in `postmaster.pid`: a server that still runs, a dead one nobody has
/// reaped, or the number of a process that has nothing to do with it.
final class Orphan {
    private static final Logger log = LoggerFactory.getLogger(Orphan.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Orphan() {}

    /// Clears the way for a new server on this cluster.
    static void clear(ClusterFolder cluster) throws IOException, InterruptedException {
        Optional<ProcessHandle> found = firstLine(cluster.postmasterPid()).flatMap(ProcessHandle::of);
        if (found.isEmpty()) {
            return; // no file, or its process is gone: PostgreSQL itself checks what is left of that one
        }
        ProcessHandle process = found.get();
        if (runsIn(process, cluster.data())) {
            log.info("Stopping the database that an earlier worker left running (process {})", process.pid());
            stop(process);
        }
        if (!runsIn(process, cluster.data())) {
            Files.deleteIfExists(cluster.postmasterPid());
        }
    }

    static Optional<Long> firstLine(Path pidFile) {
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(lines.getFirst().strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// A postmaster's working folder is its cluster; a zombie has none, and another user's process is not ours.
    private static boolean runsIn(ProcessHandle process, Path data) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/%d/cwd".formatted(process.pid())))
                    .equals(data);
        } catch (IOException e) {
            return false;
        }
    }

    private static void stop(ProcessHandle process) throws IOException, InterruptedException {
        for (Signal signal : List.of(Signal.INT, Signal.QUIT, Signal.KILL)) {
            signal.send(process.pid());
            if (ended(process)) {
                return;
            }
        }
    }

    private static boolean ended(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }
}
