package dev.rollcall.run;

import dev.rollcall.job.Job;
import dev.rollcall.source.CsvShape;
import dev.rollcall.source.SourceSettings;
import dev.rollcall.source.SourceSettings.Mode;
import dev.rollcall.stage.StageOrder;
import dev.rollcall.stage.StageProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.stereotype.Component;

/// How a file of a job is read.
@Component
public class StagingOrders {
    private final RunStore store;
    private final HomeFolder home;

    StagingOrders(RunStore store, HomeFolder home) {
        this.store = store;
        this.home = home;
    }

    /// As a run would read it, without making one.
    public StageOrder check(Job job, Path file, String name) {
        OptionalLong corrected = Claims.corrected(job.name().value(), name);
        return order(
                0,
                job,
                file,
                name,
                corrected.isPresent() ? Mode.DELTA : job.source().mode(),
                corrected,
                StageProgress.NOBODY);
    }

    StageOrder of(Run run, Job job, Path file, StageProgress progress) {
        return order(run.id(), job, file, name(run), run.mode(), run.correctionOf(), progress);
    }

    private StageOrder order(
            long runId, Job job, Path file, String name, Mode mode, OptionalLong correctionOf, StageProgress progress) {
        Optional<RunStore.Baseline> baseline = store.baseline(job.name().value());
        return new StageOrder(
                runId,
                job.name().value(),
                file,
                name,
                shape(job.source()),
                job.stage(),
                mode == Mode.FULL,
                correctionOf.isPresent(),
                corrected(job, correctionOf),
                baseline.map(b -> OptionalLong.of(b.accepted())).orElse(OptionalLong.empty()),
                baseline.map(b -> Set.copyOf(b.columns())).orElse(Set.of()),
                progress);
    }

    private Optional<StageOrder.Corrected> corrected(Job job, OptionalLong correctionOf) {
        return correctionOf.isEmpty()
                ? Optional.empty()
                : store.find(correctionOf.getAsLong())
                        .filter(run -> run.job().equals(job.name().value()))
                        .map(run -> new StageOrder.Corrected(
                                run.id(),
                                run.place().map(home::at).filter(Files::isRegularFile),
                                name(run),
                                run.correctionOf().isPresent()));
    }

    static String name(Run run) {
        return run.export().map(Export::name).orElse("export.csv");
    }

    private static CsvShape shape(SourceSettings source) {
        return switch (source) {
            case SourceSettings.Csv csv -> csv.shape();
            case SourceSettings.Http http -> http.csv().orElse(CsvShape.AUTO);
            case SourceSettings.Tenant _ -> CsvShape.AUTO;
        };
    }
}
