package dev.rollcall.sandbox.host;

import dev.rollcall.sandbox.fault.FaultRefused;
import dev.rollcall.sandbox.http.Request;
import dev.rollcall.sandbox.http.Response;
import dev.rollcall.sandbox.record.CallRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The admin calls of one tenant, `{base}/_sandbox/…`: they are not counted, not disturbed, and need no token.
public final class Keeper {

    private static final int MOST = 1_000_000;

    private final HostedTenant tenant;
    private final String name;

    public Keeper(HostedTenant tenant, String name) {
        this.tenant = tenant;
        this.name = name;
    }

    /// @param path what follows `_sandbox`
    public Response answer(Request request, List<String> path) {
        if (!local(request)) {
            return refused(403, "Admin calls are answered on 127.0.0.1 and localhost only.");
        }
        String what = path.isEmpty() ? "" : path.getFirst();
        try {
            return switch (request.method()) {
                case "GET" -> look(request, what, path);
                case "POST", "PUT", "PATCH" -> change(request, what, path);
                case "DELETE" -> drop(what);
                default -> unknown();
            };
        } catch (FaultRefused | OptionRefused | SeedRefused wrong) {
            return refused(400, String.valueOf(wrong.getMessage()));
        }
    }

    /// A page of another site that was made to point here must not reach the admin calls.
    private static boolean local(Request request) {
        String host = request.header("host").orElse("").replaceFirst(":[0-9]+$", "");
        return host.equals("127.0.0.1") || host.equals("localhost");
    }

    private Response look(Request request, String what, List<String> path) {
        return switch (what) {
            case "" -> KeeperPage.of(name);
            case "users" -> path.size() > 1 ? oneUser(path.get(1)) : users(request);
            case "calls" -> calls(request);
            case "stats" -> Response.json(200, Json.bytes(stats()));
            case "creates" -> items(Json.of(tenant.creations().atLeast(number(request, "min", 0))));
            case "faults" -> items(Json.of(tenant.faults().described()));
            case "options" ->
                Response.json(200, Json.bytes(Json.of(tenant.options().described())));
            default -> tenant.api().keeper("GET", what, Json.object()).orElseGet(Keeper::unknown);
        };
    }

    private Response change(Request request, String what, List<String> path) {
        Optional<JsonNode> read = Json.read(request.body());
        if (read.isEmpty()) {
            return refused(400, "The body is not JSON; see docs/sandbox.md for what this call takes.");
        }
        JsonNode body = read.get();
        switch (what) {
            case "users" -> {
                if (path.size() > 1) {
                    return changed(path.get(1), body);
                }
                tenant.api()
                        .seed(Json.object()
                                .set(
                                        "users",
                                        body.isArray() ? body : Json.array().add(body)));
            }
            case "seed" -> tenant.api().seed(body);
            case "faults" -> {
                if (request.method().equals("PUT")) {
                    tenant.faults().clear();
                }
                tenant.faults().add(body);
            }
            case "options" ->
                body.properties()
                        .forEach(o ->
                                tenant.options().set(o.getKey(), o.getValue().asString("")));
            default -> {
                return tenant.api().keeper(request.method(), what, body).orElseGet(Keeper::unknown);
            }
        }
        return done();
    }

    private Response drop(String what) {
        switch (what) {
            case "" -> tenant.reset();
            case "faults" -> tenant.faults().clear();
            case "tokens" -> tenant.api().expireTokens();
            case "calls" -> {
                tenant.calls().clear();
                tenant.rates().clear();
                tenant.creations().clear();
            }
            default -> {
                return unknown();
            }
        }
        return done();
    }

    private Response changed(String key, JsonNode body) {
        if (!(body instanceof ObjectNode set)) {
            return refused(400, "The body is not an object of fields to change.");
        }
        return tenant.api().change(key, set) ? done() : refused(404, "There is no user " + key + ".");
    }

    private Response oneUser(String key) {
        return tenant.api()
                .user(key)
                .map(user -> Response.json(200, Json.bytes(user)))
                .orElseGet(() -> refused(404, "There is no user " + key + "."));
    }

    private Response users(Request request) {
        ArrayNode users = tenant.api().users(number(request, "from", 0), number(request, "limit", MOST));
        ObjectNode answer = Json.object().put("total", tenant.api().userCount());
        return Response.json(200, Json.bytes(answer.set("items", users)));
    }

    private Response calls(Request request) {
        Predicate<CallRecord> matching = call -> true;
        Optional<String> method = request.parameter("method");
        if (method.isPresent()) {
            matching = matching.and(call -> call.method().equalsIgnoreCase(method.get()));
        }
        Optional<String> path = request.parameter("path");
        if (path.isPresent()) {
            matching = matching.and(call -> call.path().contains(path.get()));
        }
        Optional<String> key = request.parameter("key");
        if (key.isPresent()) {
            matching = matching.and(
                    call -> call.touched().stream().anyMatch(t -> t.key().equalsIgnoreCase(key.get())));
        }
        if (request.parameter("status").isPresent()) {
            int status = number(request, "status", 0);
            matching = matching.and(call -> call.status() == status);
        }
        int after = number(request, "after", 0);
        return items(Json.of(tenant.calls().find(matching, after, number(request, "limit", MOST))));
    }

    /// Figures of all calls so far.
    public ObjectNode stats() {
        ObjectNode stats = (ObjectNode) Json.of(tenant.rates().figures());
        stats.put("users", tenant.api().userCount());
        stats.put("callsKept", tenant.calls().kept());
        stats.put("createdTwice", tenant.creations().atLeast(2).size());
        return stats;
    }

    private static int number(Request request, String name, int fallback) {
        String given = request.parameter(name).orElse("");
        return given.matches("[0-9]{1,9}") ? Integer.parseInt(given) : fallback;
    }

    private static Response items(JsonNode items) {
        return Response.json(200, Json.bytes(Json.object().set("items", items)));
    }

    private static Response done() {
        return Response.json(200, "{\"done\":true}");
    }

    private static Response unknown() {
        return refused(404, "There is no such admin call; see docs/sandbox.md.");
    }

    private static Response refused(int status, String why) {
        return Response.json(status, Json.bytes(Json.object().put("error", why)));
    }
}
