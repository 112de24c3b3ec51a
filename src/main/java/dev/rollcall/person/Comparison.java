package dev.rollcall.person;

import java.text.Normalizer;
import java.util.Locale;

/// When two values are the same. The key of a value is computed here, once, and stored beside it; SQL only tests
/// equality.
public final class Comparison {

    private Comparison() {}

    /// The comparison key of a text: e-mail without letter case, phone by its digits, name with white space
    /// folded and in Unicode NFC, everything else exact.
    public static String key(Attribute attribute, String value) {
        return switch (attribute) {
            case EMAIL -> email(value);
            case PHONE -> phone(value);
            case NAME -> name(value);
            case EMPLOYEE_ID, NEW_EMPLOYEE_ID, USERNAME, ACTIVE, TAGS, ORGANIZATION, GROUPS, ROLES, MEMBERSHIP_TYPE ->
                value;
        };
    }

    public static boolean same(Attribute attribute, Value one, Value other) {
        return one instanceof Value.Text(String a) && other instanceof Value.Text(String b)
                ? key(attribute, a).equals(key(attribute, b))
                : one.equals(other);
    }

    private static String email(String value) {
        String trimmed = value.strip();
        return trimmed.toLowerCase(Locale.ROOT);
    }

    private static String phone(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                return digits(value);
            }
        }
        return value;
    }

    private static String digits(String value) {
        StringBuilder digits = new StringBuilder(value.length());
        value.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }

    private static String name(String value) {
        if (isPlain(value)) {
            return value;
        }
        return Normalizer.normalize(value, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
    }

    /// Whether a name is its own key: ASCII with single blanks inside. The usual case, and the fast way.
    private static boolean isPlain(String value) {
        boolean blank = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > '~' || c < ' ' || (c == ' ' && blank)) {
                return false;
            }
            blank = c == ' ';
        }
        return !blank || value.isEmpty();
    }
}
