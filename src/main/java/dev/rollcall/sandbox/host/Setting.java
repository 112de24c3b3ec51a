package dev.rollcall.sandbox.host;

import java.util.List;

/// How an option is set.
///
/// @param key the name in settings and admin calls
/// @param fallback the value when nothing is said
/// @param choices the words it takes; empty for a whole number or free text (a number when the fallback is one)
public record Setting(String key, String fallback, List<String> choices) {

    public Setting {
        choices = List.copyOf(choices);
    }

    public Setting(String key, String fallback, String... choices) {
        this(key, fallback, List.of(choices));
    }
}
