package dev.rollcall.plan;

import java.util.List;

/// A change at its place in the plan.
///
/// @param seq the place, from 1
/// @param needs places of changes that must be applied before this one may be sent; all smaller than `seq`
/// @param group above 0: shared by changes that need each other in a circle, which are begun and finished together
public record Sequenced(long seq, PlannedChange change, List<Long> needs, long group) {

    public Sequenced {
        needs = List.copyOf(needs);
    }
}
