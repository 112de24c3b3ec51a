package dev.rollcall.connector;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Which tenant, and how to get in: the `target` block of a job file (and `source` of type tenant).
///
/// @param connector `ruangkerja`, `deskhero` or `garment`
/// @param credentials by the connector's own names, see contract 4
/// @param options by the connector's own names, see contract 4; values as text
/// @param timeout after which a call counts as lost (`push.timeout`)
public record Target(
        String connector, URI url, Map<String, Secret> credentials, Map<String, String> options, Duration timeout) {

    public Target {
        credentials = Map.copyOf(credentials);
        options = Map.copyOf(options);
    }
}
