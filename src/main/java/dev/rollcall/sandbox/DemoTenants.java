package dev.rollcall.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// One tenant of each system, called `<system>-demo`, with the seeds in this package's `demo` folder.
final class DemoTenants {

    private DemoTenants() {}

    static List<TenantSettings> all() {
        return Arrays.stream(TenantSystem.values()).map(DemoTenants::of).toList();
    }

    static TenantSettings of(TenantSystem system) {
        String name = system.name().toLowerCase(Locale.ROOT);
        return new TenantSettings(name + "-demo", system, Map.of(), seeds("demo/" + name + ".json"));
    }

    private static String seeds(String resource) {
        try (InputStream seeds = DemoTenants.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(seeds).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
