package dev.rollcall.connector.ruangkerja;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Answer.Refusal;
import dev.rollcall.connector.Declared;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.Json;
import dev.rollcall.connector.Write;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Calls that carry many writes of one kind, and the one that carries e-mails alone.
final class BulkCalls {

    private static final String CREATE = "/ruangkerja/users/create-bulk";
    private static final String UPDATE = "/ruangkerja/users/update-bulk";
    private static final String TAGS = "/ruangkerja/tags/create-bulk";
    /// The page's heading has the first path, its example the second.
    private static final String EMAILS = "/ruangkerja/users/update-email-bulk";
    private static final String EMAILS_OTHERWISE = "/ruangkerja/users/update-bulk-email";

    private final Api api;

    BulkCalls(Api api) {
        this.api = api;
    }

    Answer<List<Answer<Effect>>> all(List<Write> writes) {
        return switch (writes.getFirst()) {
            case Write.Create _ -> call(CREATE, writes);
            case Write.Update _, Write.Rename _ -> call(UPDATE, writes);
            case Write.CreateReference _ -> call(TAGS, writes);
            case Write.ChangeEmail _ -> emails(writes);
            case Write.RevokeInvitation _ -> Declared.notOffered("invitations");
        };
    }

    Answer<Effect> one(Write.ChangeEmail write) {
        Answer<List<Answer<Effect>>> answer = emails(List.of(write));
        return answer instanceof Answer.Success<List<Answer<Effect>>>(List<Answer<Effect>> answers)
                ? answers.getFirst()
                : answer.map(_ -> new Effect.Updated(write.current().id()));
    }

    private Answer<List<Answer<Effect>>> emails(List<Write> writes) {
        Answer<List<Answer<Effect>>> answer = call(EMAILS, writes);
        boolean nowhere =
                answer instanceof Answer.Refused<List<Answer<Effect>>> refused && refused.kind() == Refusal.NOT_FOUND;
        return nowhere ? call(EMAILS_OTHERWISE, writes) : answer;
    }

    private Answer<List<Answer<Effect>>> call(String target, List<Write> writes) {
        ObjectNode body = Bodies.items(writes.stream().map(BulkCalls::item).toList());
        long session = api.session();
        return api.send(
                "POST",
                target,
                body,
                Wire.BULK,
                (Wire.Bulk bulk) -> new BulkMatch(writes).match(bulk, new Errors(session, 200)));
    }

    private static ObjectNode item(Write write) {
        return switch (write) {
            case Write.Create(var id, var wanted) -> Bodies.create(id, wanted);
            case Write.Update(var current, var changes) -> Bodies.update(current, changes);
            case Write.Rename(var current, var newId, var changes) -> Bodies.rename(current, newId, changes);
            case Write.ChangeEmail(var current, String email) -> Bodies.email(current, email);
            case Write.CreateReference(var _, String name) -> Json.object().put("name", name);
            case Write.RevokeInvitation _ -> throw new IllegalArgumentException("refused before");
        };
    }
}
