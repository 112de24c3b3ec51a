package dev.rollcall.job;

import dev.rollcall.connector.Secret;
import java.util.Set;
import java.util.TreeSet;

/// One reading of one job file: its faults, its secrets, and which keys were asked for.
final class Reading {

    private final Faults faults;
    private final Placeholders placeholders;
    private final Set<String> asked = new TreeSet<>();

    Reading(Faults faults, Placeholders placeholders) {
        this.faults = faults;
        this.placeholders = placeholders;
    }

    Faults faults() {
        return faults;
    }

    void reads(String key) {
        asked.add(key);
    }

    Set<String> asked() {
        return Set.copyOf(asked);
    }

    /// A secret that is looked up each time it is needed.
    Secret secret(String key, String written) {
        return Secret.from(() -> switch (placeholders.fill(written)) {
            case Placeholders.Filled.Text(String text) -> text;
            case Placeholders.Filled.Missing(String expected) -> throw new SecretUnavailable(key, expected);
        });
    }
}
