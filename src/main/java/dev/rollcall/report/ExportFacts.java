package dev.rollcall.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What was understood of an export, in words: its name, letters, separator, and whether it is whole.
final class ExportFacts {
    private final Messages messages;
    private final Language language;

    ExportFacts(Messages messages, Language language) {
        this.messages = messages;
        this.language = language;
    }

    /// @param doubts why it is not proven to be whole
    record Shown(SequencedMap<String, String> facts, List<String> doubts) {}

    /// @param export of the run's summary; empty where there was none
    /// @param full whether it names everybody, so that it matters whether it is whole
    Shown of(Map<?, ?> export, boolean full) {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        put(facts, "name", HtmlReport.shown(export.get("name")));
        put(facts, "charset", HtmlReport.shown(export.get("charset")));
        String delimiter = HtmlReport.shown(export.get("delimiter"));
        put(facts, "delimiter", delimiter.equals("\t") ? text("report.export.delimiter.tab") : delimiter);
        put(facts, "correction", HtmlReport.shown(export.get("correctionOf")));
        if (full && export.get("proven") instanceof Boolean proven) {
            put(facts, "proven", text("report.export.proven." + (proven ? "yes" : "no")));
        }
        return new Shown(facts, full ? doubts(export.get("proof")) : List.of());
    }

    private List<String> doubts(@Nullable Object proof) {
        List<String> doubts = new ArrayList<>();
        if (proof instanceof List<?> checks) {
            for (Object each : checks) {
                Map<?, ?> check = JsonMapper.shared().convertValue(each, Map.class);
                if (Boolean.FALSE.equals(check.get("ok"))) {
                    doubts.add(messages.text(
                            "report.proof." + check.get("check"),
                            language,
                            HtmlReport.shown(check.get("found")),
                            HtmlReport.shown(check.get("expected"))));
                }
            }
        }
        return doubts;
    }

    private void put(Map<String, String> facts, String key, String value) {
        if (!value.isEmpty()) {
            facts.put(text("report.export." + key), value);
        }
    }

    private String text(String key) {
        return messages.text(key, language);
    }
}
