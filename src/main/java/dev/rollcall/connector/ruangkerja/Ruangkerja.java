package dev.rollcall.connector.ruangkerja;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Declared;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.HttpCall;
import dev.rollcall.connector.Json;
import dev.rollcall.connector.OpenInvitation;
import dev.rollcall.connector.Page;
import dev.rollcall.connector.Target;
import dev.rollcall.connector.UserKey;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// Speaks to one Ruangkerja company.
final class Ruangkerja implements Connector {

    static final int PAGE_SIZE = 100;

    private static final String USERS = "/ruangkerja/users";
    private static final String TAGS = "/ruangkerja/tags";

    private final Abilities abilities;
    private final Api api;
    private final BulkCalls bulk;

    Ruangkerja(Target target, Abilities abilities) {
        this.abilities = abilities;
        this.api = new Api(target);
        this.bulk = new BulkCalls(api);
    }

    @Override
    public Abilities abilities() {
        return abilities;
    }

    @Override
    public long session() {
        return api.session();
    }

    @Override
    public Answer<Session> login() {
        return api.login();
    }

    @Override
    public Answer<Page<TenantUser>> users(int number) {
        return users(number, "");
    }

    private Answer<Page<TenantUser>> users(int number, String filter) {
        String target = USERS + paging(number) + filter;
        return api.get(target, Wire.USERS, (Wire.Users users) -> Readings.users(users, number));
    }

    private static String paging(int number) {
        return "?page=" + number + "&pageSize=" + PAGE_SIZE;
    }

    @Override
    public Answer<List<TenantUser>> find(UserKey key) {
        return switch (key) {
            case UserKey.ById(var id) ->
                find("employeeID", id.value(), user -> user.id().equals(id));
            case UserKey.ByEmployeeId(var id) ->
                find("employeeID", id.value(), user -> user.id().value().equals(id.value()));
            case UserKey.ByEmail(String email) -> find("email", email, user -> hasEmail(user, email));
        };
    }

    /// All users that the filter lets through and that are meant: the filter by e-mail is a "contains".
    private Answer<List<TenantUser>> find(String field, String value, Predicate<TenantUser> meant) {
        List<TenantUser> found = new ArrayList<>();
        for (int number = 1; ; number++) {
            Answer<Page<TenantUser>> answer = users(number, "&" + field + "=" + HttpCall.encoded(value));
            if (!(answer instanceof Answer.Success<Page<TenantUser>>(Page<TenantUser> page))) {
                return answer.map(_ -> List.of());
            }
            page.items().stream().filter(meant).forEach(found::add);
            if (page.last()) {
                return new Answer.Success<>(List.copyOf(found));
            }
        }
    }

    private static boolean hasEmail(TenantUser user, String email) {
        String theirs = Comparison.key(Attribute.EMAIL, user.attributes().text(Attribute.EMAIL));
        return theirs.equals(Comparison.key(Attribute.EMAIL, email));
    }

    @Override
    public Answer<Page<Reference>> references(Attribute kind, int number) {
        return switch (kind) {
            case TAGS -> api.get(TAGS + paging(number), Wire.TAGS, (Wire.Tags tags) -> Readings.tags(tags, number));
            case ORGANIZATION -> api.get("/ruangkerja/company-structure", Wire.STRUCTURE, Readings::organizations);
            default -> Declared.notOffered(kind.key());
        };
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
            case Write.Create(var id, var wanted) -> single("POST", USERS, Bodies.create(id, wanted), write);
            case Write.Update(var current, var changes) ->
                single("PUT", user(current), Bodies.update(current, changes), write);
            case Write.Rename(var current, var newId, var changes) ->
                single("PUT", user(current), Bodies.rename(current, newId, changes), write);
            case Write.ChangeEmail change -> bulk.one(change);
            case Write.CreateReference(var _, String name) ->
                single("POST", TAGS, Json.object().put("name", name), write);
            case Write.RevokeInvitation _ -> Declared.notOffered("invitations");
        };
    }

    private Answer<Effect> single(String method, String target, ObjectNode body, Write write) {
        return api.send(
                method,
                target,
                body,
                Wire.SERIAL,
                (Wire.Serial serial) -> Effects.of(write, Optional.ofNullable(serial.serial())));
    }

    private static String user(TenantUser user) {
        return USERS + "/" + HttpCall.encoded(user.id().value());
    }

    @Override
    public Answer<List<Answer<Effect>>> writeAll(List<Write> writes) {
        return Declared.<List<Answer<Effect>>>batch(abilities, writes, this::batchKey)
                .orElseGet(() -> bulk.all(writes));
    }

    @Override
    public void close() {
        api.close();
    }
}
