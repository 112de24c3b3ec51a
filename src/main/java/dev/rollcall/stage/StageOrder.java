package dev.rollcall.stage;

import dev.rollcall.source.CsvShape;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Stage one CSV export.
///
/// @param file the export's bytes, under whatever name
/// @param originalName the name HR gave it; ending in `.gz` it is unpacked
/// @param full whether it names everybody
/// @param correction whether it is a correction file: read as Rollcall writes it, `_` columns are not data
/// @param corrected the export that a correction belongs to, for the protection by `_line`; empty where its run is
///     forgotten
/// @param baselineRows accepted rows of the last proven full run
/// @param baselineColumns [ExportFacts#columnKeys()] of the last proven full run
public record StageOrder(
        long runId,
        String job,
        Path file,
        String originalName,
        CsvShape shape,
        StageRules rules,
        boolean full,
        boolean correction,
        Optional<Corrected> corrected,
        OptionalLong baselineRows,
        Set<String> baselineColumns,
        StageProgress progress) {

    /// The export that a correction file was made of.
    ///
    /// @param runId the run that read it
    /// @param file empty where it is kept no longer
    /// @param correction whether it was a correction file itself
    public record Corrected(long runId, Optional<Path> file, String originalName, boolean correction) {}

    public StageOrder {
        baselineColumns = Set.copyOf(baselineColumns);
    }

    /// An export that is no correction.
    public StageOrder(
            long runId,
            String job,
            Path file,
            String originalName,
            CsvShape shape,
            StageRules rules,
            boolean full,
            OptionalLong baselineRows,
            Set<String> baselineColumns,
            StageProgress progress) {
        this(
                runId,
                job,
                file,
                originalName,
                shape,
                rules,
                full,
                false,
                Optional.empty(),
                baselineRows,
                baselineColumns,
                progress);
    }

    /// The order by which the export was read that a correction file was made of.
    StageOrder of(Corrected before, Path kept) {
        return read(kept, before.originalName(), before.correction(), Optional.empty());
    }

    /// The same for a correction file that belongs to no known run.
    StageOrder asCorrection() {
        return read(file, originalName, true, Optional.empty());
    }

    private StageOrder read(Path kept, String name, boolean isCorrection, Optional<Corrected> before) {
        return new StageOrder(
                runId,
                job,
                kept,
                name,
                shape,
                rules,
                full && !isCorrection,
                isCorrection,
                before,
                baselineRows,
                baselineColumns,
                progress);
    }
}
