package dev.rollcall.sandbox.deskhero;

import static dev.rollcall.sandbox.deskhero.DeskheroOption.INVITE_LIST;
import static dev.rollcall.sandbox.deskhero.DeskheroOption.TENANT;
import static dev.rollcall.sandbox.deskhero.DeskheroOption.TOKEN_STATUS;
import static dev.rollcall.sandbox.deskhero.DeskheroOption.VERSION;

import dev.rollcall.sandbox.host.Call;
import dev.rollcall.sandbox.host.Json;
import dev.rollcall.sandbox.host.Options;
import dev.rollcall.sandbox.host.TenantApi;
import dev.rollcall.sandbox.http.Response;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Deskhero: everything under `/api/{tenant}/v{version}`.
public final class DeskheroApi implements TenantApi {

    private final Object lock = new Object();
    private final Options options;
    private final Random random;
    private final Office office;
    private final Shapes shapes;
    private final UserCalls users;
    private final InviteCalls invites;
    private final GroupCalls groups;
    private final Seeds seeds;
    private boolean tokensEnded;

    public DeskheroApi(Options options, InstantSource clock, long seed) {
        this.options = options;
        this.random = new Random(seed);
        this.office = new Office(clock);
        this.shapes = new Shapes(options);
        this.users = new UserCalls(office, shapes, options);
        this.invites = new InviteCalls(office, shapes, options, users);
        this.groups = new GroupCalls(office, shapes, users);
        this.seeds = new Seeds(office);
    }

    @Override
    public Response answer(Call call) {
        if (!routed(call.path())) {
            return Response.empty(404);
        }
        try {
            synchronized (lock) {
                Person caller = caller(call);
                if (call.path().get(1).equals("sys")) {
                    return own(call, caller);
                }
                if (!options.is(TENANT, call.path().get(1))) {
                    throw Refusal.forbidden("You are no member of this tenant.");
                }
                return call.method().equals("GET") ? read(call) : write(call, caller);
            }
        } catch (Refusal refusal) {
            return shapes.error(refusal);
        }
    }

    /// As the route template has it: a tenant of at least two characters, and a version that there is.
    private boolean routed(List<String> path) {
        String version = options.text(VERSION);
        return path.size() > 3
                && path.getFirst().equals("api")
                && path.get(1).length() >= 2
                && (path.get(2).equals("v" + version) || path.get(2).equals("v" + version + ".0"));
    }

    private Person caller(Call call) {
        String shown = call.request().header("Authorization").orElse("");
        Optional<Person> caller = shown.startsWith("Bearer ") && !tokensEnded && !call.refusesCredentials()
                ? holder(shown.substring(7))
                : Optional.empty();
        Person person = caller.orElseThrow(
                () -> new Refusal(options.number(TOKEN_STATUS), "UNAUTHORIZED", "The token is not valid.", ""));
        if (person.status != Status.ACTIVE) {
            throw Refusal.forbidden("The user is not active.");
        }
        return person;
    }

    private Optional<Person> holder(String token) {
        return office.holder(token).or(() -> switch (role(token)) {
            case UNKNOWN -> Optional.empty();
            case OWNER, ADMIN, USER ->
                office.people().stream()
                        .filter(person -> person.role == role(token))
                        .findFirst();
        });
    }

    private Role role(String token) {
        if (options.is(DeskheroOption.OWNER_TOKEN, token)) {
            return Role.OWNER;
        }
        if (options.is(DeskheroOption.ADMIN_TOKEN, token)) {
            return Role.ADMIN;
        }
        return options.is(DeskheroOption.USER_TOKEN, token) ? Role.USER : Role.UNKNOWN;
    }

    private Response own(Call call, Person caller) {
        if (!call.is("GET", "api", "sys", "*", "user_invites", "list_by_user")) {
            return Response.empty(404);
        }
        List<Invite> mine = office.openInvite(caller.email).stream().toList();
        return users.page(call, mine, shapes::invite);
    }

    private Response read(Call call) {
        if (call.is("GET", "api", "*", "*", "users")) {
            return users.list(call);
        }
        if (call.is("GET", "api", "*", "*", "groups")) {
            return groups.list(call);
        }
        if (call.is("GET", "api", "*", "*", "groups", "*")) {
            return groups.one(
                    group -> Integer.toString(group.id()).equals(call.path().get(4)));
        }
        if (call.is("GET", "api", "*", "*", "groups", "key", "*")) {
            return groups.one(group -> group.uniqueKey().equals(call.path().get(5)));
        }
        if (call.is("GET", "api", "*", "*", "user_invites") && options.on(INVITE_LIST)) {
            return invites.list(call);
        }
        return Response.empty(404);
    }

    private Response write(Call call, Person caller) {
        if (caller.role.compareTo(Role.ADMIN) > 0) {
            throw Refusal.forbidden("The minimum role is ADMIN.");
        }
        JsonNode body = Json.read(call.request().body())
                .filter(JsonNode::isObject)
                .orElseThrow(() -> Refusal.invalid("input", "The input is not valid JSON."));
        if (call.is("PUT", "api", "*", "*", "users", "*")) {
            return users.update(call, caller, call.path().get(4), body);
        }
        if (call.is("POST", "api", "*", "*", "user_invites", "create_v2")) {
            return invites.create(call, caller, body);
        }
        if (call.is("PUT", "api", "*", "*", "user_invites", "revoke")) {
            return invites.revoke(call, body);
        }
        if (call.is("POST", "api", "*", "*", "groups")) {
            return groups.create(call, body);
        }
        if (call.is("PUT", "api", "*", "*", "groups", "*")) {
            return groups.update(call, call.path().get(4), body);
        }
        return Response.empty(404);
    }

    @Override
    public Response trouble(int status) {
        return shapes.error(new Refusal(status, "FAULT", "sandbox fault", ""));
    }

    @Override
    public void expireTokens() {
        synchronized (lock) {
            office.dropTokens();
            tokensEnded = true;
        }
    }

    @Override
    public ArrayNode users(int from, int most) {
        synchronized (lock) {
            ArrayNode users = Json.array();
            office.people().stream().skip(from).limit(most).forEach(person -> users.add(shapes.user(person)));
            return users;
        }
    }

    @Override
    public int userCount() {
        synchronized (lock) {
            return office.people().size();
        }
    }

    @Override
    public Optional<ObjectNode> user(String key) {
        synchronized (lock) {
            return office.person(key).map(shapes::user);
        }
    }

    @Override
    public void seed(JsonNode given) {
        synchronized (lock) {
            seeds.plant(given);
            tokensEnded = tokensEnded && !given.has("tokens");
        }
    }

    @Override
    public boolean change(String key, ObjectNode set) {
        synchronized (lock) {
            List<Person> all = office.people();
            Optional<Person> found = !key.isEmpty() || all.isEmpty()
                    ? office.person(key)
                    : Optional.of(all.get(random.nextInt(all.size())));
            found.ifPresent(person -> seeds.change(person, set));
            return found.isPresent();
        }
    }

    @Override
    public void clear() {
        synchronized (lock) {
            office.clear();
            tokensEnded = false;
        }
    }

    /// `invites`: look at open invitations, or let the invited accept: `{"email": …}`, or `{}` for all of them, but
    /// for those in `except`.
    @Override
    public Optional<Response> keeper(String method, String what, JsonNode body) {
        if (!what.equals("invites")) {
            return Optional.empty();
        }
        synchronized (lock) {
            ObjectNode answer = Json.object();
            if (method.equals("GET")) {
                ArrayNode items = answer.putArray("items");
                office.openInvites().forEach(invite -> items.add(shapes.invite(invite)));
            } else {
                answer.put("accepted", accept(body));
            }
            return Optional.of(Response.json(200, Json.bytes(answer)));
        }
    }

    private int accept(JsonNode body) {
        String email = body.path("email").asString("");
        Set<String> except = new HashSet<>();
        body.path("except").values().forEach(one -> except.add(one.asString("").toLowerCase(Locale.ROOT)));
        List<Invite> accepted = email.isEmpty()
                ? office.openInvites().stream()
                        .filter(invite -> !except.contains(invite.email().toLowerCase(Locale.ROOT)))
                        .toList()
                : office.openInvite(email).stream().toList();
        accepted.forEach(invite -> office.accept(
                invite,
                body.path("given_name").asString(""),
                body.path("family_name").asString("")));
        return accepted.size();
    }
}
