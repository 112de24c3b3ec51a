package dev.rollcall.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running server and the thread that keeps it running.
///
/// The thread lives as long as the worker: the kernel interrupts the server (a clean, fast shutdown) when the
/// thread that started it ends, so a killed worker leaves none behind. A server that dies is started again.
final class Postmaster {
    /// The cluster is named by the server's working folder and not by its path, because the account it runs as
    /// may be shut out of a folder above, such as a home with mode 0700 of root.
    static final String WORKING_FOLDER = "/proc/self/cwd";

    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final Duration CLEAN_STOP = Duration.ofSeconds(15);
    private static final long LOG_LIMIT = 10L * 1024 * 1024;

    private final ClusterFolder cluster;
    private final Path programs;
    private final Account account;
    private final Durability durability;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread keeper = Thread.ofPlatform().name("postgres").daemon().unstarted(this::keepRunning);
    private volatile @Nullable Process process;

    Postmaster(ClusterFolder cluster, Path programs, Account account, Durability durability) {
        this.cluster = cluster;
        this.programs = programs;
        this.account = account;
        this.durability = durability;
    }

    static ProcessBuilder prepare(Account account, List<String> command, Path folder) {
        var builder = new ProcessBuilder(account.starting(command)).directory(folder.toFile());
        builder.environment().clear(); // PGPORT, PGDATA and the like of the caller mean another server
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("PATH", "/usr/bin:/bin");
        return builder;
    }

    /// Starts the server and waits until it takes connections, recovery included.
    void start() throws InterruptedException {
        keeper.start();
        try {
            firstReady.get();
        } catch (java.util.concurrent.ExecutionException e) {
            keeper.join();
            if (e.getCause() instanceof DatabaseNotStarted notStarted) {
                throw notStarted;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void keepRunning() {
        try {
            do {
                runOnce();
            } while (!stopping.await(BETWEEN_STARTS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (IOException | RuntimeException e) {
            if (!firstReady.completeExceptionally(e)) {
                log.error("The embedded database cannot be started again: {}. Restart Rollcall.", e.getMessage());
            }
        } catch (InterruptedException e) {
            firstReady.completeExceptionally(e);
        }
    }

    private void runOnce() throws IOException, InterruptedException {
        Orphan.clear(cluster);
        if (!firstReady.isDone()) {
            cluster.settlePort();
        }
        rotateLog();
        long logStart = Files.exists(cluster.log()) ? Files.size(cluster.log()) : 0;
        Process started = prepare(account, command(), cluster.data())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(cluster.log().toFile()))
                .start();
        process = started;
        if (stopping.getCount() == 0) {
            Signal.INT.send(started.pid());
        }
        if (awaitReady(started)) {
            firstReady.complete(null);
            int exit = started.waitFor();
            if (stopping.getCount() > 0) {
                log.warn("The embedded database ended by itself (exit code {}); starting it again", exit);
            }
        } else {
            failedStart(StartFailure.tail(cluster.log(), logStart));
        }
    }

    /// A first start that fails is told to the user. Later ones are tried again: the processes of a killed
    /// server need a moment to end, and a full disk can be mended.
    private void failedStart(String said) {
        DatabaseNotStarted failure = StartFailure.explain(cluster.path(), said);
        boolean passing = said.contains("still in use") || said.contains("Address already in use");
        if (!firstReady.isDone() && !passing) {
            throw failure;
        }
        log.warn("The embedded database did not start: {}; trying again", failure.getMessage());
    }

    private boolean awaitReady(Process started) throws InterruptedException {
        int polls = 0;
        while (started.isAlive()) {
            if (isReady(started)) {
                return true;
            }
            if (++polls % (BETWEEN_LINES.toMillis() / POLL.toMillis()) == 0) {
                log.info("Waiting for the embedded database to recover; see {}", cluster.log());
            }
            started.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
        }
        return false;
    }

    /// The server writes its own process number first and its status last, so nobody else's readiness is
    /// mistaken.
    private boolean isReady(Process started) {
        try {
            List<String> lines = Files.readAllLines(cluster.postmasterPid());
            return lines.size() >= 8
                    && lines.getFirst().strip().equals(Long.toString(started.pid()))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> command() {
        List<String> command =
                new ArrayList<>(List.of(programs.resolve("bin/postgres").toString(), "-D", WORKING_FOLDER));
        for (String setting : ServerSettings.of(cluster.port(), durability)) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    private void rotateLog() throws IOException {
        if (Files.exists(cluster.log()) && Files.size(cluster.log()) > LOG_LIMIT) {
            Files.move(cluster.log(), cluster.path().resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Stops the server: fast, then without ceremony.
    void stop() throws IOException, InterruptedException {
        stopping.countDown();
        Process running = process;
        if (running != null && running.isAlive()) {
            Signal.INT.send(running.pid());
            if (!running.waitFor(CLEAN_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn(
                        "The embedded database did not stop in {} s; it recovers at the next start",
                        CLEAN_STOP.toSeconds());
                Signal.QUIT.send(running.pid());
            }
        }
        keeper.join(CLEAN_STOP);
    }
}
