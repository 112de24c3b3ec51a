package dev.rollcall.report;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Value;
import dev.rollcall.plan.PlannedChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The names of a tenant's references by id, so that people read names where the plan holds ids. An id that has no
/// name is shown as it is.
///
/// @param names by attribute, then by id
public record Labels(Map<Attribute, Map<String, String>> names) {

    public static final Labels NONE = new Labels(Map.of());

    /// A value as JSON has it: text, Boolean or list of texts; names in place of ids.
    public Object shown(Attribute attribute, Value value) {
        return switch (value) {
            case Value.Text(String text) -> label(attribute, text);
            case Value.Flag(boolean on) -> on;
            case Value.Items(var items) ->
                items.stream().map(item -> label(attribute, item)).sorted().toList();
        };
    }

    /// By attribute key, in alphabetical order.
    public SequencedMap<String, Object> shown(Attributes attributes) {
        SequencedMap<String, Object> shown = new LinkedHashMap<>();
        attributes
                .byKey()
                .forEach((key, value) ->
                        shown.put(key, shown(Attribute.ofKey(key).orElseThrow(), value)));
        return shown;
    }

    /// A value in one cell; the items of a set with `; ` between.
    public String cell(Attribute attribute, Value value) {
        return shown(attribute, value) instanceof List<?> items
                ? String.join("; ", items.stream().map(Object::toString).toList())
                : shown(attribute, value).toString();
    }

    private String label(Attribute attribute, String id) {
        if (!attribute.isReference()) {
            return id;
        }
        String plain =
                id.startsWith(PlannedChange.NEW_REFERENCE) ? id.substring(PlannedChange.NEW_REFERENCE.length()) : id;
        return names.getOrDefault(attribute, Map.of()).getOrDefault(id, plain);
    }
}
