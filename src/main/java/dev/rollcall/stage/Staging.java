package dev.rollcall.stage;

/// Reads a CSV export, checks its rows and puts them into the staging tables, all or nothing.
public interface Staging {

    /// May be called again for the same run: what an earlier call left is replaced.
    StageOutcome stage(StageOrder order);

    /// Says what would be understood of an export, and writes nothing; `order.runId()` is not looked at.
    Understanding check(StageOrder order);
}
