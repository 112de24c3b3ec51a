package dev.rollcall.sandbox.deskhero;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Reads bodies as the pages type them; enums by number or by name.
final class Fields {

    private Fields() {}

    static boolean given(JsonNode body, String field) {
        return body.hasNonNull(field);
    }

    /// The first constant (UNKNOWN, 0) when the field is left out, as a .NET enum would read it.
    static <T extends Enum<T>> T choice(JsonNode body, String field, Class<T> type) {
        JsonNode value = body.path(field);
        T[] constants = type.getEnumConstants();
        if (value.isMissingNode() || value.isNull()) {
            return constants[0];
        }
        if (value.isInt() && value.intValue() >= 0 && value.intValue() < constants.length) {
            return constants[value.intValue()];
        }
        if (value.isString()) {
            for (T constant : constants) {
                if (constant.name().equals(value.stringValue().toUpperCase(Locale.ROOT))) {
                    return constant;
                }
            }
        }
        throw Refusal.invalid(field, "The value is not valid for " + field + ".");
    }

    static int id(JsonNode value, String field) {
        if (!value.isInt()) {
            throw Refusal.invalid(field, "The id must be an integer.");
        }
        return value.intValue();
    }

    /// Left out or null: empty.
    static List<JsonNode> list(JsonNode body, String field) {
        JsonNode list = body.path(field);
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray()) {
            throw Refusal.invalid(field, "The value must be a list.");
        }
        return new ArrayList<>(list.values());
    }
}
