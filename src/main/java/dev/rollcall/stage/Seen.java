package dev.rollcall.stage;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which values of one attribute came twice, maybe: their digests are the same. The exact look is the store's.
final class Seen {
    private static final int MOST_SUSPECTS = 2000;

    private final HashSet64 digests = new HashSet64();
    private final Set<String> suspects = new LinkedHashSet<>();
    private boolean many;

    void see(@Nullable String value) {
        if (value == null || value.isEmpty() || digests.add(Fingerprint.of(value))) {
            return;
        }
        if (suspects.size() < MOST_SUSPECTS) {
            suspects.add(value);
        } else {
            many = true;
        }
    }

    /// The values that may be there twice; an empty set where they are too many to name; nothing where there
    /// are none.
    Optional<Set<String>> suspects() {
        return suspects.isEmpty() ? Optional.empty() : Optional.of(many ? Set.of() : suspects);
    }
}
