package dev.rollcall.push;

import dev.rollcall.plan.Action;
import dev.rollcall.tenant.TenantLine;
import java.time.Duration;
import java.util.Optional;

/// How long the free changes of a plan will take at the rate that is allowed. About: calls that are made again, and
/// looked up, come on top; a change that takes two calls counts as one.
///
/// @param changes that would be sent
/// @param calls that carry them
/// @param callsPerSecond that are allowed; empty where nothing limits them but the tenant's own pace
public record Estimate(long changes, long calls, Optional<Double> callsPerSecond) {

    /// @param line on which they would be sent
    public static Estimate of(Counts counts, TenantLine line) {
        return of(counts, line.settings().bulk() ? line.abilities().maxBulk() : 1, line.allowedRate());
    }

    static Estimate of(Counts counts, int mostInACall, Optional<Double> callsPerSecond) {
        long changes = 0;
        long calls = counts.steps();
        for (Action action : Action.values()) {
            long free = counts.of(action).pending();
            changes += free;
            calls += Math.ceilDiv(free, Math.max(1, mostInACall));
        }
        return new Estimate(changes, changes == 0 ? 0 : calls, callsPerSecond.filter(rate -> rate > 0));
    }

    /// Empty where nobody can say.
    public Optional<Duration> time() {
        return callsPerSecond.map(rate -> Duration.ofMillis(Math.round(1000 * calls / rate)));
    }

    /// Changes per second that this comes to; empty where nobody can say.
    public Optional<Double> rate() {
        return calls == 0 ? Optional.empty() : callsPerSecond.map(rate -> rate * changes / calls);
    }
}
