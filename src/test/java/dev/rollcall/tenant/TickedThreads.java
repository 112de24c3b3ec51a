package dev.rollcall.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Threads of which one runs at a time, in a time that stands still while one does: when all wait, it goes on to the
/// first that is due. Each wakes later than it asked for, as it is told.
final class TickedThreads implements Waiting {

    static final Instant START = Instant.parse("2026-11-23T02:00:00Z");

    private final Supplier<Duration> late;
    private final PriorityQueue<Sleeper> asleep =
            new PriorityQueue<>(Comparator.comparing(Sleeper::due).thenComparingLong(Sleeper::number));
    private final Semaphore allWait = new Semaphore(0);
    private volatile Instant now = START;
    private long numbers;

    private record Sleeper(Instant due, long number, Semaphore woken) {}

    TickedThreads(Supplier<Duration> late) {
        this.late = late;
    }

    Instant now() {
        return now;
    }

    /// Time that the running thread takes without waiting.
    void passes(Duration span) {
        now = now.plus(span);
    }

    @Override
    public boolean pause(Duration span, CountDownLatch cancelled) {
        sleep(span.plus(late.get()));
        return cancelled.getCount() == 0;
    }

    void sleep(Duration span) {
        Sleeper sleeper = lieDown(now.plus(span));
        allWait.release();
        sleeper.woken().acquireUninterruptibly();
    }

    private Sleeper lieDown(Instant due) {
        var sleeper = new Sleeper(due, numbers++, new Semaphore(0));
        asleep.add(sleeper);
        return sleeper;
    }

    /// Runs all of these until each has ended.
    void run(List<Runnable> threads) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable thread : threads) {
                Sleeper first = lieDown(now);
                running.add(executor.submit(() -> {
                    first.woken().acquireUninterruptibly();
                    try {
                        thread.run();
                    } finally {
                        allWait.release();
                    }
                }));
            }
            while (!asleep.isEmpty()) {
                Sleeper next = asleep.remove();
                now = next.due().isAfter(now) ? next.due() : now;
                next.woken().release();
                allWait.acquireUninterruptibly();
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
