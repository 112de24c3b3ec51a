package dev.rollcall.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a plan came to.
///
/// @param rejected rows that the plan turned away, on top of what staging rejected
/// @param heldBy by place, the keys of the gates that hold the change
public record PlanOutcome(
        String digest,
        long unchanged,
        long rejected,
        long absent,
        long invited,
        long reported,
        long unmanaged,
        long changes,
        List<GateKeeper.Verdict> gates,
        Map<Long, Set<String>> heldBy) {

    public PlanOutcome {
        gates = List.copyOf(gates);
        heldBy = Map.copyOf(heldBy);
    }
}
