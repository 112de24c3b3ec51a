package dev.rollcall.sandbox.garment;

import dev.rollcall.sandbox.host.Json;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a person is in one tenant, and how the tenant's mirror shows it, which may lag. Used under the API's lock.
final class Membership {

    final CentralUser person;
    String type = "employee";
    boolean active = true;
    String status = "active";
    List<String> roleIds = List.of();
    private final ArrayDeque<Version> versions = new ArrayDeque<>();

    private record Version(Instant from, ObjectNode shown) {}

    Membership(CentralUser person) {
        this.person = person;
    }

    /// To be called after every change.
    ///
    /// @param visible when the list shows it
    void mirror(Instant now, Instant visible, Map<String, String> roles) {
        versions.addLast(new Version(visible, json(now, roles)));
    }

    /// As the list shows it at that time; empty when it does not yet.
    Optional<ObjectNode> shown(Instant at) {
        while (versions.size() > 1 && !second().from().isAfter(at)) {
            versions.removeFirst();
        }
        Version first = versions.getFirst();
        return first.from().isAfter(at) ? Optional.empty() : Optional.of(first.shown());
    }

    private Version second() {
        var each = versions.iterator();
        each.next();
        return each.next();
    }

    ObjectNode json(Instant now, Map<String, String> roles) {
        ObjectNode json =
                Json.object().put("id", person.id).put("name", person.name).put("email", person.email);
        put(json, "username", person.username);
        put(json, "phone", person.phone);
        json.put("membership_type", type).put("is_active", active).put("status", status);
        ArrayNode worn = json.putArray("roles");
        roleIds.forEach(id -> worn.addObject().put("id", id).put("name", roles.get(id)));
        return json.put("created_at", person.created.toString()).put("updated_at", now.toString());
    }

    private static void put(ObjectNode json, String field, String value) {
        if (value.isEmpty()) {
            json.putNull(field);
        } else {
            json.put(field, value);
        }
    }
}
