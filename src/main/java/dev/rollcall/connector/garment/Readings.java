package dev.rollcall.connector.garment;

import dev.rollcall.connector.Page;
import dev.rollcall.connector.Transport.Unreadable;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.person.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Garment's answers in our words; lists lie under `data`, or under `data.data` as a paginator has them.
final class Readings {

    static final int PAGE_SIZE = 100;

    private Readings() {}

    static <T> Page<T> page(JsonNode answer, int number, Function<JsonNode, T> reading) {
        JsonNode data = answer.path("data");
        JsonNode list = data.isArray() ? data : data.path("data");
        JsonNode meta = data.isArray() ? answer.path("meta") : data;
        if (!list.isArray()) {
            throw new Unreadable("no list");
        }
        List<T> items = new ArrayList<>();
        list.values().forEach(item -> items.add(reading.apply(item)));
        JsonNode lastPage = meta.path("last_page");
        boolean last = lastPage.isNumber() ? number >= lastPage.asInt() : items.size() < PAGE_SIZE;
        JsonNode total = meta.path("total");
        OptionalLong stated = total.isNumber() ? OptionalLong.of(total.asLong()) : OptionalLong.empty();
        return new Page<>(items, stated, last || items.isEmpty());
    }

    static TenantUser user(JsonNode user) {
        Map<Attribute, Value> values = new EnumMap<>(Attribute.class);
        values.put(Attribute.NAME, text(user, "name"));
        values.put(Attribute.EMAIL, text(user, "email"));
        values.put(Attribute.USERNAME, text(user, "username"));
        values.put(Attribute.PHONE, text(user, "phone"));
        values.put(Attribute.MEMBERSHIP_TYPE, text(user, "membership_type"));
        List<String> roles = new ArrayList<>();
        user.path("roles").values().forEach(role -> roles.add(id(role)));
        values.put(Attribute.ROLES, Value.items(roles));
        String status = user.path("status").asString("active");
        boolean active = user.path("is_active").asBoolean(false) && status.equals("active");
        return new TenantUser(new TenantUserId(id(user)), Optional.empty(), active, new Attributes(values), false);
    }

    static Reference role(JsonNode role) {
        return Reference.of(Attribute.ROLES, id(role), role.path("name").asString(""));
    }

    static String id(JsonNode node) {
        String id = node.path("id").asString("");
        if (id.isEmpty()) {
            throw new Unreadable("no id");
        }
        return id;
    }

    private static Value text(JsonNode node, String field) {
        return Value.text(node.path(field).asString(""));
    }
}
