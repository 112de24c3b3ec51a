package dev.rollcall.notify;

import dev.rollcall.run.Export;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunState;
import dev.rollcall.run.Wanted;
import dev.rollcall.source.SourceSettings.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How a job stood when people were told last. Pure.
///
/// @param runId the newest run that was looked at, and its state then
/// @param condition `ok`, `held`, or `refused` or `failed` with the reason
/// @param since when the job was looked at first
/// @param version of the stored row
public record Standing(
        long runId,
        String runState,
        String condition,
        boolean errors,
        boolean unproven,
        boolean overdue,
        Instant since,
        long version) {

    /// What there is to tell.
    public enum Kind {
        HELD,
        REFUSED,
        FAILED,
        RECOVERED,
        FIRST_ERRORS,
        UNPROVEN,
        OVERDUE
    }

    /// How it stands after a run, and what of that is news.
    public record Step(Standing standing, List<Kind> news) {
        public Step {
            news = List.copyOf(news);
        }
    }

    static Standing fresh(Instant now) {
        return new Standing(0, "", "ok", false, false, false, now, 0);
    }

    /// Whether the job was never looked at before.
    boolean isFresh() {
        return version == 0;
    }

    boolean isNews(Run run) {
        return run.state().isEnd()
                && (run.id() > runId
                        || (run.id() == runId && !run.state().name().equals(runState)));
    }

    Step after(Run run) {
        List<Kind> news = new ArrayList<>();
        String now = condition(run);
        boolean trouble = now.startsWith("refused") || now.startsWith("failed");
        if (!now.equals(condition) && (trouble || now.equals("held"))) {
            news.add(now.equals("held") ? Kind.HELD : now.startsWith("refused") ? Kind.REFUSED : Kind.FAILED);
        }
        boolean wasTrouble = condition.startsWith("refused") || condition.startsWith("failed");
        if (wasTrouble && !trouble) {
            news.add(Kind.RECOVERED);
        }
        boolean ran = run.state() == RunState.COMPLETED || run.state() == RunState.COMPLETED_WITH_ERRORS;
        boolean faulty = ran ? run.state() == RunState.COMPLETED_WITH_ERRORS : errors;
        if (faulty && !errors) {
            news.add(Kind.FIRST_ERRORS);
        }
        boolean doubtful = run.mode() == Mode.FULL
                ? run.export().flatMap(Export::proven).map(proven -> !proven).orElse(unproven)
                : unproven;
        if (doubtful && !unproven && !trouble) {
            news.add(Kind.UNPROVEN);
        }
        return new Step(
                new Standing(run.id(), run.state().name(), now, faulty, doubtful, overdue, since, version), news);
    }

    Step overdue(boolean late) {
        Standing now = new Standing(runId, runState, condition, errors, unproven, late, since, version);
        return new Step(now, late && !overdue ? List.of(Kind.OVERDUE) : List.of());
    }

    private String condition(Run run) {
        return switch (run.state()) {
            case AWAITING_APPROVAL -> "held";
            case PLANNED -> run.wanted() == Wanted.APPLY ? "held" : condition;
            case REFUSED -> "refused " + run.reason().orElse("");
            case FAILED -> "failed " + run.reason().orElse("");
            case COMPLETED, COMPLETED_WITH_ERRORS -> "ok";
            case CANCELLED, RECEIVED, STAGING, SNAPSHOT, PLANNING, PUSHING -> condition;
        };
    }
}
