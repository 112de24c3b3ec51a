package dev.rollcall.connector.example;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Declared;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.HttpCall;
import dev.rollcall.connector.Json;
import dev.rollcall.connector.OpenInvitation;
import dev.rollcall.connector.Page;
import dev.rollcall.connector.Response;
import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Target;
import dev.rollcall.connector.TokenInUse;
import dev.rollcall.connector.Transport;
import dev.rollcall.connector.UserKey;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attribute.Kind;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.person.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Speaks four calls of Ruangkerja: the token, the list, create and update.
final class Example implements Connector {

    static final int PAGE_SIZE = 100;

    private final Abilities abilities;
    private final Target target;
    private final Transport transport;
    private final TokenInUse<String> token = new TokenInUse<>("");

    Example(Target target, Abilities abilities) {
        this.target = target;
        this.abilities = abilities;
        this.transport = Transport.open(target.url(), target.timeout());
    }

    @Override
    public Abilities abilities() {
        return abilities;
    }

    @Override
    public long session() {
        return token.current().session();
    }

    @Override
    public Answer<Session> login() {
        ObjectNode body = Json.object().put("grantType", "client_credentials");
        body.put("clientID", credential("clientId")).put("clientSecret", credential("clientSecret"));
        HttpCall call = HttpCall.json("POST", "/oauth/token").body(Json.bytes(body));
        Answer<String> answer = transport.call(call, response -> read(response, 0, data -> text(data, "accessToken")));
        return switch (answer) {
            case Answer.Refused<String> no -> new Answer.Refused<>(no.code(), no.message(), Answer.Refusal.CREDENTIALS);
            default -> answer.map(given -> new Session(token.replace(given).session(), Optional.empty()));
        };
    }

    private String credential(String name) {
        Secret secret = target.credentials().get(name);
        return secret == null ? "" : secret.reveal();
    }

    @Override
    public Answer<Page<TenantUser>> users(int number) {
        String query = "?page=" + number + "&pageSize=" + PAGE_SIZE;
        return call(HttpCall.json("GET", "/ruangkerja/users" + query), data -> {
            List<TenantUser> users = new ArrayList<>();
            data.path("items").values().forEach(item -> users.add(user(item)));
            boolean last = number >= data.path("totalPage").asInt() || users.isEmpty();
            return new Page<>(users, OptionalLong.of(data.path("totalItems").asLong()), last);
        });
    }

    private static TenantUser user(JsonNode item) {
        String id = text(item, "employeeID");
        Attributes attributes = new Attributes(Map.of(
                Attribute.NAME, Value.text(item.path("name").asString("")),
                Attribute.EMAIL, Value.text(item.path("email").asString("")),
                Attribute.PHONE, Value.text(item.path("phone").asString(""))));
        boolean active = item.path("isActive").asBoolean(false);
        return new TenantUser(new TenantUserId(id), Optional.of(new EmployeeId(id)), active, attributes, false);
    }

    @Override
    public Answer<Effect> write(Write write) {
        return Declared.<Effect>refusal(abilities, write).orElseGet(() -> send(write));
    }

    private Answer<Effect> send(Write write) {
        return switch (write) {
            case Write.Create(var id, var wanted) -> {
                ObjectNode body = body(id.value(), wanted).put("isActive", true);
                yield call(post("POST", "", body), _ -> new Effect.Created(new TenantUserId(id.value())));
            }
            case Write.Update(var current, var changes) -> {
                Attributes sent = changes.has(Attribute.NAME)
                        ? changes
                        : changes.with(
                                Attribute.NAME, Value.text(current.attributes().text(Attribute.NAME)));
                ObjectNode body = body(current.id().value(), sent)
                        .put("isActive", changes.flag(Attribute.ACTIVE).orElse(current.active()));
                String at = "/" + HttpCall.encoded(current.id().value());
                yield call(post("PUT", at, body), _ -> new Effect.Updated(current.id()));
            }
            case Write.Rename _, Write.ChangeEmail _, Write.RevokeInvitation _, Write.CreateReference _ ->
                Declared.notOffered("this call");
        };
    }

    private static ObjectNode body(String employeeId, Attributes values) {
        ObjectNode body = Json.object().put("employeeID", employeeId);
        values.values().forEach((attribute, value) -> {
            if (attribute.kind() == Kind.TEXT) {
                body.put(attribute.key(), values.text(attribute));
            }
        });
        return body;
    }

    private static HttpCall post(String method, String at, ObjectNode body) {
        return HttpCall.json(method, "/ruangkerja/users" + at).body(Json.bytes(body));
    }

    private <T> Answer<T> call(HttpCall call, Function<JsonNode, T> reading) {
        TokenInUse.Numbered<String> current = token.current();
        if (current.session() == 0) {
            return new Answer.Unauthorized<>(0, "NO_TOKEN", "no token yet");
        }
        HttpCall authorized = call.header("Authorization", current.token());
        return transport.call(authorized, response -> read(response, current.session(), reading));
    }

    /// A body with an errorCode is a refusal, whatever the status is.
    private static <T> Answer<T> read(Response response, long session, Function<JsonNode, T> reading) {
        JsonNode body = response.looksLikeJson() ? Json.tree(response) : Json.object();
        String code = body.path("errorCode").asString("");
        String said =
                body.path("message").asString("") + ": " + body.path("detail").asString("");
        return switch (code) {
            case "" ->
                response.isSuccess() && body.has("data")
                        ? new Answer.Success<>(reading.apply(body.path("data")))
                        : response.unreadable();
            case "123" -> new Answer.Unauthorized<>(session, code, said);
            case "10101" -> new Answer.Refused<>(code, said, Answer.Refusal.EMPLOYEE_ID_EXISTS);
            case "10102" -> new Answer.Refused<>(code, said, Answer.Refusal.EMAIL_EXISTS);
            default ->
                response.status() >= 500
                        ? response.unreadable()
                        : new Answer.Refused<>(
                                code,
                                said,
                                said.contains("already") ? Answer.Refusal.VALUE_EXISTS : Answer.Refusal.OTHER);
        };
    }

    private static String text(JsonNode node, String field) {
        return Json.found(node.path(field).stringValue(null), field);
    }

    @Override
    public Answer<List<TenantUser>> find(UserKey key) {
        return Declared.notOffered("one user by its key");
    }

    @Override
    public Answer<Page<Reference>> references(Attribute kind, int number) {
        return Declared.notOffered(kind.key());
    }

    @Override
    public Answer<Page<OpenInvitation>> invitations(int number) {
        return new Answer.Success<>(new Page<>(List.of(), OptionalLong.of(0), true));
    }

    @Override
    public Answer<List<Answer<Effect>>> writeAll(List<Write> writes) {
        return Declared.notOffered("many writes in one call");
    }

    @Override
    public void close() {
        transport.close();
    }
}
