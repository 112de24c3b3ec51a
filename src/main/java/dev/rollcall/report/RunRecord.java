package dev.rollcall.report;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/// What the database holds of a run, as reports need it.
public interface RunRecord {

    /// Shows every finding, and every change that failed or is stale, by line; never all in memory at once.
    /// The iterator is good only during the call.
    void faults(long runId, Consumer<Iterator<Fault>> use);

    /// Findings that turned a row away (not those that only tell, nor what was found while pushing), by number.
    List<Fault> rejects(long runId, long afterNumber, int limit);

    /// Headers of the export that the plan did not compare, since the tenant's API cannot change what they hold.
    List<String> notCompared(long runId);

    /// Names of what users of the run's tenant point at.
    Labels labels(long runId);
}
