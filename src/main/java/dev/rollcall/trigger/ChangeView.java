package dev.rollcall.trigger;

import dev.rollcall.person.Attributes;
import dev.rollcall.person.Value;
import dev.rollcall.push.JournalLine;
import dev.rollcall.push.State;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A change as the REST interface shows it.
final class ChangeView {
    private ChangeView() {}

    static Map<String, @Nullable Object> of(JournalLine line) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("seq", line.seq());
        all.put("action", line.action().key());
        all.put("employeeId", line.employeeId());
        all.put("remoteId", line.remoteId().orElse(null));
        all.put("line", line.line().isPresent() ? line.line().getAsLong() : null);
        all.put("before", values(line.before()));
        all.put("after", values(line.after()));
        all.put("global", line.global());
        all.put(
                "outcome",
                line.state() == State.SENT ? State.PENDING.key() : line.state().key());
        all.put("heldBy", line.heldBy());
        all.put("attempts", line.attempts());
        all.put("code", line.code().orElse(null));
        all.put("remoteCode", line.remoteCode().orElse(null));
        all.put("remoteMessage", line.remoteMessage().orElse(null));
        all.put("sentAt", time(line.sentAt()));
        all.put("finishedAt", time(line.finishedAt()));
        return all;
    }

    private static Map<String, @Nullable Object> values(Attributes attributes) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        attributes.byKey().forEach((key, value) -> all.put(key, plain(value)));
        return all;
    }

    private static Object plain(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Flag(boolean on) -> on;
            case Value.Items(var items) -> items;
        };
    }

    private static @Nullable String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }
}
