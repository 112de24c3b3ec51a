package dev.rollcall.sandbox.ruangkerja;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of one body, read with the types that the pages state.
final class Fields {

    private static final Pattern LETTERS_AND_DIGITS = Pattern.compile("[A-Za-z0-9]+");

    private final ObjectNode body;

    private Fields(ObjectNode body) {
        this.body = body;
    }

    static Fields of(JsonNode body) {
        if (body instanceof ObjectNode object) {
            return new Fields(object);
        }
        throw Refusal.badRequest("body must be an object");
    }

    boolean has(String name) {
        return body.has(name);
    }

    boolean isNull(String name) {
        return body.path(name).isNull();
    }

    String required(String name) {
        return text(name).filter(text -> !text.isBlank()).orElseThrow(() -> Refusal.badRequest(name + " is required"));
    }

    String requiredKey(String name) {
        return alphanumeric(name, required(name));
    }

    /// Letters and digits; null, absent and "" are empty.
    Optional<String> key(String name) {
        return text(name).filter(text -> !text.isEmpty()).map(text -> alphanumeric(name, text));
    }

    private static String alphanumeric(String name, String text) {
        if (!LETTERS_AND_DIGITS.matcher(text).matches()) {
            throw Refusal.badRequest(name + " must contain only alphabet and numeric");
        }
        return text;
    }

    /// Empty when the field is absent or null.
    Optional<String> text(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw Refusal.badRequest(name + " must be a string");
        }
        return Optional.of(value.stringValue());
    }

    boolean requiredFlag(String name) {
        JsonNode value = body.path(name);
        if (!value.isBoolean()) {
            throw Refusal.badRequest(value.isMissingNode() ? name + " is required" : name + " must be a boolean");
        }
        return value.booleanValue();
    }

    /// Empty when the field is absent or null.
    Optional<List<String>> texts(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isArray()) {
            throw Refusal.badRequest(name + " must be an array of string");
        }
        var texts = new ArrayList<String>(value.size());
        for (JsonNode item : value.values()) {
            if (!item.isString()) {
                throw Refusal.badRequest(name + " must be an array of string");
            }
            texts.add(item.stringValue());
        }
        return Optional.of(texts);
    }
}
