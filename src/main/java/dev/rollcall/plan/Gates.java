package dev.rollcall.plan;

import java.time.Duration;
import java.util.Map;

/// Limits on kinds of change: the `gates` block of a job file. A kind that is not here has no gate.
public record Gates(Map<GateKind, Limit> limits, Duration expire) {

    public Gates {
        limits = Map.copyOf(limits);
    }

    /// @param percent of the links before the run (blank: of the accepted rows)
    /// @param floor so many are always allowed, up to half of the links
    public record Limit(int percent, int floor) {}
}
