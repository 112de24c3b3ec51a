package dev.rollcall.push;

import java.time.Clock;
import org.springframework.stereotype.Component;

/// Starts an engine for each push.
@Component
class PushEngine implements Push {

    private final PushStore store;
    private final Clock clock;

    PushEngine(PushStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public PushOutcome push(PushOrder order) {
        return new Engine(order, store, clock).run();
    }
}
