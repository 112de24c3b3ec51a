package dev.rollcall.sandbox.garment;

import static dev.rollcall.sandbox.garment.GarmentOption.PER_MINUTE;
import static dev.rollcall.sandbox.garment.GarmentOption.PREFIX;
import static dev.rollcall.sandbox.garment.GarmentOption.REFRESH_PATH;
import static dev.rollcall.sandbox.garment.GarmentOption.STEP_UP;

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

/// Garment: `/api/v1/auth/…`, and the tenant's calls under `/api/v1` or at the root.
public final class GarmentApi implements TenantApi {

    private final Object lock = new Object();
    private final Options options;
    private final Random random;
    private final Central central;
    private final Envelope envelope;
    private final AuthCalls auth;
    private final UserCalls users;
    private final Throttle throttle;
    private final Seeds seeds;

    public GarmentApi(Options options, InstantSource clock, long seed) {
        this.options = options;
        this.random = new Random(seed);
        this.central = new Central(clock, seed);
        this.envelope = new Envelope(options, clock);
        this.auth = new AuthCalls(central, options, clock);
        this.users = new UserCalls(central, envelope, options);
        this.throttle = new Throttle(clock);
        this.seeds = new Seeds(central);
    }

    @Override
    public Response answer(Call call) {
        List<String> path = call.path();
        boolean api =
                path.size() > 2 && path.get(0).equals("api") && path.get(1).equals("v1");
        List<String> below = api ? path.subList(2, path.size()) : path;
        try {
            synchronized (lock) {
                if (api && below.getFirst().equals("auth")) {
                    return envelope.success(call, auth(call, String.join("/", below)));
                }
                return options.is(PREFIX, api ? "root" : "api") ? nowhere() : tenant(call, below);
            }
        } catch (Refusal refusal) {
            return envelope.error(call, refusal);
        }
    }

    private JsonNode auth(Call call, String what) {
        String refresh = "auth/" + options.text(REFRESH_PATH);
        if (call.method().equals("GET") && what.equals("auth/me")) {
            return auth.me(auth.session(call));
        }
        if (!call.method().equals("POST")) {
            throw Refusal.of(404, "NOT_FOUND");
        }
        if (what.equals(refresh)) {
            return auth.refresh(body(call));
        }
        return switch (what) {
            case "auth/login" -> auth.login(call, body(call));
            case "auth/two-factor-challenge" -> auth.challenge(body(call));
            case "auth/select-tenant" -> auth.select(auth.session(call), body(call));
            case "auth/logout" -> {
                auth.logout(call);
                yield Json.object();
            }
            default -> throw Refusal.of(404, "NOT_FOUND");
        };
    }

    private Response tenant(Call call, List<String> below) {
        String what = call.method() + " " + (below.isEmpty() ? "" : below.getFirst());
        Session session = auth.session(call);
        int left = throttle.left(session, options.number(PER_MINUTE));
        if (left < 0) {
            return throttle.tell(
                    envelope.error(call, Refusal.of(429, "TOO_MANY_REQUESTS")), options.number(PER_MINUTE), 0);
        }
        Company company = auth.company(session);
        return throttle.tell(answer(call, below, what, company), options.number(PER_MINUTE), left);
    }

    private Response answer(Call call, List<String> below, String what, Company company) {
        if (what.equals("GET users") && below.size() == 1) {
            return users.list(call, company);
        }
        if (what.equals("GET authz") && below.equals(List.of("authz", "roles"))) {
            return envelope.success(call, roles(company));
        }
        if (options.on(STEP_UP) && !call.method().equals("GET")) {
            throw Refusal.of(403, "STEP_UP_REQUIRED");
        }
        if (what.equals("POST users") && below.size() == 1) {
            return users.create(call, company, body(call));
        }
        if (what.equals("PUT users") && below.size() == 2) {
            return users.update(call, company, below.get(1), body(call));
        }
        return nowhere();
    }

    private static JsonNode roles(Company company) {
        ArrayNode roles = Json.array();
        company.roles().forEach((id, name) -> roles.addObject().put("id", id).put("name", name));
        return roles;
    }

    private static JsonNode body(Call call) {
        return Json.read(call.request().body())
                .filter(JsonNode::isObject)
                .orElseThrow(() -> Refusal.of(400, "BAD_REQUEST"));
    }

    private static Response nowhere() {
        return Response.html(404, "<!doctype html><title>Not Found</title>");
    }

    @Override
    public Response trouble(int status) {
        return envelope.trouble(
                status,
                switch (status) {
                    case 401 -> "TOKEN_INVALID";
                    case 403 -> "FORBIDDEN";
                    case 404 -> "NOT_FOUND";
                    case 429 -> "TOO_MANY_REQUESTS";
                    default -> "SERVER_ERROR";
                });
    }

    /// Access tokens only: a refresh token still gets a new pair, as in life.
    @Override
    public void expireTokens() {
        auth.expire(false);
    }

    @Override
    public ArrayNode users(int from, int most) {
        synchronized (lock) {
            ArrayNode array = Json.array();
            everybody().stream().skip(from).limit(most).forEach(person -> array.add(seeds.whole(person)));
            return array;
        }
    }

    private List<CentralUser> everybody() {
        return central.companies().stream()
                .flatMap(company -> company.inOrder().stream())
                .map(member -> member.person)
                .distinct()
                .toList();
    }

    @Override
    public int userCount() {
        synchronized (lock) {
            return everybody().size();
        }
    }

    @Override
    public Optional<ObjectNode> user(String key) {
        synchronized (lock) {
            return central.byEmail(key).map(seeds::whole);
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
            List<CentralUser> all = key.isEmpty() ? everybody() : List.of();
            Optional<CentralUser> found =
                    all.isEmpty() ? central.byEmail(key) : Optional.of(all.get(random.nextInt(all.size())));
            found.ifPresent(person -> seeds.change(person, set));
            return found.isPresent();
        }
    }

    @Override
    public void clear() {
        synchronized (lock) {
            auth.expire(true);
            central.clear();
        }
    }

    /// `context`: every token loses its tenant; `refresh`: refresh tokens end with the access tokens.
    @Override
    public Optional<Response> keeper(String method, String what, JsonNode body) {
        if (method.equals("GET") || !(what.equals("context") || what.equals("refresh"))) {
            return Optional.empty();
        }
        synchronized (lock) {
            if (what.equals("context")) {
                auth.loseContext();
            } else {
                auth.expire(true);
            }
        }
        return Optional.of(Response.json(200, "{\"done\":true}"));
    }
}
