package dev.rollcall.run;

/// Where a run is on its way. See docs/lifecycle.md.
public enum RunState {
    RECEIVED,
    STAGING,
    SNAPSHOT,
    PLANNING,
    PUSHING,
    PLANNED,
    AWAITING_APPROVAL,
    COMPLETED,
    COMPLETED_WITH_ERRORS,
    REFUSED,
    FAILED,
    CANCELLED;

    /// Whether nothing more happens by itself.
    public boolean isEnd() {
        return compareTo(PLANNED) >= 0;
    }
}
