package dev.rollcall.run;

import dev.rollcall.job.Job;
import dev.rollcall.source.Pulls;
import dev.rollcall.source.SourceSettings;
import dev.rollcall.source.SourceSettings.Mode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Decides whether a pull asks for everything or for what changed, and what the export is called.
@Component
class PullPlan {
    private final Watermarks watermarks;
    private final InstantSource clock;

    PullPlan(Watermarks watermarks, InstantSource clock) {
        this.watermarks = watermarks;
        this.clock = clock;
    }

    /// The mode of a run that nobody gave one.
    Mode mode(Job job) {
        return isIncremental(job) && !isEverythingDue(job)
                ? Mode.DELTA
                : job.source().mode();
    }

    /// What a run asks for: changes since this time, or (empty) everything.
    Optional<Instant> since(Job job, Mode mode) {
        boolean incremental = isIncremental(job) && mode == Mode.DELTA;
        boolean everything = job.source().mode() == Mode.DELTA && isEverythingDue(job);
        return incremental && !everything ? watermarks.newest(job.name().value()) : Optional.empty();
    }

    static String exportName(Job job) {
        return job.name().value() + (Pulls.givesRecords(job.source()) ? ".ndjson.gz" : ".csv");
    }

    private static boolean isIncremental(Job job) {
        return job.source() instanceof SourceSettings.Http http && http.since().isPresent();
    }

    private boolean isEverythingDue(Job job) {
        return job.source() instanceof SourceSettings.Http http
                && watermarks
                        .newestOfEverything(job.name().value())
                        .map(last -> !last.plus(http.fullEvery()).isAfter(clock.instant()))
                        .orElse(true);
    }
}
