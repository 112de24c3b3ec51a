package dev.rollcall.run;

import java.util.Locale;

/// What set a run going; the lower-case name stands in the REST interface.
public enum Trigger {
    INBOX,
    REST,
    SCHEDULE,
    UNDO;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
