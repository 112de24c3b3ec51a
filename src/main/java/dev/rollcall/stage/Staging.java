package dev.rollcall.stage;

import dev.rollcall.source.Records;

/// Reads an export, checks its rows and puts them into the staging tables, all or nothing.
public interface Staging {

    /// May be called again for the same run: what an earlier call left is replaced.
    StageOutcome stage(StageOrder order);

    /// Stages records as they are pulled (or read from the archive); the order's file and shape are not looked at.
    ///
    /// @throws dev.rollcall.source.SourceUnavailable where the source stopped; nothing is staged then
    StageOutcome stage(StageOrder order, Records records);

    /// Says what would be understood of an export, and writes nothing; `order.runId()` is not looked at.
    Understanding check(StageOrder order);

    /// The same for records.
    Understanding check(StageOrder order, Records records);
}
