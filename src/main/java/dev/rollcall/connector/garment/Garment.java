package dev.rollcall.connector.garment;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Declared;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.HttpCall;
import dev.rollcall.connector.OpenInvitation;
import dev.rollcall.connector.Page;
import dev.rollcall.connector.Target;
import dev.rollcall.connector.UserKey;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// Speaks to one tenant of Garment.
final class Garment implements Connector {

    private final Abilities abilities;
    private final Api api;
    private final Bodies bodies;

    Garment(Target target, Abilities abilities) {
        this.abilities = abilities;
        this.api = new Api(target);
        this.bodies = new Bodies(
                target.options().getOrDefault("membershipType", "employee"),
                target.options().getOrDefault("createPassword", "omit").equals("random"));
    }

    @Override
    public Abilities abilities() {
        return abilities;
    }

    @Override
    public Answer<Session> login() {
        return api.login();
    }

    @Override
    public long session() {
        return api.session();
    }

    @Override
    public Answer<Page<TenantUser>> users(int number) {
        String target = "/users?page=" + number + "&per_page=" + Readings.PAGE_SIZE;
        return api.get(target, answer -> Readings.page(answer, number, Readings::user));
    }

    @Override
    public Answer<List<TenantUser>> find(UserKey key) {
        return Declared.notOffered("one user by its key");
    }

    /// Roles come all at once.
    @Override
    public Answer<Page<Reference>> references(Attribute kind, int number) {
        if (kind != Attribute.ROLES) {
            return Declared.notOffered(kind.key());
        }
        return api.get("/authz/roles", answer -> {
            Page<Reference> page = Readings.page(answer, 1, Readings::role);
            return new Page<>(page.items(), page.total(), true);
        });
    }

    @Override
    public Answer<Page<OpenInvitation>> invitations(int number) {
        return new Answer.Success<>(new Page<>(List.of(), OptionalLong.of(0), true));
    }

    @Override
    public Answer<Effect> write(Write write) {
        return Declared.<Effect>refusal(abilities, write).orElseGet(() -> send(write));
    }

    private Answer<Effect> send(Write write) {
        return switch (write) {
            case Write.Create(var _, var wanted) -> api.send("POST", "/users", bodies.create(wanted), Garment::created);
            case Write.Update(var current, var changes) -> {
                String target = "/users/" + HttpCall.encoded(current.id().value());
                yield api.send("PUT", target, bodies.update(current, changes), _ -> new Effect.Updated(current.id()));
            }
            case Write.Rename _, Write.ChangeEmail _, Write.RevokeInvitation _, Write.CreateReference _ ->
                Declared.notOffered("this call");
        };
    }

    /// The new user's id; an answer without one cannot be read, so that the list is asked.
    private static Effect created(JsonNode answer) {
        JsonNode user = answer.path("data").has("id") ? answer.path("data") : answer;
        return new Effect.Created(new TenantUserId(Readings.id(user)));
    }

    @Override
    public Answer<List<Answer<Effect>>> writeAll(List<Write> writes) {
        return Declared.notOffered("many writes in one call");
    }

    @Override
    public void close() {
        api.close();
    }
}
