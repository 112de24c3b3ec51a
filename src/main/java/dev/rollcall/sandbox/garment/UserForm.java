package dev.rollcall.sandbox.garment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The body of a create or update, checked field by field as a Laravel form request does: all faults are told at
/// once.
final class UserForm {

    private final JsonNode body;
    private final Map<String, String> errors = new LinkedHashMap<>();

    UserForm(JsonNode body) {
        this.body = body;
    }

    boolean has(String field) {
        return body.has(field);
    }

    String required(String field) {
        if (!body.has(field)) {
            errors.put(field, "The " + field + " field is required.");
        }
        return text(field).orElse("");
    }

    /// Left out: empty. Null and "" are faults.
    Optional<String> text(String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            errors.put(field, "The " + field + " field must be a string and not empty.");
            return Optional.empty();
        }
        return Optional.of(value.stringValue());
    }

    Optional<Boolean> flag(String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            errors.put(field, "The " + field + " field must be true or false.");
            return Optional.empty();
        }
        return Optional.of(value.booleanValue());
    }

    Optional<List<String>> roleIds(Map<String, String> known) {
        JsonNode value = body.path("role_ids");
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isArray()) {
            errors.put("role_ids", "The role_ids field must be an array.");
            return Optional.empty();
        }
        var ids = new ArrayList<String>();
        for (JsonNode id : value.values()) {
            if (!known.containsKey(id.asString(""))) {
                errors.put("role_ids." + ids.size(), "The selected role_ids." + ids.size() + " is invalid.");
            }
            ids.add(id.asString(""));
        }
        return Optional.of(ids.stream().distinct().toList());
    }

    void check(boolean holds, String field, String error) {
        if (!holds) {
            errors.putIfAbsent(field, error);
        }
    }

    /// @throws Refusal with every fault found so far
    void throwFaults() {
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
    }
}
