package dev.rollcall.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a person is to do about a run, by how it ended.
final class NextSteps {
    private final Messages messages;
    private final Language language;

    NextSteps(Messages messages, Language language) {
        this.messages = messages;
        this.language = language;
    }

    List<String> of(ReportOrder order) {
        Map<String, @Nullable Object> summary = order.summary();
        String state = String.valueOf(summary.get("state"));
        List<String> steps = new ArrayList<>();
        switch (state) {
            case "REFUSED" -> steps.addAll(refused(summary));
            case "FAILED" -> steps.addAll(failed(summary));
            default -> steps.add(messages.text("report.next." + state, language, digest(summary)));
        }
        if (state.equals("PLANNED")) {
            howLong(summary).ifPresent(steps::add);
        }
        boolean ended = state.startsWith("COMPLETED") || state.equals("AWAITING_APPROVAL") || state.equals("PLANNED");
        if (ended && (figure(summary, "rows", "rejected") > 0 || state.equals("COMPLETED_WITH_ERRORS"))) {
            steps.add(
                    order.export().isPresent()
                            ? messages.text("report.next.correct", language, order.correctionsName())
                            : messages.text("report.next.mend", language));
        }
        boolean full = "full".equals(summary.get("mode"));
        if (full
                && summary.get("export") instanceof Map<?, ?> export
                && Boolean.FALSE.equals(export.get("proven"))
                && ended) {
            steps.add(messages.text("report.next.unproven", language));
        }
        return steps;
    }

    /// At the rate that the job allows; nothing where there is nothing to push.
    private Optional<String> howLong(Map<String, @Nullable Object> summary) {
        if (figure(summary, "progress", "total") == 0) {
            return Optional.empty();
        }
        return Optional.of(
                summary.get("progress") instanceof Map<?, ?> progress
                                && progress.get("seconds") instanceof Number seconds
                        ? messages.text("report.takes", language, took(seconds.doubleValue()))
                        : messages.text("report.takes.unlimited", language));
    }

    private String took(double seconds) {
        long whole = Math.max(1, Math.round(seconds));
        if (whole < 120) {
            return messages.text("report.takes.seconds", language, whole);
        }
        long minutes = Math.round(seconds / 60);
        return minutes < 120
                ? messages.text("report.takes.minutes", language, minutes)
                : messages.text("report.takes.hours", language, Math.round(seconds / 3600));
    }

    /// The run's own detail names the columns and lines that the code's words cannot know.
    private List<String> refused(Map<String, @Nullable Object> summary) {
        Messages.Words words = messages.ofFile(reason(summary), "", List.of(), language);
        String detail = detail(summary);
        return detail.isEmpty() ? List.of(words.message(), words.hint()) : List.of(detail);
    }

    private List<String> failed(Map<String, @Nullable Object> summary) {
        Messages.Words words = messages.ofReason(reason(summary), "", List.of(), language);
        return Stream.of(words.message(), detail(summary), words.hint())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String detail(Map<String, @Nullable Object> summary) {
        Object detail = summary.get("detail");
        return detail == null ? "" : detail.toString();
    }

    private static String reason(Map<String, @Nullable Object> summary) {
        return String.valueOf(summary.get("reason"));
    }

    private static String digest(Map<String, @Nullable Object> summary) {
        Object digest = summary.get("planDigest");
        return digest == null ? "" : digest.toString();
    }

    private static long figure(Map<String, @Nullable Object> summary, String part, String key) {
        return summary.get(part) instanceof Map<?, ?> figures && figures.get(key) instanceof Number number
                ? number.longValue()
                : 0;
    }
}
