package dev.rollcall.connector.ruangkerja;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector.Session;
import dev.rollcall.connector.HttpCall;
import dev.rollcall.connector.Json;
import dev.rollcall.connector.Response;
import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Target;
import dev.rollcall.connector.TokenInUse;
import dev.rollcall.connector.Transport;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/// Ruangkerja's conventions: the bare token in Authorization, JSON both ways, an envelope that holds data or an
/// errorCode.
final class Api implements AutoCloseable {

    private final Transport transport;
    private final Map<String, Secret> credentials;
    private final TokenInUse<String> token = new TokenInUse<>("");

    Api(Target target) {
        this.transport = Transport.open(target.url(), target.timeout());
        this.credentials = target.credentials();
    }

    long session() {
        return token.current().session();
    }

    Answer<Session> login() {
        ObjectNode body = Json.object()
                .put("clientID", credential("clientId"))
                .put("clientSecret", credential("clientSecret"))
                .put("grantType", "client_credentials");
        HttpCall call = HttpCall.json("POST", "/oauth/token").body(Json.bytes(body));
        Answer<String> answer = transport.call(call, response -> read(response, 0, Wire.TOKEN, Api::accessToken));
        return switch (answer) {
            case Answer.Unauthorized<String>(long _, String code, String message) ->
                new Answer.Refused<>(code, message, Answer.Refusal.CREDENTIALS);
            case Answer.Refused<String>(String code, String message, var kind, var _) ->
                new Answer.Refused<>(code, message, code.equals("400") ? Answer.Refusal.CREDENTIALS : kind);
            default -> answer.map(this::begin);
        };
    }

    private String credential(String name) {
        Secret secret = credentials.get(name);
        return secret == null ? "" : secret.reveal();
    }

    private static String accessToken(Wire.Token token) {
        return Json.found(token.accessToken(), "accessToken");
    }

    private Session begin(String given) {
        return new Session(token.replace(given).session(), Optional.empty());
    }

    <D, T> Answer<T> get(String target, ObjectReader shape, Function<D, T> reading) {
        return call(HttpCall.json("GET", target), shape, reading);
    }

    <D, T> Answer<T> send(String method, String target, ObjectNode body, ObjectReader shape, Function<D, T> reading) {
        return call(HttpCall.json(method, target).body(Json.bytes(body)), shape, reading);
    }

    private <D, T> Answer<T> call(HttpCall call, ObjectReader shape, Function<D, T> reading) {
        TokenInUse.Numbered<String> current = token.current();
        if (current.session() == 0) {
            return new Answer.Unauthorized<>(0, "NO_TOKEN", "no token yet");
        }
        HttpCall authorized = call.header("Authorization", current.token());
        return transport.call(authorized, response -> read(response, current.session(), shape, reading));
    }

    /// The body decides first: errorCode is a failure whatever the status is.
    private static <D, T> Answer<T> read(Response response, long session, ObjectReader shape, Function<D, T> reading) {
        Optional<Wire.Enveloped<D>> body = body(response, shape);
        Integer code = body.map(Wire.Enveloped::errorCode).orElse(null);
        if (body.isPresent() && code != null) {
            Wire.Enveloped<D> error = body.get();
            return new Errors(session, response.status()).answer(code, error.message(), error.detail());
        }
        if (response.status() == 401 || response.status() == 403) {
            return new Answer.Unauthorized<>(session, Integer.toString(response.status()), "");
        }
        if (!response.isSuccess() || body.isEmpty()) {
            return response.unreadable();
        }
        return new Answer.Success<>(reading.apply(Json.found(body.get().data(), "data")));
    }

    /// The envelope; empty for a refusal that is no JSON.
    private static <D> Optional<Wire.Enveloped<D>> body(Response response, ObjectReader shape) {
        if (!response.looksLikeJson()) {
            return Optional.empty();
        }
        return Optional.of(shape.readValue(response.body()));
    }

    @Override
    public void close() {
        transport.close();
    }
}
