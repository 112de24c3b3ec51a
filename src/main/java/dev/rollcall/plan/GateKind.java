package dev.rollcall.plan;

/// What a gate counts; the lower-case name stands in job files, reports and the REST interface.
public enum GateKind {
    CREATE,
    UPDATE,
    RENAME,
    DEACTIVATE,
    REACTIVATE,
    /// Changes of any kind that clear one attribute, counted for each attribute.
    BLANK
}
