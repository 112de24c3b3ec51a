package dev.rollcall.connector.garment;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Answer.Refusal;
import dev.rollcall.connector.Connector.Session;
import dev.rollcall.connector.HttpCall;
import dev.rollcall.connector.Json;
import dev.rollcall.connector.Response;
import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Target;
import dev.rollcall.connector.TokenInUse;
import dev.rollcall.connector.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Garment's conventions: login, then a tenant to select, then Bearer calls whose refusals are told apart by
/// `code`.
final class Api implements AutoCloseable {

    private static final String AUTH = "/api/v1/auth";

    private final Transport transport;
    private final String prefix;
    private final String wantedTenant;
    private final Map<String, Secret> credentials;
    private final TokenInUse<Pair> pair = new TokenInUse<>(new Pair("", "", ""));
    private volatile long contextLost;

    Api(Target target) {
        this.transport = Transport.open(target.url(), target.timeout());
        this.prefix = target.options().getOrDefault("prefix", "/api/v1");
        this.wantedTenant = target.options().getOrDefault("tenant", "");
        this.credentials = target.credentials();
    }

    /// @param tenant the id of the selected tenant; empty where none had to be selected
    private record Pair(String access, String refresh, String tenant) {
        @Override
        public String toString() {
            return "***";
        }
    }

    long session() {
        return pair.current().session();
    }

    /// Selects the tenant again where only that was lost, else refreshes, else logs in anew.
    Answer<Session> login() {
        if (credentials.containsKey("token")) {
            return pasted();
        }
        TokenInUse.Numbered<Pair> old = pair.current();
        if (old.session() > 0
                && contextLost == old.session()
                && !old.token().tenant().isEmpty()) {
            Answer<Session> again = select(old.token().access(), old.token().tenant());
            if (again instanceof Answer.Success<Session>) {
                return again;
            }
        } else if (!old.token().refresh().isEmpty()) {
            Answer<Session> fresh = refresh(old.token());
            if (!(fresh instanceof Answer.Refused<Session>)) {
                return fresh;
            }
        }
        return anew();
    }

    private Answer<Session> pasted() {
        String token = credential("token");
        HttpCall call = HttpCall.json("GET", AUTH + "/me").header("Authorization", "Bearer " + token);
        return credentials(transport.call(
                call,
                response -> read(response, 0, answer -> {
                    String email = answer.path("data").path("email").asString("");
                    long number = pair.replace(new Pair(token, "", "")).session();
                    return new Session(number, Optional.of(email).filter(found -> !found.isEmpty()));
                })));
    }

    private Answer<Session> refresh(Pair old) {
        ObjectNode body = Json.object().put("refresh_token", old.refresh());
        return credentials(post("/refresh", "", body, answer -> begin(answer, old.tenant())));
    }

    private Answer<Session> select(String access, String tenant) {
        ObjectNode body = Json.object().put("tenant_id", tenant);
        return credentials(post("/select-tenant", access, body, answer -> begin(answer, tenant)));
    }

    private Answer<Session> anew() {
        ObjectNode body = Json.object().put("email", credential("email")).put("password", credential("password"));
        Answer<JsonNode> answer = post("/login", "", body, Function.identity());
        if (!(answer instanceof Answer.Success<JsonNode>(JsonNode login))) {
            return wrong(credentials(answer.map(_ -> new Session(0, Optional.empty()))));
        }
        JsonNode data = login.path("data");
        if (data.path("two_factor_required").asBoolean(false) || data.has("challenge_token")) {
            String what = "the account asks for a second factor; use a service account without one";
            return new Answer.Refused<>("TWO_FACTOR_REQUIRED", what, Refusal.CREDENTIALS);
        }
        return choose(login, data);
    }

    private Answer<Session> choose(JsonNode login, JsonNode data) {
        String access = data.path("access_token").asString("");
        if (access.isEmpty()) {
            return new Answer.Lost<>("a login answer without access_token");
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode tenant : data.path("tenants").values()) {
            String id = tenant.path("id").asString("");
            boolean meant =
                    id.equals(wantedTenant) || tenant.path("name").asString("").equals(wantedTenant);
            if (wantedTenant.isEmpty() || meant) {
                ids.add(id);
            }
        }
        if (wantedTenant.isEmpty() && ids.isEmpty()) {
            return new Answer.Success<>(begin(login, ""));
        }
        return ids.size() == 1 ? select(access, ids.getFirst()) : undecided(ids.size());
    }

    private static Answer<Session> undecided(int found) {
        String what = "found " + found + " tenants that may be meant; expected one, named by options.tenant";
        return new Answer.Refused<>("TENANT_NOT_SELECTED", what, Refusal.NOT_PERMITTED);
    }

    private Session begin(JsonNode answer, String tenant) {
        JsonNode data = answer.path("data");
        String access = data.path("access_token").asString("");
        if (access.isEmpty()) {
            throw new Transport.Unreadable("no access_token");
        }
        long number = pair.replace(new Pair(access, data.path("refresh_token").asString(""), tenant))
                .session();
        return new Session(number, Optional.of(credential("email")));
    }

    private String credential(String name) {
        Secret secret = credentials.get(name);
        return secret == null ? "" : secret.reveal();
    }

    private static Answer<Session> credentials(Answer<Session> answer) {
        return answer instanceof Answer.Unauthorized<Session>(long _, String code, String message)
                ? new Answer.Refused<>(code, message, Refusal.CREDENTIALS)
                : answer;
    }

    /// A login sends an address and a password and nothing else: a complaint about fields (422) is one about them.
    private static Answer<Session> wrong(Answer<Session> answer) {
        return answer instanceof Answer.Refused<Session>(String code, String message, Refusal kind, var _)
                        && kind == Refusal.OTHER
                ? new Answer.Refused<>(code, message, Refusal.CREDENTIALS)
                : answer;
    }

    private <T> Answer<T> post(String path, String access, ObjectNode body, Function<JsonNode, T> reading) {
        HttpCall call = HttpCall.json("POST", AUTH + path).body(Json.bytes(body));
        HttpCall sent = access.isEmpty() ? call : call.header("Authorization", "Bearer " + access);
        return transport.call(sent, response -> read(response, 0, reading));
    }

    <T> Answer<T> get(String target, Function<JsonNode, T> reading) {
        return call(HttpCall.json("GET", prefix + target), reading);
    }

    <T> Answer<T> send(String method, String target, ObjectNode body, Function<JsonNode, T> reading) {
        return call(HttpCall.json(method, prefix + target).body(Json.bytes(body)), reading);
    }

    private <T> Answer<T> call(HttpCall call, Function<JsonNode, T> reading) {
        TokenInUse.Numbered<Pair> current = pair.current();
        if (current.session() == 0) {
            return new Answer.Unauthorized<>(0, "NO_TOKEN", "no token yet");
        }
        HttpCall sent = call.header("Authorization", "Bearer " + current.token().access());
        Answer<T> answer = transport.call(sent, response -> read(response, current.session(), reading));
        if (answer instanceof Answer.Unauthorized<T>(long session, String code, String _)
                && Refusals.isContextLost(code)) {
            contextLost = session;
        }
        return answer;
    }

    /// A success may be the envelope, a bare object, a bare string or empty: the HTTP status decides.
    private static <T> Answer<T> read(Response response, long session, Function<JsonNode, T> reading) {
        if (response.isSuccess()) {
            JsonNode body = response.isEmpty() ? Json.object() : Json.tree(response);
            return new Answer.Success<>(reading.apply(body));
        }
        boolean refused = response.status() >= 400 && response.status() < 500 && response.status() != 408;
        return refused ? Refusals.answer(response, session) : response.unreadable();
    }

    @Override
    public void close() {
        transport.close();
    }
}
