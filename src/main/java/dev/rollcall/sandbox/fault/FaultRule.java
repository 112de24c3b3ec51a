package dev.rollcall.sandbox.fault;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// Which calls a fault strikes, and how many of them it has struck.
final class FaultRule {

    private static final long SECOND = 1_000_000_000L;

    private final Fault fault;
    private final Aim aim;
    private final ObjectNode asGiven;
    private final long[] accepted;
    private int next;
    private long matched;
    private long struck;

    FaultRule(Fault fault, Aim aim, ObjectNode asGiven) {
        this.fault = fault;
        this.aim = aim;
        this.asGiven = asGiven;
        this.accepted = fault instanceof Fault.RateLimit limit ? new long[limit.perSecond()] : new long[0];
    }

    /// The calls aimed at: all that match method and path, but for the first `skip`; of these every n-th, or
    /// each by chance, or only the `next` so many.
    ///
    /// @param method empty for any
    /// @param path matched against the whole path below the tenant's base
    record Aim(String method, Optional<Pattern> path, double chance, int every, int next, int skip) {

        boolean matches(String calledMethod, String calledPath) {
            return (method.isEmpty() || method.equals(calledMethod))
                    && path.map(p -> p.matcher(calledPath).matches()).orElse(true);
        }
    }

    Fault fault() {
        return fault;
    }

    synchronized boolean strikes(String method, String path, RandomGenerator random, long nanos) {
        if (!aim.matches(method, path)) {
            return false;
        }
        matched++;
        boolean strikes = fault instanceof Fault.RateLimit ? overLimit(nanos) : drawn(random);
        struck += strikes ? 1 : 0;
        return strikes;
    }

    private boolean drawn(RandomGenerator random) {
        long counted = matched - aim.skip();
        return counted > 0
                && (aim.next() == 0 || struck < aim.next())
                && (aim.every() == 0 || counted % aim.every() == 0)
                && (aim.chance() >= 1 || random.nextDouble() < aim.chance());
    }

    private boolean overLimit(long nanos) {
        if (next >= accepted.length && nanos - accepted[next % accepted.length] < SECOND) {
            return true;
        }
        accepted[next % accepted.length] = nanos;
        next = next + 1 == 2 * accepted.length ? accepted.length : next + 1;
        return false;
    }

    synchronized ObjectNode described() {
        return asGiven.deepCopy().put("matched", matched).put("struck", struck);
    }
}
