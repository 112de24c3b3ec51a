package dev.rollcall.push;

import dev.rollcall.connector.Effect;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.RowCode;
import java.util.Optional;

/// What a line of the journal is to say from now on.
///
/// @param remoteCode the tenant's own, empty for none
/// @param complaint what of a failure is understood
/// @param effect what was brought about, where it was applied or taken back
/// @param after the values that were written, references by their ids
/// @param fromId the user's id before the write, where there was one
public record Outcome(
        Line line,
        State state,
        int attempts,
        boolean lost,
        boolean undo,
        Optional<RowCode> code,
        String remoteCode,
        String remoteMessage,
        Complaint complaint,
        Optional<Effect> effect,
        Attributes after,
        Optional<String> fromId) {}
