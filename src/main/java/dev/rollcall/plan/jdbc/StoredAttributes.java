package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Value;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads values by attribute back from the JSON that [dev.rollcall.plan.Canonical] wrote.
final class StoredAttributes {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private StoredAttributes() {}

    static Attributes of(String json) {
        Map<Attribute, Value> values = new EnumMap<>(Attribute.class);
        for (Map.Entry<String, JsonNode> entry : MAPPER.readTree(json).properties()) {
            Attribute.ofKey(entry.getKey()).ifPresent(attribute -> values.put(attribute, value(entry.getValue())));
        }
        return new Attributes(values);
    }

    private static Value value(JsonNode node) {
        if (node.isBoolean()) {
            return Value.flag(node.booleanValue());
        }
        if (!node.isArray()) {
            return Value.text(node.isNull() ? "" : node.stringValue());
        }
        TreeSet<String> items = new TreeSet<>();
        node.forEach(item -> items.add(item.stringValue()));
        return Value.items(items);
    }
}
