package dev.rollcall.run;

import dev.rollcall.job.Job;
import dev.rollcall.source.SourceSettings.Mode;
import dev.rollcall.stage.StageOrder;
import dev.rollcall.stage.StageProgress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// How a file of a job is read when no run is made of it.
public final class StagingOrders {
    private StagingOrders() {}

    public static StageOrder check(Job job, Path file, String name) {
        return new StageOrder(
                0,
                job.name().value(),
                file,
                name,
                StageStep.shape(job.source()),
                job.stage(),
                job.source().mode() == Mode.FULL,
                Claims.corrected(job.name().value(), name).isPresent(),
                Optional.empty(),
                OptionalLong.empty(),
                Set.of(),
                StageProgress.NOBODY);
    }
}
