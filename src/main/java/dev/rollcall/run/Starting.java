package dev.rollcall.run;

import dev.rollcall.job.Job;
import dev.rollcall.job.JobName;
import dev.rollcall.job.Jobs;
import dev.rollcall.run.RunRefused.Kind;
import dev.rollcall.source.Pulls;
import dev.rollcall.source.SourceSettings;
import dev.rollcall.source.SourceSettings.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/// From a wish to a run row with its export claimed.
@Component
class Starting {
    private static final Duration KEY_KEPT = Duration.ofHours(24);
    private static final Duration KEY_AWAITED = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int LOOKS_FOR_UNDO = 50;
    private static final String NOTHING = "empty";

    private final Jobs jobs;
    private final RunStore store;
    private final RunKeys keys;
    private final RunLock locks;
    private final Claims claims;
    private final InboxFolder inbox;
    private final HomeFolder home;
    private final PullPlan pulls;
    private final Queue queue;
    private final InstantSource clock;

    Starting(
            Jobs jobs,
            RunStore store,
            RunKeys keys,
            RunLock locks,
            Claims claims,
            InboxFolder inbox,
            HomeFolder home,
            PullPlan pulls,
            @Lazy Queue queue,
            InstantSource clock) {
        this.jobs = jobs;
        this.store = store;
        this.keys = keys;
        this.locks = locks;
        this.claims = claims;
        this.inbox = inbox;
        this.home = home;
        this.pulls = pulls;
        this.queue = queue;
        this.clock = clock;
    }

    long start(StartOrder order) {
        Job job = job(order.job());
        if (order.key().isEmpty()) {
            return made(job, order);
        }
        String key = order.key().get();
        try (var _ = keyed(order.job(), key)) {
            String digest = order.upload().map(StartOrder.Upload::sha256).orElse(NOTHING);
            return startedWith(order.job(), key, digest).orElseGet(() -> {
                long runId = made(job, order);
                keys.keep(order.job(), key, new RunKeys.Keyed(runId, digest), clock.instant());
                return runId;
            });
        }
    }

    private long made(Job job, StartOrder order) {
        return order.from().isPresent() ? again(job, order) : fresh(job, order);
    }

    /// Two calls with one key are one call and its repetition, also where they come at the same time.
    private RunLock.Held keyed(String job, String key) {
        String both = "key " + job + " " + key;
        Instant last = clock.instant().plus(KEY_AWAITED);
        Optional<RunLock.Held> held = locks.tryLock(both);
        while (held.isEmpty() && clock.instant().isBefore(last)) {
            pause();
            held = locks.tryLock(both);
        }
        return held.orElseThrow(() -> new RunRefused(
                Kind.CONFLICT,
                "IDEMPOTENCY_KEY_IN_USE",
                "another call with this Idempotency-Key is being answered; send this one again in a while"));
    }

    List<Long> takeWaiting(String name, String by) {
        Job job = job(name);
        if (!(job.source() instanceof SourceSettings.Csv csv)) {
            return List.of();
        }
        return take(
                job,
                order(name, Trigger.INBOX, by),
                inbox.look(name, csv.settle()).complete());
    }

    /// A run that plans to take back what another one applied; waits a moment for its plan.
    long undo(Run undone, String by) {
        Job job = job(undone.job());
        long runId = store.create(new NewRun(
                job.name().value(),
                Trigger.UNDO,
                SourceSettings.Mode.DELTA,
                Wanted.PLAN,
                Optional.of(by),
                OptionalLong.empty(),
                OptionalLong.of(undone.id()),
                OptionalLong.empty(),
                Optional.empty(),
                false,
                clock.instant()));
        queue.wake(undone.job());
        for (int look = 0; look < LOOKS_FOR_UNDO && !isPlanned(runId); look++) {
            pause();
        }
        return runId;
    }

    private boolean isPlanned(long runId) {
        return store.find(runId).filter(run -> run.state().isEnd()).isPresent();
    }

    private Job job(String name) {
        Optional<Job> job = name.matches(JobName.PATTERN) ? jobs.find(new JobName(name)) : Optional.empty();
        if (job.isEmpty()) {
            throw RunRefused.noJob(name);
        }
        if (!job.get().enabled()) {
            throw new RunRefused(
                    Kind.CONFLICT,
                    "JOB_DISABLED",
                    "the job " + name + " is not enabled; set enabled: true in its file");
        }
        return job.get();
    }

    private Optional<Long> startedWith(String job, String key, String digest) {
        return keys.find(job, key, clock.instant().minus(KEY_KEPT)).map(keyed -> {
            if (!keyed.digest().equals(digest)) {
                throw new RunRefused(
                        Kind.INVALID,
                        "IDEMPOTENCY_KEY_REUSED",
                        "this Idempotency-Key started run " + keyed.runId()
                                + " with another body; use a new key for another export");
            }
            return keyed.runId();
        });
    }

    private long fresh(Job job, StartOrder order) {
        if (order.upload().isPresent() && Pulls.givesRecords(job.source())) {
            throw new RunRefused(
                    Kind.INVALID,
                    "SOURCE_IS_PULLED",
                    "the job " + order.job()
                            + " pulls its export from its source and takes no file; send an empty body");
        }
        if (order.upload().isPresent()) {
            return adopt(
                    job,
                    order,
                    order.upload().get().file(),
                    order.upload().get().name());
        }
        if (job.source() instanceof SourceSettings.Csv csv) {
            return waiting(job, order, csv.settle());
        }
        return pulled(job, order);
    }

    private long adopt(Job job, StartOrder order, Path file, String name) {
        return claims.claim(job, file, Claims.fileName(name), order)
                .orElseThrow(() -> new RunRefused(
                        Kind.CONFLICT,
                        "EXPORT_NOT_STORED",
                        "the export could not be put into the inbox; see that the home folder has space"));
    }

    /// Files that are still settling are waited for.
    private long waiting(Job job, StartOrder order, Duration settle) {
        int looks = Math.toIntExact(settle.plusSeconds(1).dividedBy(LOOK_AGAIN)) + 1;
        for (int look = 0; look < looks; look++) {
            InboxFolder.Found found = inbox.look(order.job(), settle);
            List<Long> runs = take(job, order, found.complete());
            if (!runs.isEmpty()) {
                return runs.getFirst();
            }
            if (found.settling() == 0) {
                break;
            }
            pause();
        }
        throw new RunRefused(
                Kind.CONFLICT,
                "NO_EXPORT",
                "no complete export waits in " + home.inbox(order.job())
                        + "; drop a file there or send one as the body");
    }

    private List<Long> take(Job job, StartOrder order, List<Path> files) {
        var runs = new ArrayList<Long>();
        for (Path file : files) {
            claims.claim(job, file, file.getFileName().toString(), order).ifPresent(runs::add);
        }
        return runs;
    }

    private long pulled(Job job, StartOrder order) {
        long runId = store.create(new NewRun(
                order.job(),
                order.trigger(),
                order.mode().orElseGet(() -> pulls.mode(job)),
                order.wanted(),
                Optional.of(order.by()),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of(PullPlan.exportName(job)),
                false,
                clock.instant()));
        queue.wake(order.job());
        return runId;
    }

    private long again(Job job, StartOrder order) {
        long from = order.from().orElseThrow();
        Run source =
                store.find(from).filter(run -> run.job().equals(order.job())).orElseThrow(() -> RunRefused.noRun(from));
        Path file = source.place()
                .map(home::at)
                .filter(Files::isRegularFile)
                .orElseThrow(() -> new RunRefused(
                        Kind.CONFLICT,
                        "NO_EXPORT",
                        "the export of run " + from + " is not kept any more; send it as the body"));
        Path copy = home.claimed(order.job()).resolve(".again-" + UUID.randomUUID());
        try {
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        } catch (IOException e) {
            throw new UncheckedIOException("the export of run " + from + " could not be copied", e);
        }
        return adopt(
                job,
                sameMode(job, order, source),
                copy,
                source.export().map(Export::name).orElse("export.csv"));
    }

    /// What was pulled as changes alone never becomes a list of everybody.
    private static StartOrder sameMode(Job job, StartOrder order, Run source) {
        if (job.source() instanceof SourceSettings.Csv) {
            return order;
        }
        if (order.mode().filter(m -> m == Mode.FULL).isPresent() && source.mode() == Mode.DELTA) {
            throw new RunRefused(
                    Kind.INVALID,
                    "EXPORT_IS_DELTA",
                    "run " + source.id() + " pulled only a part of the people; it cannot be run as mode=full. Start a"
                            + " run that pulls, with mode=full");
        }
        return new StartOrder(
                order.job(),
                order.trigger(),
                order.upload(),
                order.mode().or(() -> Optional.of(source.mode())),
                order.wanted(),
                order.from(),
                order.key(),
                order.by());
    }

    private static StartOrder order(String job, Trigger trigger, String by) {
        return new StartOrder(
                job,
                trigger,
                Optional.empty(),
                Optional.empty(),
                Wanted.APPLY,
                OptionalLong.empty(),
                Optional.empty(),
                by);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
