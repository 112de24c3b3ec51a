package dev.rollcall.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rollcall.push.JournalLine;
import dev.rollcall.push.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A change as the REST interface and the pages show it: names in place of the tenant's ids.
///
/// @param line of the export; null where no row names the person
/// @param global whether it travels to the other tenants of the person
/// @param resetsPassword whether the person has to set a new password afterwards
/// @param outcome `pending` also for what is being sent
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ChangeView(
        long seq,
        String action,
        String employeeId,
        @Nullable String remoteId,
        @Nullable Long line,
        Map<String, Object> before,
        Map<String, Object> after,
        boolean global,
        boolean resetsPassword,
        String outcome,
        List<String> heldBy,
        int attempts,
        @Nullable String code,
        @Nullable String remoteCode,
        @Nullable String remoteMessage,
        @Nullable Instant sentAt,
        @Nullable Instant finishedAt) {

    public static ChangeView of(JournalLine line, Labels labels) {
        return new ChangeView(
                line.seq(),
                line.action().key(),
                line.employeeId(),
                line.remoteId().orElse(null),
                line.line().isPresent() ? line.line().getAsLong() : null,
                labels.shown(line.before()),
                labels.shown(line.after()),
                line.global(),
                line.resetsPassword(),
                line.state() == State.SENT ? State.PENDING.key() : line.state().key(),
                line.heldBy(),
                line.attempts(),
                line.code().orElse(null),
                line.remoteCode().orElse(null),
                line.remoteMessage().orElse(null),
                line.sentAt().orElse(null),
                line.finishedAt().orElse(null));
    }
}
