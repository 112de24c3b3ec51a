package dev.rollcall.sandbox;

import java.util.Map;

/// One tenant to imitate.
///
/// @param name its first path part: the base URL is `http://127.0.0.1:<port>/<name>`
/// @param options by name, see docs/sandbox.md; those left out have their defaults
/// @param seeds JSON of what it holds at the start and after a reset; `{}` for nothing
public record TenantSettings(String name, TenantSystem system, Map<String, String> options, String seeds) {

    public TenantSettings {
        options = Map.copyOf(options);
        if (!name.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("Found the tenant name " + name + "; expected letters, digits and -.");
        }
    }

    /// A tenant that holds nothing and behaves as documented.
    public static TenantSettings empty(String name, TenantSystem system) {
        return new TenantSettings(name, system, Map.of(), "{}");
    }

    public TenantSettings with(Map<String, String> other) {
        return new TenantSettings(name, system, other, seeds);
    }
}
