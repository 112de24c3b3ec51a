package dev.rollcall.sandbox.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The faults in force for one tenant.
public final class Faults {

    private final Random random;
    private final long seed;
    private volatile List<FaultRule> rules = List.of();

    /// @param seed the same seed and the same order of calls strike the same calls
    public Faults(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /// What strikes this call.
    public Struck strike(String method, String path, long nanos) {
        List<FaultRule> inForce = rules;
        if (inForce.isEmpty()) {
            return Struck.NOTHING;
        }
        var faults = new ArrayList<Fault>(2);
        Duration latency = Duration.ZERO;
        for (FaultRule rule : inForce) {
            if (rule.strikes(method, path, random, nanos)) {
                if (rule.fault() instanceof Fault.Latency slow) {
                    latency = latency.plus(drawn(slow));
                } else {
                    faults.add(rule.fault());
                }
            }
        }
        return faults.isEmpty() && latency.isZero() ? Struck.NOTHING : new Struck(faults, latency);
    }

    private Duration drawn(Fault.Latency latency) {
        return latency.jitter().isZero()
                ? latency.base()
                : latency.base().plusNanos(random.nextLong(latency.jitter().toNanos()));
    }

    /// Adds one fault, or a list of them, as the admin call sends them.
    ///
    /// @throws FaultRefused when it cannot be understood; then none is added
    public synchronized void add(JsonNode given) {
        var more = new ArrayList<>(rules);
        for (JsonNode one : given.isArray() ? given.values() : List.of(given)) {
            more.add(FaultJson.rule(one));
        }
        rules = List.copyOf(more);
    }

    public synchronized void clear() {
        rules = List.of();
        random.setSeed(seed);
    }

    /// The faults as they were given, each with `matched` and `struck`.
    public List<ObjectNode> described() {
        return rules.stream().map(FaultRule::described).toList();
    }
}
