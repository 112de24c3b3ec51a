package dev.rollcall.connector;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which tenant, and how to get in: the `target` block of a job file (and `source` of type tenant).
///
/// @param connector `ruangkerja`, `deskhero` or `garment`
/// @param credentials by the connector's own names, see contract 4
/// @param options by the connector's own names, see contract 4; values as text
/// @param timeout after which a call counts as lost (`push.timeout`)
public record Target(
        String connector, URI url, Map<String, Secret> credentials, Map<String, String> options, Duration timeout) {

    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,9})([smhd])");

    public Target {
        credentials = Map.copyOf(credentials);
        options = Map.copyOf(options);
    }

    /// After which time an invitation that is no longer open, and was not accepted, is sent again; empty: never.
    public Optional<Duration> reinviteAfter() {
        Matcher amount = AMOUNT.matcher(options.getOrDefault("reinviteAfter", "never"));
        if (!amount.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(amount.group(1));
        return Optional.of(
                switch (amount.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }
}
