package dev.rollcall.connector.garment;

import dev.rollcall.connector.Json;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.TenantUser;
import java.security.SecureRandom;
import java.util.HexFormat;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The bodies of writing calls: every known field, `is_active` and `status` in agreement, never null or "", and a
/// password only for somebody new.
///
/// @param membershipType for those of whom none is known
/// @param randomPassword whether somebody new gets a random password, which nobody keeps; else none is sent
record Bodies(String membershipType, boolean randomPassword) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 24;

    ObjectNode create(Attributes wanted) {
        ObjectNode body = Json.object();
        fill(body, wanted, true);
        if (randomPassword) {
            byte[] bytes = new byte[PASSWORD_BYTES];
            RANDOM.nextBytes(bytes);
            body.put("password", HexFormat.of().formatHex(bytes));
        }
        return body;
    }

    ObjectNode update(TenantUser current, Attributes changes) {
        ObjectNode body = Json.object().put("user_id", current.id().value());
        fill(
                body,
                current.attributes().overlaidWith(changes),
                changes.flag(Attribute.ACTIVE).orElse(current.active()));
        return body;
    }

    private void fill(ObjectNode body, Attributes values, boolean active) {
        put(body, "name", values.text(Attribute.NAME));
        put(body, "email", values.text(Attribute.EMAIL));
        put(body, "username", values.text(Attribute.USERNAME));
        put(body, "phone", values.text(Attribute.PHONE));
        String type = values.text(Attribute.MEMBERSHIP_TYPE);
        put(body, "membership_type", type.isEmpty() ? membershipType : type);
        body.put("is_active", active).put("status", active ? "active" : "inactive");
        ArrayNode roles = body.putArray("role_ids");
        values.items(Attribute.ROLES).forEach(roles::add);
    }

    private static void put(ObjectNode body, String field, String value) {
        if (!value.isEmpty()) {
            body.put(field, value);
        }
    }
}
