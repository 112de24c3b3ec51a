package dev.rollcall.connector.deskhero;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Answer.Refusal;
import dev.rollcall.connector.HttpCall;
import dev.rollcall.connector.Json;
import dev.rollcall.connector.Response;
import dev.rollcall.connector.Target;
import dev.rollcall.connector.TokenInUse;
import dev.rollcall.connector.Transport;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Deskhero's conventions: a Bearer token, tenant and version in the path, errors in the wrapper, as
/// ProblemDetails or empty.
final class Api implements AutoCloseable {

    private final Transport transport;
    private final String root;
    private final TokenInUse<String> token = new TokenInUse<>("");

    Api(Target target) {
        this.transport = Transport.open(target.url(), target.timeout());
        String tenant = HttpCall.encoded(target.options().getOrDefault("tenant", ""));
        this.root = "/api/" + tenant + "/v" + target.options().getOrDefault("version", "1");
    }

    long session() {
        return token.current().session();
    }

    long begin(String given) {
        return token.replace(given).session();
    }

    /// A call with a token that is not in use yet.
    <T> Answer<T> probe(String given, String target, Function<JsonNode, T> reading) {
        HttpCall call = HttpCall.json("GET", root + target).header("Authorization", "Bearer " + given);
        return transport.call(call, response -> read(response, 0, reading));
    }

    <T> Answer<T> get(String target, Function<JsonNode, T> reading) {
        return call(HttpCall.json("GET", root + target), reading);
    }

    <T> Answer<T> send(String method, String target, ObjectNode body, Function<JsonNode, T> reading) {
        return call(HttpCall.json(method, root + target).body(Json.bytes(body)), reading);
    }

    private <T> Answer<T> call(HttpCall call, Function<JsonNode, T> reading) {
        TokenInUse.Numbered<String> current = token.current();
        if (current.session() == 0) {
            return new Answer.Unauthorized<>(0, "NO_TOKEN", "no token yet");
        }
        HttpCall authorized = call.header("Authorization", "Bearer " + current.token());
        return transport.call(authorized, response -> read(response, current.session(), reading));
    }

    private static <T> Answer<T> read(Response response, long session, Function<JsonNode, T> reading) {
        if (response.isSuccess()) {
            return new Answer.Success<>(reading.apply(Json.tree(response)));
        }
        if (response.status() < 400 || response.status() >= 500 || response.status() == 408) {
            return response.unreadable();
        }
        JsonNode body = response.looksLikeJson() ? Json.tree(response) : Json.object();
        String code = code(body, response.status());
        String message = message(body);
        if (response.status() == 401) {
            return new Answer.Unauthorized<>(session, code, message);
        }
        return new Answer.Refused<>(code, message, kind(response, message));
    }

    private static String code(JsonNode body, int status) {
        String code = body.path("messages").path(0).path("code").asString("");
        return code.isEmpty() ? Integer.toString(status) : code;
    }

    private static String message(JsonNode body) {
        StringJoiner told = new StringJoiner("; ");
        body.path("messages")
                .values()
                .forEach(message -> told.add(message.path("message").asString("")));
        if (told.length() == 0) {
            String detail = body.path("detail").asString(body.path("title").asString(""));
            if (!detail.isEmpty()) {
                told.add(detail);
            }
            for (var error : body.path("errors").properties()) {
                error.getValue().values().forEach(words -> told.add(error.getKey() + ": " + words.asString("")));
            }
        }
        return told.toString();
    }

    /// 400 stands for everything there, so the words decide.
    private static Refusal kind(Response response, String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (response.status() != 400) {
            return response.refusal();
        }
        if (words.contains("user not found") || words.contains("invite is not active")) {
            return Refusal.NOT_FOUND;
        }
        return words.contains("already") ? Refusal.EMAIL_EXISTS : Refusal.OTHER;
    }

    @Override
    public void close() {
        transport.close();
    }
}
