package dev.rollcall.connector.garment;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Answer.Refusal;
import dev.rollcall.connector.Json;
import dev.rollcall.connector.Response;
import dev.rollcall.person.Attribute;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/// What Garment's refusals mean. 403 has three meanings that only `code` tells apart; 422 names the fields.
final class Refusals {

    private Refusals() {}

    /// @param session whose token the call carried
    static <T> Answer<T> answer(Response response, long session) {
        if (!response.looksLikeJson() && response.status() != 401) {
            return response.unreadable();
        }
        JsonNode body = response.looksLikeJson() ? Json.tree(response) : Json.object();
        String code = body.path("code").asString(Integer.toString(response.status()));
        String message = body.path("message").asString("");
        if (response.status() == 401 || isContextLost(code)) {
            return new Answer.Unauthorized<>(session, code, message);
        }
        return response.status() == 422
                ? invalid(code, message, body.path("errors"))
                : new Answer.Refused<>(code, explained(code, message), response.refusal());
    }

    static boolean isContextLost(String code) {
        return code.equals("TENANT_CONTEXT_MISMATCH");
    }

    private static String explained(String code, String message) {
        boolean stepUp = code.contains("STEP_UP") || code.contains("PASSWORD_CONFIRM");
        return stepUp ? message + " (a person must confirm this; use a service account without step-up)" : message;
    }

    private static <T> Answer<T> invalid(String code, String message, JsonNode errors) {
        StringJoiner told = new StringJoiner("; ", message.isEmpty() ? "" : message + " ", "");
        errors.properties()
                .forEach(error -> told.add(error.getKey() + ": "
                        + error.getValue().path(0).asString(error.getValue().asString(""))));
        Optional<Attribute> attribute = errors.properties().stream()
                .map(error -> attribute(error.getKey()))
                .flatMap(Optional::stream)
                .findFirst();
        return new Answer.Refused<>(code, told.toString(), kind(attribute, told.toString()), attribute);
    }

    /// A taken value has the code of every other fault in a field; a wrong guess here only costs a look-up.
    private static Refusal kind(Optional<Attribute> attribute, String told) {
        String words = told.toLowerCase(Locale.ROOT);
        boolean taken = words.contains("already been taken") || words.contains("sudah");
        if (!taken) {
            return Refusal.OTHER;
        }
        return attribute.equals(Optional.of(Attribute.EMAIL)) ? Refusal.EMAIL_EXISTS : Refusal.VALUE_EXISTS;
    }

    private static Optional<Attribute> attribute(String field) {
        int dot = field.indexOf('.');
        return switch (dot < 0 ? field : field.substring(0, dot)) {
            case "name" -> Optional.of(Attribute.NAME);
            case "email" -> Optional.of(Attribute.EMAIL);
            case "username" -> Optional.of(Attribute.USERNAME);
            case "phone" -> Optional.of(Attribute.PHONE);
            case "membership_type" -> Optional.of(Attribute.MEMBERSHIP_TYPE);
            case "is_active", "status" -> Optional.of(Attribute.ACTIVE);
            case "role_ids" -> Optional.of(Attribute.ROLES);
            default -> Optional.empty();
        };
    }
}
