package dev.rollcall.connector.deskhero;

import dev.rollcall.connector.OpenInvitation;
import dev.rollcall.connector.Page;
import dev.rollcall.connector.Transport.Unreadable;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.InvitationId;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Deskhero's answers in our words. The wrappers' fields are in no page that was seen, so each likely one is taken.
final class Shapes {

    static final int TAKE = 100;

    private static final List<String> WRAPS = List.of("data", "result", "items", "item");

    private Shapes() {}

    /// The payload: what a wrapper holds, or the answer itself.
    static JsonNode payload(JsonNode answer) {
        for (String field : WRAPS) {
            if (answer.has(field) && !answer.path(field).isNull()) {
                return answer.path(field);
            }
        }
        return answer;
    }

    static <T> Page<T> page(JsonNode answer, int number, Function<JsonNode, T> reading) {
        JsonNode payload = payload(answer);
        if (!payload.isArray()) {
            throw new Unreadable("no list");
        }
        List<T> items = new ArrayList<>();
        payload.values().forEach(item -> items.add(reading.apply(item)));
        JsonNode total = answer.path("total_count");
        OptionalLong stated = total.isNumber() ? OptionalLong.of(total.asLong()) : OptionalLong.empty();
        // a short page alone proves nothing: no document says how many a page may hold, nor that a shorter one is told
        boolean all = stated.isPresent() && (long) number * items.size() >= stated.getAsLong();
        return new Page<>(items, stated, items.isEmpty() || all);
    }

    /// @param everyone ids of groups that every user has; they are kept out of what is compared
    static TenantUser user(JsonNode user, Set<String> everyone) {
        JsonNode membership = user.path("tenant_user");
        Role role = Role.of(membership.path("role"));
        Status status = Status.of(membership.path("status"));
        List<String> groups = new ArrayList<>();
        for (JsonNode group : membership.path("groups").values()) {
            String id = Integer.toString(number(group, "id"));
            if (!everyone.contains(id)) {
                groups.add(id);
            }
        }
        Attributes attributes = new Attributes(Map.of(
                Attribute.EMAIL, Value.text(user.path("email").asString("")),
                Attribute.ROLES, role == Role.UNKNOWN ? Value.items() : Value.items(role.id()),
                Attribute.GROUPS, Value.items(groups)));
        boolean untouchable = role == Role.OWNER || role == Role.UNKNOWN || status == Status.UNKNOWN;
        UserId id = new UserId(number(user, "id"));
        return new TenantUser(id.tenantUserId(), Optional.empty(), status == Status.ACTIVE, attributes, untouchable);
    }

    static Reference group(JsonNode group) {
        String name = group.path("name").asString("");
        String type = group.path("type").asString("");
        boolean everyone = type.equals("2") || type.equals("SYSTEM_EVERYONE");
        String id = Integer.toString(number(group, "id"));
        return new Reference(Attribute.GROUPS, id, name, name, !everyone, everyone);
    }

    static Page<Reference> roles() {
        List<Reference> roles = List.of(role(Role.OWNER, false), role(Role.ADMIN, true), role(Role.USER, true));
        return new Page<>(roles, OptionalLong.of(roles.size()), true);
    }

    private static Reference role(Role role, boolean assignable) {
        return new Reference(Attribute.ROLES, role.id(), role.name(), role.name(), assignable, false);
    }

    static OpenInvitation invitation(JsonNode invite) {
        return new OpenInvitation(
                new InvitationId(Integer.toString(number(invite, "id"))),
                invite.path("email").asString(""));
    }

    private static int number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isInt()) {
            throw new Unreadable("no " + field);
        }
        return value.asInt();
    }
}
