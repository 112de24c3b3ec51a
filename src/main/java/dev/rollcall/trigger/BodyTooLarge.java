package dev.rollcall.trigger;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The body of a call other than an export is longer than any that makes sense.
final class BodyTooLarge extends IOException {
    static final int MOST_BYTES = 1024 * 1024;
    private static final long serialVersionUID = 1L;

    BodyTooLarge() {
        super("the body has more than " + MOST_BYTES + " bytes; only an export may be longer");
    }

    static boolean isCause(Throwable trouble) {
        for (@Nullable Throwable t = trouble; t != null; t = t.getCause()) {
            if (t instanceof BodyTooLarge) {
                return true;
            }
        }
        return false;
    }
}
