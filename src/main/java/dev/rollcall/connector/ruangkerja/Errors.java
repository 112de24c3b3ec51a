package dev.rollcall.connector.ruangkerja;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Answer.Refusal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Ruangkerja's error codes mean. Five are documented; the rest is judged by its range, and told word for
/// word.
///
/// @param session whose token the failed call carried
/// @param status of the response, for codes that say nothing by themselves
record Errors(long session, int status) {

    private static final int TOKEN = 123;

    <T> Answer<T> answer(int code, @Nullable String message, @Nullable String detail) {
        String text = text(message, detail);
        String word = Integer.toString(code);
        if (code == TOKEN || code == 401 || code == 403) {
            return new Answer.Unauthorized<>(session, word, text);
        }
        if (code == 429) {
            return new Answer.Transient<>(Optional.empty(), true, "errorCode 429");
        }
        if (code == 503) {
            return new Answer.Transient<>(Optional.empty(), false, "errorCode 503");
        }
        if (code >= 500 && code <= 599) {
            return new Answer.Lost<>("errorCode " + code);
        }
        return new Answer.Refused<>(word, text, kind(code, text));
    }

    private static String text(@Nullable String message, @Nullable String detail) {
        if (message == null || message.isEmpty() || message.equals(detail)) {
            return detail == null ? "" : detail;
        }
        return detail == null || detail.isEmpty() ? message : message + ": " + detail;
    }

    private Refusal kind(int code, String text) {
        return switch (code) {
            case 10101 -> Refusal.EMPLOYEE_ID_EXISTS;
            case 10102 -> Refusal.EMAIL_EXISTS;
            case 11101 -> Refusal.REFERENCE_EXISTS;
            case 413 -> Refusal.TOO_LARGE;
            default -> byWords(text.toLowerCase(Locale.ROOT));
        };
    }

    /// The codes for these two are in no page that was seen, so the words decide.
    private Refusal byWords(String text) {
        if (text.contains("user not found") || status == 404) {
            return Refusal.NOT_FOUND;
        }
        return text.contains("already been taken") ? Refusal.VALUE_EXISTS : Refusal.OTHER;
    }
}
