package dev.rollcall.report;

import dev.rollcall.stage.StageOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Write a run's reports.
///
/// @param title of the job, for people
/// @param summary the run as the REST interface shows it
/// @param export how the export was staged and where its file lies now, for the correction file; empty where there
///     is no such file (pulls, undo, a refused export)
/// @param folder where the files go; it is there
public record ReportOrder(
        long runId,
        String job,
        String title,
        Map<String, @Nullable Object> summary,
        Optional<StageOrder> export,
        Path folder) {

    String correctionsName() {
        return "corrections-" + job + "-" + runId + ".csv";
    }
}
