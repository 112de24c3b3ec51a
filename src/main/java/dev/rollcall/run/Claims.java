package dev.rollcall.run;

import dev.rollcall.job.Job;
import dev.rollcall.source.SourceSettings.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Makes a file a run's own: first the row, then the rename, then the row is shown. What a crash leaves half-way
/// is mended.
@Component
class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
    private static final int LONGEST_NAME = 150;

    private final RunStore store;
    private final Filing filing;
    private final HomeFolder home;
    private final Queue queue;
    private final InstantSource clock;

    Claims(
            RunStore store,
            Filing filing,
            HomeFolder home,
            @org.springframework.context.annotation.Lazy Queue queue,
            InstantSource clock) {
        this.store = store;
        this.filing = filing;
        this.home = home;
        this.queue = queue;
        this.clock = clock;
    }

    /// @return empty where somebody else took the file, or it could not be moved: then it stays where it is
    Optional<Long> claim(Job job, Path file, String name, StartOrder order) {
        OptionalLong corrected = corrected(job.name().value(), name);
        Mode mode = corrected.isPresent()
                ? Mode.DELTA
                : order.mode().orElse(job.source().mode());
        long runId = store.create(new NewRun(
                order.job(),
                order.trigger(),
                mode,
                order.wanted(),
                Optional.of(order.by()),
                order.from(),
                OptionalLong.empty(),
                corrected,
                Optional.of(name),
                true,
                clock.instant()));
        Optional<Path> claimed = filing.claim(file, order.job(), runId, fileName(name));
        if (claimed.isEmpty()) {
            store.withdraw(runId);
            return Optional.empty();
        }
        store.claimed(runId, home.placeOf(claimed.get()));
        queue.wake(order.job());
        return Optional.of(runId);
    }

    /// Shows runs whose file was claimed before a crash, and takes back those whose was not.
    void mend(Duration grace) {
        for (Run run : store.hidden(clock.instant().minus(grace))) {
            String name = run.export().map(Export::name).orElse("");
            Path claimed = home.claimed(run.job()).resolve(run.id() + "-" + fileName(name));
            if (Files.isRegularFile(claimed)) {
                store.claimed(run.id(), home.placeOf(claimed));
                queue.wake(run.job());
                LOG.info("run {} of {} had its file claimed before a crash; it goes on", run.id(), run.job());
            } else {
                store.withdraw(run.id());
            }
        }
    }

    /// The run that a correction file belongs to, by its name.
    static OptionalLong corrected(String job, String name) {
        Matcher matcher = Pattern.compile("corrections-" + Pattern.quote(job) + "-(\\d{1,18})(?!\\d).*", Pattern.DOTALL)
                .matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /// A name that is no path and not longer than a file system takes; its end stays as it is.
    static String fileName(String name) {
        String last = name.replaceAll(".*[/\\\\]", "").replaceAll("\\p{Cntrl}", "_");
        String named = last.isBlank() || last.equals(".") || last.equals("..") ? "export.csv" : last;
        int[] points = named.codePoints().toArray();
        String kept = points.length <= LONGEST_NAME / 3
                ? named
                : new String(points, points.length - LONGEST_NAME / 3, LONGEST_NAME / 3);
        return named.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= LONGEST_NAME ? named : kept;
    }
}
