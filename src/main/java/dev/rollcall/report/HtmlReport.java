package dev.rollcall.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/// report.html: one file without anything else, for people. The template escapes everything it is given.
final class HtmlReport {
    private static final List<String> ROWS =
            List.of("read", "accepted", "unchanged", "rejected", "absent", "invited", "reported", "unmanaged");
    /// Told even where there are none.
    private static final Set<String> ALWAYS = Set.of("read", "accepted", "unchanged", "rejected");
    private static final List<String> OUTCOMES =
            List.of("planned", "applied", "pending", "held", "failed", "stale", "unknown", "discarded", "superseded");

    private final Messages messages;
    private final Language language;
    private final SpringTemplateEngine templates = new SpringTemplateEngine();

    HtmlReport(Messages messages, Language language) {
        this.messages = messages;
        this.language = language;
        ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver(HtmlReport.class.getClassLoader());
        files.setPrefix("report/");
        files.setTemplateMode(TemplateMode.HTML);
        files.setCharacterEncoding("UTF-8");
        templates.setTemplateResolver(files);
    }

    /// A number with its name.
    record Figure(String label, Object value) {}

    /// One kind of change with its figures.
    record Kind(String label, List<Object> figures) {}

    record Gate(
            String label,
            Object planned,
            Object limit,
            boolean held,
            @Nullable Object releasedBy) {}

    /// What is wrong with a row.
    record Wrong(
            String line, String employeeId, String header, String value, String code, String message, String hint) {}

    record Difference(String attribute, String before, String after) {}

    record Change(String employeeId, String action, List<Difference> differences, String outcome, String said) {}

    /// @param notCompared headers of the export
    /// @param faults the first ones
    /// @param changes the first ones
    String page(ReportOrder order, List<String> notCompared, List<Fault> faults, List<ChangeView> changes) {
        Map<String, @Nullable Object> summary = order.summary();
        Map<String, Object> page = new HashMap<>();
        page.put("lang", language.tag());
        page.put("text", texts());
        page.put("title", order.title());
        page.put("job", order.job());
        page.put("runId", order.runId());
        page.put("state", shown(summary.get("state")));
        page.put("finished", finished(summary.get("finishedAt")));
        page.put(
                "export",
                new ExportFacts(messages, language).of(part(summary, "export"), "full".equals(summary.get("mode"))));
        page.put("steps", new NextSteps(messages, language).of(order));
        page.put(
                "rows",
                ROWS.stream()
                        .filter(key -> ALWAYS.contains(key)
                                || !number(part(summary, "rows"), key).equals("0"))
                        .map(key -> new Figure(text("row." + key), number(part(summary, "rows"), key)))
                        .toList());
        List<String> outcomes = outcomes(part(summary, "changes"));
        page.put(
                "outcomes", outcomes.stream().map(key -> text("outcome." + key)).toList());
        page.put("kinds", kinds(part(summary, "changes"), outcomes));
        page.put("notCompared", String.join(", ", notCompared));
        page.put("gates", gates(summary.get("gates")));
        page.put(
                "wrong",
                faults.stream().filter(Fault::isReject).map(this::wrong).toList());
        page.put(
                "told",
                faults.stream()
                        .filter(fault -> !fault.isReject())
                        .map(this::wrong)
                        .toList());
        page.put("faultsCut", faults.size() >= Reports.LISTED);
        page.put("changes", changes.stream().map(this::change).toList());
        page.put("changesCut", changes.size() >= Reports.LISTED);
        return templates.process("report.html", new Context(Locale.of(language.tag()), page));
    }

    /// Planned and applied, and what else there is any of.
    private static List<String> outcomes(Map<?, ?> changes) {
        return OUTCOMES.stream()
                .filter(key -> key.equals("planned")
                        || key.equals("applied")
                        || changes.values().stream()
                                .anyMatch(of -> of instanceof Map<?, ?> figures
                                        && !number(figures, key).equals("0")))
                .toList();
    }

    private String finished(@Nullable Object at) {
        return at == null
                ? ""
                : DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.of(language.tag()))
                        .format(Instant.parse(at.toString()).atOffset(ZoneOffset.UTC));
    }

    private List<Kind> kinds(Map<?, ?> changes, List<String> outcomes) {
        List<Kind> kinds = new ArrayList<>();
        changes.forEach((action, figures) -> {
            if (figures instanceof Map<?, ?> known && !number(known, "planned").equals("0")) {
                kinds.add(new Kind(
                        text("action." + action),
                        outcomes.stream().<Object>map(key -> number(known, key)).toList()));
            }
        });
        return kinds;
    }

    private List<Gate> gates(@Nullable Object gates) {
        List<Gate> all = new ArrayList<>();
        if (gates instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> gate && !number(gate, "planned").equals("0")) {
                    all.add(new Gate(
                            (text("action." + gate.get("action")) + " " + shown(gate.get("attribute"))).strip(),
                            shown(gate.get("planned")),
                            shown(gate.get("limit")),
                            Boolean.TRUE.equals(gate.get("held")),
                            gate.get("releasedBy")));
                }
            }
        }
        return all;
    }

    private Wrong wrong(Fault fault) {
        var finding = fault.finding();
        Messages.Words words = messages.of(finding, language);
        return new Wrong(
                finding.line() == 0 ? "" : Long.toString(finding.line()),
                finding.employeeId().orElse(""),
                finding.header().isEmpty()
                        ? finding.attribute()
                                .map(a -> text("attribute." + a.key()))
                                .orElse("")
                        : finding.header(),
                finding.value(),
                finding.code().name(),
                words.message(),
                words.hint());
    }

    private Change change(ChangeView change) {
        var keys = new java.util.TreeSet<>(change.before().keySet());
        keys.addAll(change.after().keySet());
        List<Difference> differences = keys.stream()
                .map(key -> new Difference(
                        text("attribute." + key),
                        worded(change.before().get(key)),
                        worded(change.after().get(key))))
                .toList();
        String said = (shown(change.remoteCode()) + " " + shown(change.remoteMessage())).strip();
        return new Change(
                change.employeeId(),
                text("action." + change.action())
                        + (change.global() ? ", " + text("global") : "")
                        + (change.resetsPassword() ? ", " + text("password") : ""),
                differences,
                text("outcome." + change.outcome()),
                said);
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        messages.keys(language).stream()
                .filter(key -> key.startsWith("report."))
                .forEach(key ->
                        texts.put(key.substring("report.".length()), messages.text(key, language, Reports.LISTED)));
        return texts;
    }

    private String worded(@Nullable Object value) {
        return value instanceof Boolean ? text("value." + value) : shown(value);
    }

    private String text(String key) {
        return messages.text("report." + key, language);
    }

    private static Map<?, ?> part(Map<String, @Nullable Object> summary, String key) {
        return summary.get(key) instanceof Map<?, ?> part ? part : Map.of();
    }

    private static String number(Map<?, ?> figures, String key) {
        Object value = figures.get(key);
        return value == null ? "0" : value.toString();
    }

    static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> items ->
                String.join("; ", items.stream().map(String::valueOf).toList());
            default -> value.toString();
        };
    }
}
