package dev.rollcall.run;

/// How far a run is to go.
public enum Wanted {
    /// It ends PLANNED.
    PLAN,
    /// It goes on to push what no gate holds.
    APPLY
}
