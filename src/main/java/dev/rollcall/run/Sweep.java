package dev.rollcall.run;

import dev.rollcall.job.Job;
import dev.rollcall.job.Jobs;
import dev.rollcall.push.Journal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/// What has to be done now and then: mend half claims, let old plans expire, wake jobs, clear away what is kept
/// long enough.
@Component
public class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_CLEARINGS = Duration.ofMinutes(10);
    private static final Duration LEFT = Duration.ofDays(1);

    /// As many as are explained of a person; docs/decisions/explaining.md.
    private static final OldRuns.Room ROOM = new OldRuns.Room(2, People.RUNS, 512L << 20);

    private static final int AT_ONCE = 500;

    private final RunStore store;
    private final OldRuns old;
    private final Journal journal;
    private final Claims claims;
    private final Jobs jobs;
    private final HomeFolder home;
    private final Queue queue;
    private final InstantSource clock;
    private Instant nextClearing = Instant.MIN;

    Sweep(
            RunStore store,
            OldRuns old,
            Journal journal,
            Claims claims,
            Jobs jobs,
            HomeFolder home,
            @Lazy Queue queue,
            InstantSource clock) {
        this.store = store;
        this.old = old;
        this.journal = journal;
        this.claims = claims;
        this.jobs = jobs;
        this.home = home;
        this.queue = queue;
        this.clock = clock;
    }

    public void sweep() {
        claims.mend(GRACE);
        store.expired(clock.instant()).forEach(this::expire);
        store.openJobs().forEach(queue::wake);
        if (!clock.instant().isBefore(nextClearing)) {
            nextClearing = clock.instant().plus(BETWEEN_CLEARINGS);
            jobs.all().values().forEach(this::clear);
        }
    }

    private void expire(long runId) {
        journal.discardAll(runId);
        store.decided(runId, "expire", List.of(), "rollcall", clock.instant());
        store.reopen(runId, Set.of(RunState.PLANNED, RunState.AWAITING_APPROVAL), RunState.PUSHING, Wanted.APPLY);
        store.find(runId).ifPresent(run -> queue.wake(run.job()));
    }

    /// Clears away what the job keeps no longer.
    void clear(Job job) {
        String name = job.name().value();
        Instant now = clock.instant();
        old.bulky(name, ROOM).forEach(old::dropBulk);
        each(name, now.minus(job.retention().reports()), run -> delete(home.reports(name, run.id())));
        each(
                name,
                now.minus(job.retention().archive()),
                run -> run.place().map(home::at).ifPresent(file -> {
                    delete(file);
                    delete(file.resolveSibling(file.getFileName() + ".reason.txt"));
                }));
        each(name, now.minus(job.retention().runs()), run -> old.forget(run.id()));
        leftovers(name, now.minus(LEFT));
    }

    private void each(String job, Instant before, Consumer<Run> use) {
        List<Run> some = old.endedBefore(job, before, 0, AT_ONCE);
        while (!some.isEmpty()) {
            some.forEach(use);
            some = old.endedBefore(job, before, some.getLast().id(), AT_ONCE);
        }
    }

    /// Bodies that were being received when a worker died.
    private void leftovers(String job, Instant before) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home.claimed(job), ".{received,again}-*")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    delete(file);
                }
            }
        } catch (IOException _) {
            // no such folder, or it is looked at again in a while
        }
    }

    private static void delete(Path path) {
        try {
            if (Files.exists(path)) {
                FileSystemUtils.deleteRecursively(path);
            }
        } catch (IOException e) {
            LOG.warn(
                    "{} is kept longer than wanted: it could not be deleted ({})",
                    path,
                    e.getClass().getSimpleName());
        }
    }
}
