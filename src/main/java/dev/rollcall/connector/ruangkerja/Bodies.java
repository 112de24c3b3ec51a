package dev.rollcall.connector.ruangkerja;

import dev.rollcall.connector.Json;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.Value;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The bodies of writing calls. Name and status are always sent, since they always overwrite; of the rest only
/// what changes, since a field that is left out stays as it is.
final class Bodies {

    private Bodies() {}

    static ObjectNode create(EmployeeId id, Attributes wanted) {
        ObjectNode body = Json.object().put("employeeID", id.value());
        wanted.values().forEach((attribute, value) -> {
            if (!value.isEmpty()) {
                put(body, attribute, value);
            }
        });
        return body.put("isActive", true);
    }

    static ObjectNode update(TenantUser current, Attributes changes) {
        ObjectNode body = Json.object().put("employeeID", current.id().value());
        body.put("name", (changes.has(Attribute.NAME) ? changes : current.attributes()).text(Attribute.NAME));
        body.put("isActive", changes.flag(Attribute.ACTIVE).orElse(current.active()));
        changes.without(Attribute.NAME)
                .without(Attribute.ACTIVE)
                .values()
                .forEach((key, value) -> put(body, key, value));
        return body;
    }

    static ObjectNode rename(TenantUser current, EmployeeId newId, Attributes changes) {
        return update(current, changes).put("newEmployeeID", newId.value());
    }

    static ObjectNode email(TenantUser current, String email) {
        return Json.object().put("employeeID", current.id().value()).put("email", email);
    }

    static ObjectNode items(Iterable<ObjectNode> items) {
        ObjectNode body = Json.object();
        ArrayNode array = body.putArray("items");
        items.forEach(array::add);
        return body;
    }

    private static void put(ObjectNode body, Attribute attribute, Value value) {
        switch (value) {
            case Value.Text(String text) -> body.put(field(attribute), text);
            case Value.Flag(boolean on) -> body.put(field(attribute), on);
            case Value.Items(Set<String> items) -> items.forEach(body.putArray(field(attribute))::add);
        }
    }

    private static String field(Attribute attribute) {
        return switch (attribute) {
            case TAGS -> "tagSerials";
            case ORGANIZATION -> "organizationSerial";
            case ACTIVE -> "isActive";
            default -> attribute.key();
        };
    }
}
