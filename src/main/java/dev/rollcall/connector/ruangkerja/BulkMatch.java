package dev.rollcall.connector.ruangkerja;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.Write;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds for each write of a bulk call what the answer says of it. The answer may have another order and may leave
/// items out; it says `success` even where every item failed, so only its two lists count.
final class BulkMatch {

    private final List<Write> writes;
    private final Map<String, Deque<Integer>> places = new HashMap<>();
    private final List<Answer<Effect>> answers;

    BulkMatch(List<Write> writes) {
        this.writes = writes;
        this.answers = new ArrayList<>(Collections.nCopies(writes.size(), new Answer.Lost<>("no word of this item")));
        for (int i = 0; i < writes.size(); i++) {
            places.computeIfAbsent(key(writes.get(i)), _ -> new ArrayDeque<>()).add(i);
        }
    }

    List<Answer<Effect>> match(Wire.Bulk bulk, Errors errors) {
        each(bulk.successItems(), (write, item) -> new Answer.Success<>(Effects.of(write, serial(item))));
        each(bulk.failedItems(), (_, item) -> refusal(item.error(), errors));
        return answers;
    }

    private void each(@Nullable List<Wire.BulkItem> items, Judgement judgement) {
        for (Wire.BulkItem item : items == null ? List.<Wire.BulkItem>of() : items) {
            place(item).ifPresent(at -> answers.set(at, judgement.of(writes.get(at), item)));
        }
    }

    private Optional<Integer> place(Wire.BulkItem item) {
        Wire.Payload payload = item.payload();
        if (payload == null) {
            return Optional.empty();
        }
        String key = writes.getFirst() instanceof Write.CreateReference ? payload.name() : payload.employeeID();
        return Optional.ofNullable(key).map(places::get).map(Deque::poll);
    }

    private static Optional<String> serial(Wire.BulkItem item) {
        return Optional.ofNullable(item.response()).map(Wire.Serial::serial);
    }

    private static Answer<Effect> refusal(Wire.@Nullable BulkError error, Errors errors) {
        if (error == null || error.errorCode() == null) {
            return new Answer.Refused<>("", error == null ? "" : text(error), Answer.Refusal.OTHER);
        }
        return errors.answer(error.errorCode(), error.message(), error.detail());
    }

    private static String text(Wire.BulkError error) {
        return error.detail() == null ? "" : error.detail();
    }

    private static String key(Write write) {
        return switch (write) {
            case Write.Create(var id, var _) -> id.value();
            case Write.Update(var current, var _) -> current.id().value();
            case Write.Rename(var current, var _, var _) -> current.id().value();
            case Write.ChangeEmail(var current, var _) -> current.id().value();
            case Write.CreateReference(var _, String name) -> name;
            case Write.RevokeInvitation(var invitation) -> invitation.value();
        };
    }

    private interface Judgement {
        Answer<Effect> of(Write write, Wire.BulkItem item);
    }
}
