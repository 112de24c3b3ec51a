package dev.rollcall.tenant;

import java.time.InstantSource;

/// What all lines of this worker to one tenant share.
record SharedTenant(Permits permits, Breaker breaker) {

    static SharedTenant of(String tenant, Budget budget, InstantSource clock) {
        return new SharedTenant(new Permits(tenant, budget, clock), new Breaker(clock));
    }
}
