package dev.rollcall.plan;

/// The kinds of change; the lower-case name stands in reports and the REST interface.
public enum Action {
    CREATE,
    UPDATE,
    RENAME,
    DEACTIVATE,
    REACTIVATE;

    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
