package dev.rollcall.push;

import java.util.Locale;

/// The state of a change in the journal; the lower-case name stands in the database, reports and the REST
/// interface.
public enum State {
    PENDING,
    /// Committed before the call leaves; counted as pending.
    SENT,
    /// The answer was lost; to be looked up.
    UNKNOWN,
    APPLIED,
    FAILED,
    STALE,
    HELD,
    DISCARDED,
    SUPERSEDED;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static State ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
