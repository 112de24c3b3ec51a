package dev.rollcall.plan;

import java.util.List;

/// What a plan came to. The gates that hold a change are stored with it.
///
/// @param rejected rows that the plan turned away, on top of what staging rejected
/// @param changes changes, steps and references
public record PlanOutcome(
        String digest,
        long unchanged,
        long rejected,
        long absent,
        long invited,
        long reported,
        long unmanaged,
        long changes,
        List<GateKeeper.Verdict> gates) {

    public PlanOutcome {
        gates = List.copyOf(gates);
    }
}
