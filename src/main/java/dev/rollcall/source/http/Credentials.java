package dev.rollcall.source.http;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector.Session;
import dev.rollcall.connector.TokenInUse;
import dev.rollcall.source.SourceSettings.Auth;
import dev.rollcall.source.ndjson.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// How we show a partner who we are. A token is got once and used until it is refused.
final class Credentials {
    private static final int LONGEST_REPLY = 1 << 20;

    private final Auth auth;
    private final PartnerCalls calls;
    private final Duration timeout;
    private final TokenInUse<String> token = new TokenInUse<>("");
    private volatile boolean inBody;

    Credentials(Auth auth, PartnerCalls calls, Duration timeout) {
        this.auth = auth;
        this.calls = calls;
        this.timeout = timeout;
    }

    long session() {
        return token.current().session();
    }

    /// The headers that carry them, and the session they belong to.
    Shown shown() {
        TokenInUse.Numbered<String> now = token.current();
        Map<String, String> headers = switch (auth) {
            case Auth.None _ -> Map.of();
            case Auth.Basic by ->
                Map.of("Authorization", basic(by.user().reveal(), by.password().reveal()));
            case Auth.Bearer by ->
                Map.of("Authorization", "Bearer " + by.token().reveal());
            case Auth.Header by -> Map.of(by.name(), by.value().reveal());
            case Auth.OAuth2 _ -> Map.of("Authorization", "Bearer " + now.token());
        };
        return new Shown(now.session(), headers);
    }

    record Shown(long session, Map<String, String> headers) {
        @Override
        public String toString() {
            return "session " + session;
        }
    }

    /// Gets a token; where there is none to get, a new session reads the secrets again.
    Answer<Session> login() {
        return auth instanceof Auth.OAuth2 by ? token(by) : new Answer.Success<>(session(""));
    }

    private Session session(String got) {
        return new Session(token.replace(got).session(), Optional.empty());
    }

    /// RFC 6749, 4.4: the client's name and secret as Basic, or in the form for servers that take them only
    /// there (2.3.1).
    private Answer<Session> token(Auth.OAuth2 by) {
        Answer<Session> answer = token(by, inBody);
        if (!inBody && answer instanceof Answer.Refused<Session>) {
            Answer<Session> other = token(by, true);
            inBody = other instanceof Answer.Success<Session>;
            return inBody ? other : answer;
        }
        return answer;
    }

    private Answer<Session> token(Auth.OAuth2 by, boolean inForm) {
        String id = by.clientId().reveal();
        String secret = by.clientSecret().reveal();
        String form = "grant_type=client_credentials"
                + by.scope().map(scope -> "&scope=" + encoded(scope)).orElse("")
                + (inForm ? "&client_id=" + encoded(id) + "&client_secret=" + encoded(secret) : "");
        Map<String, String> headers = inForm
                ? Map.of("Accept", "application/json")
                : Map.of("Accept", "application/json", "Authorization", basic(encoded(id), encoded(secret)));
        var call = new PartnerCalls.Call(by.tokenUrl(), headers, Optional.of(form), timeout);
        return calls.call(call, this::read);
    }

    private Answer<Session> read(PartnerCalls.Reply reply) throws IOException {
        if (reply.status() >= 300 && reply.status() < 500) {
            return new Answer.Refused<>("HTTP " + reply.status(), "", Answer.Refusal.CREDENTIALS);
        }
        if (!reply.isSuccess()) {
            return new Answer.Lost<>("HTTP " + reply.status() + " of the token call");
        }
        try (InputStream body = reply.body()) {
            return accessToken(new Bounded(body, LONGEST_REPLY))
                    .<Answer<Session>>map(got -> new Answer.Success<>(session(got)))
                    .orElseGet(() -> new Answer.Lost<>("a token call without access_token"));
        } catch (JacksonException _) {
            return new Answer.Lost<>("a token call without JSON");
        }
    }

    private static Optional<String> accessToken(InputStream body) {
        try (JsonParser parser = Json.parser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("access_token") && value == JsonToken.VALUE_STRING) {
                    return Optional.of(parser.getString()).filter(text -> !text.isEmpty());
                }
                parser.skipChildren();
            }
            return Optional.empty();
        }
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
