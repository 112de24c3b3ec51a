package dev.rollcall.plan;

/// Makes the plan of a run from what staging and snapshot left in the database.
public interface Planning {

    /// Finds what differs, decides each case, and stores the sealed plan: findings, changes, gates, counts,
    /// digest. A plan of the same run that is there already is replaced.
    PlanOutcome plan(PlanOrder order);

    /// Makes the plan that takes back what another run of the job has applied, from the before values of its
    /// changes. It has no rows; order, gates and digest are those of any plan. What has changed in the tenant
    /// since is found out when the plan is pushed.
    PlanOutcome undo(PlanOrder order, long undone);

    /// Remembers the links of employees whom the run found in the tenant: done when a run goes on to push, not
    /// before, so that a plan nobody applies leaves no trace.
    ///
    /// @return how many links were made or moved
    long adopt(long runId, String job);
}
