package dev.rollcall.plan;

/// What waits for a person: only what a gate holds, or the whole plan.
public enum Approval {
    GATES,
    ALWAYS
}
