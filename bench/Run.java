package bench;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// A run that ended.
///
/// @param whole seconds from sending the export to seeing the end
/// @param pushing from the first to the last look at it while it pushed
record Run(long id, JsonNode json, double whole, Cpu pushing) {

    String state() {
        return json.get("state").asString("");
    }

    /// Of one phase: stage, snapshot, plan, push or report.
    double seconds(String phase) {
        JsonNode seconds = json.get("seconds").get(phase);
        return seconds == null ? 0 : seconds.asDouble();
    }

    /// From startedAt to finishedAt.
    double took() {
        Instant began = Instant.parse(json.get("startedAt").asString(""));
        Instant ended = Instant.parse(json.get("finishedAt").asString(""));
        return Duration.between(began, ended).toMillis() / 1000.0;
    }

    long rows(String kind) {
        return json.get("rows").get(kind).asLong();
    }

    /// @param kind planned, applied, failed …
    long changes(String action, String kind) {
        return json.get("changes").get(action).get(kind).asLong();
    }

    long calls(String kind) {
        return json.get("calls").get(kind).asLong();
    }

    /// Stops the benchmark where the run did not do what is to be measured.
    Run must(boolean as, String expected) {
        if (!as) {
            throw new IllegalStateException("run %d was to have %s, but is %s".formatted(id, expected, json));
        }
        return this;
    }

    Run mustBe(String state) {
        return must(state().equals(state), "state " + state);
    }

    /// How the time went and what the push used, for the note.
    String pushed() {
        return phases() + "; CPU of the push: " + pushing;
    }

    /// How the time went, for the note.
    String phases() {
        return "stage %.2f, snapshot %.2f, plan %.2f, push %.2f, report %.2f"
                .formatted(seconds("stage"), seconds("snapshot"), seconds("plan"), seconds("push"), seconds("report"));
    }
}
