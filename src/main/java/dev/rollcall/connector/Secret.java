package dev.rollcall.connector;

import java.util.function.Supplier;

/// A password, token or client secret. Prints as `***`; a reference to a file is read each time it is needed, so
/// that a rotated secret is taken up without a restart.
public final class Secret {

    private final Supplier<String> source;

    private Secret(Supplier<String> source) {
        this.source = source;
    }

    public static Secret of(String value) {
        return new Secret(() -> value);
    }

    public static Secret from(Supplier<String> source) {
        return new Secret(source);
    }

    public String reveal() {
        return source.get();
    }

    @Override
    public String toString() {
        return "***";
    }
}
