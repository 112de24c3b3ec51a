package dev.rollcall.push;

import dev.rollcall.connector.Effect;
import dev.rollcall.person.RowCode;

/// What is to be done about a change after an attempt.
sealed interface Verdict {

    record Done(Effect effect) implements Verdict {}

    /// @param complaint what of it is understood: an attribute, or what only a person can mend
    record Fail(RowCode code, String remoteCode, String remoteMessage, Complaint complaint) implements Verdict {
        Fail(RowCode code, String remoteCode, String remoteMessage) {
            this(code, remoteCode, remoteMessage, Complaint.NONE);
        }
    }

    /// Nothing was done, or doing it twice does no harm.
    ///
    /// @param counted whether it used up an attempt
    record Again(boolean counted, boolean lost, String what) implements Verdict {}

    /// The answer was lost: look whether it was done.
    record LookUp(boolean counted, String what) implements Verdict {}

    /// What we want to make is there already.
    record Exists(Fail otherwise) implements Verdict {}
}
