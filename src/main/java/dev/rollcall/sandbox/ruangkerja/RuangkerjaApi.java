package dev.rollcall.sandbox.ruangkerja;

import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.ABSENT;
import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.EMAIL_PATHS;
import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.REFUSAL_STATUS;
import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.TOKEN_BY_GET;
import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.TOKEN_STATUS;

import dev.rollcall.sandbox.host.Call;
import dev.rollcall.sandbox.host.Json;
import dev.rollcall.sandbox.host.Options;
import dev.rollcall.sandbox.host.TenantApi;
import dev.rollcall.sandbox.http.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Ruangkerja: `/oauth/token` and everything under `/ruangkerja`.
public final class RuangkerjaApi implements TenantApi {

    private final Object lock = new Object();
    private final Options options;
    private final Random random;
    private final Gate gate;
    private final Register register = new Register();
    private final Tags tags;
    private final Structure structure;
    private final UserPages pages;
    private final UserCalls users;
    private final TagCalls tagCalls;
    private final Seeds seeds;

    public RuangkerjaApi(Options options, InstantSource clock, long seed) {
        this.options = options;
        this.random = new Random(seed);
        var serials = new Serials(seed);
        this.gate = new Gate(options, clock);
        this.tags = new Tags(serials);
        this.structure = new Structure(serials);
        this.pages = new UserPages(options);
        this.users = new UserCalls(new Members(register, tags, structure, serials, options), options, seed);
        this.tagCalls = new TagCalls(tags, register);
        this.seeds = new Seeds(register, tags, structure, serials);
    }

    @Override
    public Response answer(Call call) {
        try {
            if (isToken(call)) {
                gate.requireHeaders(call);
                return success("success", gate.token(call, Fields.of(body(call))));
            }
            gate.admit(call);
            gate.requireHeaders(call);
            if (call.path().isEmpty() || !call.path().getFirst().equals("ruangkerja")) {
                return nowhere();
            }
            return call.method().equals("GET") ? read(call) : write(call);
        } catch (Refusal refusal) {
            int status = options.number(refusal.isToken() ? TOKEN_STATUS : REFUSAL_STATUS);
            return Response.json(status, Json.bytes(refusal.json()));
        }
    }

    private boolean isToken(Call call) {
        return call.is("POST", "oauth", "token") || (options.on(TOKEN_BY_GET) && call.is("GET", "oauth", "token"));
    }

    private Response read(Call call) {
        synchronized (lock) {
            if (call.is("GET", "ruangkerja", "users")) {
                return pages.users(call, pages.matching(call.request(), register));
            }
            if (call.is("GET", "ruangkerja", "users", "*")) {
                Member member = register.require(call.path().get(2));
                JsonNode shown = Json.read(member.json(options.text(ABSENT))).orElseThrow();
                return success("Success", shown);
            }
            if (call.is("GET", "ruangkerja", "tags")) {
                return pages.tags(
                        call, tags.named(call.request().parameter("name").orElse("")));
            }
            if (call.is("GET", "ruangkerja", "tags", "*")) {
                Tag tag = tags.find(call.path().get(2));
                return success("Success", Json.object().put("name", tag.name()).put("serial", tag.serial()));
            }
            if (call.is("GET", "ruangkerja", "company-structure")) {
                return success("success", Json.object().set("organizations", structure.json()));
            }
            return nowhere();
        }
    }

    private Response write(Call call) {
        JsonNode body = body(call);
        synchronized (lock) {
            if (call.is("POST", "ruangkerja", "users")) {
                return serial(users.create(call, body));
            }
            if (call.is("PUT", "ruangkerja", "users", "*")) {
                return serial(users.update(call, call.path().get(2), body));
            }
            if (call.is("POST", "ruangkerja", "tags")) {
                return serial(tagCalls.create(call, body));
            }
            if (call.is("PUT", "ruangkerja", "tags", "*")) {
                return serial(tagCalls.update(call, call.path().get(2), body));
            }
            return bulk(call, body).map(data -> success("success", data)).orElseGet(RuangkerjaApi::nowhere);
        }
    }

    private Optional<ObjectNode> bulk(Call call, JsonNode body) {
        if (!call.method().equals("POST") || call.path().size() != 3) {
            return Optional.empty();
        }
        return switch (call.path().get(1) + "/" + call.path().get(2)) {
            case "users/create-bulk" -> Optional.of(users.createAll(call, body));
            case "users/update-bulk" -> Optional.of(users.updateAll(call, body));
            case "users/update-email-bulk" -> emails(call, body, "example");
            case "users/update-bulk-email" -> emails(call, body, "heading");
            case "tags/create-bulk" -> Optional.of(tagCalls.createAll(call, users.items(body), plainBulk(call)));
            case "tags/update-bulk" -> Optional.of(tagCalls.updateAll(call, users.items(body), plainBulk(call)));
            case "tags/delete-bulk" -> Optional.of(tagCalls.deleteAll(call, body));
            default -> Optional.empty();
        };
    }

    private Optional<ObjectNode> emails(Call call, JsonNode body, String otherPathOnly) {
        return options.is(EMAIL_PATHS, otherPathOnly) ? Optional.empty() : Optional.of(users.changeEmails(call, body));
    }

    private Bulk plainBulk(Call call) {
        return new Bulk(call.bulkFault(), random, item -> item);
    }

    private static JsonNode body(Call call) {
        return Json.read(call.request().body()).orElseThrow(() -> Refusal.badRequest("body is not valid JSON"));
    }

    private static Response serial(String serial) {
        return Response.json(
                200, "{\"status\":\"success\",\"message\":\"Success\",\"data\":{\"serial\":\"" + serial + "\"}}");
    }

    private static Response success(String message, JsonNode data) {
        ObjectNode body = Json.object().put("status", "success").put("message", message);
        return Response.json(200, Json.bytes(body.set("data", data)));
    }

    private static Response nowhere() {
        return Response.text(404, "404 page not found\n");
    }

    @Override
    public Response trouble(int status) {
        return Response.json(
                status,
                Json.bytes(Json.object()
                        .put("errorCode", status)
                        .put("message", status == 429 ? "TOO_MANY_REQUESTS" : "INTERNAL_ERROR")
                        .put("detail", "sandbox fault")));
    }

    @Override
    public void expireTokens() {
        gate.expireTokens();
    }

    @Override
    public ArrayNode users(int from, int most) {
        synchronized (lock) {
            ArrayNode users = Json.array();
            register.all().stream().skip(from).limit(most).forEach(member -> users.add(member.whole()));
            return users;
        }
    }

    @Override
    public int userCount() {
        synchronized (lock) {
            return register.all().size();
        }
    }

    @Override
    public Optional<ObjectNode> user(String key) {
        synchronized (lock) {
            return register.find(key).map(Member::whole);
        }
    }

    @Override
    public void seed(JsonNode given) {
        synchronized (lock) {
            seeds.plant(given);
        }
    }

    @Override
    public boolean change(String key, ObjectNode set) {
        synchronized (lock) {
            List<Member> all = register.all();
            Optional<Member> found = !key.isEmpty() || all.isEmpty()
                    ? register.find(key)
                    : Optional.of(all.get(random.nextInt(all.size())));
            found.ifPresent(member -> seeds.change(member, set));
            return found.isPresent();
        }
    }

    @Override
    public void clear() {
        synchronized (lock) {
            register.clear();
            tags.clear();
            structure.clear();
        }
    }
}
