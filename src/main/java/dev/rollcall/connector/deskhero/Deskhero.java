package dev.rollcall.connector.deskhero;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Answer.Refusal;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Declared;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.HttpCall;
import dev.rollcall.connector.Json;
import dev.rollcall.connector.Listing;
import dev.rollcall.connector.OpenInvitation;
import dev.rollcall.connector.Page;
import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Target;
import dev.rollcall.connector.UserKey;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Speaks to one Deskhero tenant.
final class Deskhero implements Connector {

    private final Abilities abilities;
    private final Map<String, Secret> credentials;
    private final Role defaultRole;
    private final Api api;
    private volatile Set<String> everyone = Set.of();
    private volatile int firstPage = 1;

    Deskhero(Target target, Abilities abilities) {
        this.abilities = abilities;
        this.credentials = target.credentials();
        this.defaultRole = Role.of(target.options().getOrDefault("defaultRole", "USER"));
        this.api = new Api(target);
    }

    @Override
    public Abilities abilities() {
        return abilities;
    }

    @Override
    public long session() {
        return api.session();
    }

    /// There is no login: the token is tried on the groups, which also tells which of them everybody has, and
    /// from where pages are counted (no page says so): there is always a group, so an empty first page is a second.
    @Override
    public Answer<Session> login() {
        Secret secret = credentials.get("token");
        String token = secret == null ? "" : secret.reveal();
        Set<String> always = new HashSet<>();
        var groups = new Listing<Reference>();
        while (!groups.hasEnded()) {
            int at = groups.next();
            Answer<Page<Reference>> answer =
                    api.probe(token, "/groups" + paging(at), body -> Shapes.page(body, at, Shapes::group));
            if (!(answer instanceof Answer.Success<Page<Reference>>(Page<Reference> page))) {
                return loginRefused(answer);
            }
            if (at == 1 && page.items().isEmpty() && firstPage == 1) {
                firstPage = 0;
            } else {
                groups.take(page).stream()
                        .filter(Reference::always)
                        .map(Reference::id)
                        .forEach(always::add);
            }
        }
        everyone = Set.copyOf(always);
        return new Answer.Success<>(new Session(api.begin(token), Optional.empty()));
    }

    private static Answer<Session> loginRefused(Answer<Page<Reference>> answer) {
        return answer instanceof Answer.Unauthorized<Page<Reference>>(long _, String code, String message)
                ? new Answer.Refused<>(code, message, Refusal.CREDENTIALS)
                : answer.map(_ -> new Session(0, Optional.empty()));
    }

    private String paging(int number) {
        return "?page=" + (number - 1 + firstPage) + "&take=" + Shapes.TAKE + "&sort_by_key=id";
    }

    @Override
    public Answer<Page<TenantUser>> users(int number) {
        Set<String> always = everyone;
        return api.get("/users" + paging(number), body -> Shapes.page(body, number, user -> Shapes.user(user, always)));
    }

    @Override
    public Answer<List<TenantUser>> find(UserKey key) {
        return Declared.notOffered("one user by its key");
    }

    @Override
    public Answer<Page<Reference>> references(Attribute kind, int number) {
        return switch (kind) {
            case GROUPS -> api.get("/groups" + paging(number), body -> Shapes.page(body, number, Shapes::group));
            case ROLES -> new Answer.Success<>(Shapes.roles());
            default -> Declared.notOffered(kind.key());
        };
    }

    /// The list of invitations is in no page that was seen; where the tenant has none, it is not offered.
    @Override
    public Answer<Page<OpenInvitation>> invitations(int number) {
        Answer<Page<OpenInvitation>> answer =
                api.get("/user_invites" + paging(number), body -> Shapes.page(body, number, Shapes::invitation));
        boolean nowhere =
                answer instanceof Answer.Refused<Page<OpenInvitation>> refused && refused.kind() == Refusal.NOT_FOUND;
        return nowhere ? Declared.notOffered("the list of open invitations") : answer;
    }

    @Override
    public Answer<Effect> write(Write write) {
        return Declared.<Effect>refusal(abilities, write).orElseGet(() -> send(write));
    }

    private Answer<Effect> send(Write write) {
        return switch (write) {
            case Write.Create create -> one(invite(List.of(create)));
            case Write.Update(var current, var changes) -> update(current, changes);
            case Write.RevokeInvitation(var id) ->
                api.send(
                        "PUT",
                        "/user_invites/revoke",
                        Json.object().put("id", Integer.parseInt(id.value())),
                        _ -> new Effect.Revoked());
            case Write.Rename _, Write.ChangeEmail _, Write.CreateReference _ -> Declared.notOffered("this call");
        };
    }

    private static Answer<Effect> one(Answer<List<Answer<Effect>>> answer) {
        return answer instanceof Answer.Success<List<Answer<Effect>>>(List<Answer<Effect>> answers)
                ? answers.getFirst()
                : answer.map(_ -> new Effect.Revoked());
    }

    /// Role, status and groups always together: what is left out would become UNKNOWN or empty.
    private Answer<Effect> update(TenantUser current, Attributes changes) {
        Set<String> roles = current.attributes().overlaidWith(changes).items(Attribute.ROLES);
        Role role = roles.size() == 1 ? Role.of(roles.iterator().next()) : Role.UNKNOWN;
        if (current.untouchable() || role == Role.OWNER) {
            String what = "an owner is never made or changed, nor is a user of an unknown role or status";
            return new Answer.Refused<>("OWNER", what, Refusal.PROTECTED);
        }
        if (role == Role.UNKNOWN) {
            return new Answer.Refused<>("ROLE", "a user has exactly one known role", Refusal.OTHER);
        }
        ObjectNode body = Json.object();
        ArrayNode groups = body.putArray("groups");
        Set<String> ids =
                new TreeSet<>(current.attributes().overlaidWith(changes).items(Attribute.GROUPS));
        ids.addAll(everyone);
        ids.forEach(id -> groups.addObject().put("id", Integer.parseInt(id)));
        boolean active = changes.flag(Attribute.ACTIVE).orElse(current.active());
        body.put("role", role.number()).put("status", Status.of(active).number());
        String target = "/users/" + HttpCall.encoded(current.id().value());
        return api.send("PUT", target, body, _ -> new Effect.Updated(current.id()));
    }

    private Answer<List<Answer<Effect>>> invite(List<Write.Create> people) {
        Role role = role(people.getFirst());
        if (role == Role.OWNER || role == Role.UNKNOWN) {
            return new Answer.Refused<>("ROLE", "a user is invited with one role, and not as owner", Refusal.OTHER);
        }
        return api.send(
                "POST",
                "/user_invites/create_v2",
                Invitations.body(people, role),
                answer -> Invitations.outcomes(answer, people));
    }

    private Role role(Write.Create person) {
        Set<String> roles = person.wanted().items(Attribute.ROLES);
        if (roles.isEmpty()) {
            return defaultRole;
        }
        return roles.size() == 1 ? Role.of(roles.iterator().next()) : Role.UNKNOWN;
    }

    @Override
    public Answer<List<Answer<Effect>>> writeAll(List<Write> writes) {
        return Declared.<List<Answer<Effect>>>batch(abilities, writes, this::batchKey)
                .orElseGet(() -> all(writes));
    }

    private Answer<List<Answer<Effect>>> all(List<Write> writes) {
        List<Write.Create> people = writes.stream()
                .filter(Write.Create.class::isInstance)
                .map(Write.Create.class::cast)
                .toList();
        if (people.size() == writes.size()) {
            return invite(people);
        }
        return writes.size() == 1
                ? write(writes.getFirst()).map(effect -> List.of(new Answer.Success<>(effect)))
                : Declared.notOffered("a call for many of this kind");
    }

    /// Only invitations go many in a call, and only those with the same role and groups.
    @Override
    public Object batchKey(Write write) {
        return write instanceof Write.Create create
                ? new Sameness(role(create), Set.copyOf(create.wanted().items(Attribute.GROUPS)))
                : write;
    }

    private record Sameness(Role role, Set<String> groups) {}

    @Override
    public void close() {
        api.close();
    }
}
