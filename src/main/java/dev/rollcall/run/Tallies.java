package dev.rollcall.run;

import dev.rollcall.push.Counts;
import dev.rollcall.push.Counts.Tally;

/// The sum of a run's tallies over all actions.
final class Tallies {
    private Tallies() {}

    static Tally of(Counts counts) {
        return counts.changes().values().stream().reduce(Tally.NONE, Tallies::plus);
    }

    private static Tally plus(Tally a, Tally b) {
        return new Tally(
                a.planned() + b.planned(),
                a.held() + b.held(),
                a.pending() + b.pending(),
                a.applied() + b.applied(),
                a.failed() + b.failed(),
                a.stale() + b.stale(),
                a.unknown() + b.unknown(),
                a.discarded() + b.discarded(),
                a.superseded() + b.superseded());
    }
}
