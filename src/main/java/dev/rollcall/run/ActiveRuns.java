package dev.rollcall.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// The runs that this worker is at.
@Component
class ActiveRuns {
    private final Map<Long, RunContext> contexts = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    RunContext get(long runId) {
        RunContext context = contexts.get(runId);
        if (context == null) {
            throw new IllegalStateException("run " + runId + " is not being worked on here");
        }
        return context;
    }

    void put(RunContext context) {
        contexts.put(context.runId(), context);
    }

    void remove(RunContext context) {
        contexts.remove(context.runId());
    }

    boolean isStopping() {
        return stopping;
    }

    /// Takes new work again.
    void resume() {
        stopping = false;
    }

    /// Takes no new work; what is under way comes to rest at its next safe point.
    void stop() {
        stopping = true;
        contexts.values().forEach(RunContext::interrupt);
    }

    void cancel(long runId) {
        RunContext context = contexts.get(runId);
        if (context != null && context.run().state() != RunState.PUSHING) {
            context.interrupt();
        }
    }
}
