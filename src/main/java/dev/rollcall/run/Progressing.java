package dev.rollcall.run;

import dev.rollcall.push.Estimate;
import dev.rollcall.push.Progress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far a run is, as its row keeps it and as the world sees it: `done` of `total`, at `rate` a second, with
/// `seconds` to go until `eta`. A plan that was not pushed yet says how long that will take.
final class Progressing {
    private static final List<String> KEYS = List.of("done", "total", "rate", "eta", "seconds");

    private Progressing() {}

    static Map<String, Object> before(Estimate estimate) {
        var note = new LinkedHashMap<String, Object>();
        note.put("done", 0L);
        note.put("total", estimate.changes());
        estimate.rate().ifPresent(rate -> note.put("rate", rounded(rate)));
        estimate.time().ifPresent(time -> note.put("seconds", seconds(time)));
        return note;
    }

    static Map<String, Object> pushing(Progress progress) {
        var note = new LinkedHashMap<String, Object>();
        note.put("phase", "push");
        note.put("done", progress.done());
        note.put("total", progress.total());
        if (progress.rate() > 0) {
            note.put("rate", rounded(progress.rate()));
        }
        progress.eta().ifPresent(eta -> note.put("eta", eta.toString()));
        progress.left().ifPresent(left -> note.put("seconds", seconds(left)));
        return note;
    }

    private static double seconds(Duration time) {
        return rounded(time.toMillis() / 1000.0);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /// Every key is there, null where nothing is known.
    static Map<String, @Nullable Object> shown(Run run) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        Map<String, Object> known = run.progress().orElse(Map.of());
        all.put(
                "phase",
                Optional.ofNullable(known.get("phase"))
                        .or(() -> phase(run.state()))
                        .orElse(null));
        KEYS.forEach(key -> all.put(key, known.get(key)));
        return all;
    }

    private static Optional<Object> phase(RunState state) {
        return switch (state) {
            case STAGING -> Optional.of("stage");
            case SNAPSHOT -> Optional.of("snapshot");
            case PLANNING -> Optional.of("plan");
            case PUSHING -> Optional.of("push");
            case RECEIVED -> Optional.of("queue");
            case PLANNED, AWAITING_APPROVAL, COMPLETED, COMPLETED_WITH_ERRORS, REFUSED, FAILED, CANCELLED ->
                Optional.empty();
        };
    }
}
