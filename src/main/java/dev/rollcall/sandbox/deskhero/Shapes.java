package dev.rollcall.sandbox.deskhero;

import static dev.rollcall.sandbox.deskhero.DeskheroOption.ENUMS;
import static dev.rollcall.sandbox.deskhero.DeskheroOption.ERRORS;
import static dev.rollcall.sandbox.deskhero.DeskheroOption.TENANT;
import static dev.rollcall.sandbox.deskhero.DeskheroOption.WRAPPER;

import dev.rollcall.sandbox.host.Json;
import dev.rollcall.sandbox.host.Options;
import dev.rollcall.sandbox.http.Response;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The DTOs and their wrappers, as JSON.
final class Shapes {

    private static final int TENANT_ID = 77;

    private final Options options;

    Shapes(Options options) {
        this.options = options;
    }

    ObjectNode user(Person person) {
        ObjectNode user = Json.object();
        user.set("tenant_user", tenantUser(person));
        user.putNull("created_by").putNull("last_updated_by");
        user.putObject("language")
                .put("id", 1)
                .put("name", "Indonesian")
                .put("code", "id")
                .putNull("icon")
                .putNull("icon_sqare");
        return user.put("id", person.id)
                .put("email", person.email)
                .put("given_name", person.givenName)
                .put("family_name", person.familyName)
                .put("full_name", person.fullName())
                .putNull("profile_pic")
                .put("created", person.created.toString())
                .put("last_updated", person.updated.toString())
                .put("display_absolute_time", false);
    }

    private ObjectNode tenantUser(Person person) {
        ObjectNode tenantUser = Json.object();
        ArrayNode groups = tenantUser.putArray("groups");
        person.groups.forEach(group ->
                groups.addObject().put("is_admin", false).put("id", group.id()).put("label", group.name()));
        tenantUser.put("id", person.tenantUserId()).put("tenant_id", TENANT_ID).put("user_id", person.userId());
        choice(tenantUser, "role", person.role);
        choice(tenantUser, "status", person.status);
        return tenantUser.putNull("last_seen");
    }

    ObjectNode group(Group group, List<Person> people) {
        ObjectNode json = Json.object();
        ArrayNode members = json.putArray("group_users");
        people.stream()
                .filter(person -> person.groups.contains(group))
                .forEach(person -> members.addObject()
                        .putNull("profile_pic")
                        .put("email", person.email)
                        .put("id", person.id)
                        .put("label", person.fullName()));
        json.putArray("group_admins");
        json.putArray("mailboxes");
        json.put("id", group.id()).put("name", group.name()).put("unique_key", group.uniqueKey());
        json.put("forward_to_email", group.uniqueKey() + "@" + options.text(TENANT) + ".deskhero.com");
        if (options.is(ENUMS, "name")) {
            return json.put("type", group.everyone() ? "SYSTEM_EVERYONE" : "CUSTOM");
        }
        return json.put("type", group.everyone() ? 2 : 1);
    }

    ObjectNode invite(Invite invite) {
        ObjectNode json = Json.object();
        ArrayNode groups = json.putArray("groups");
        invite.groups()
                .forEach(group -> groups.addObject().put("id", group.id()).put("label", group.name()));
        json.put("id", invite.id()).put("email", invite.email());
        choice(json, "tenant_role", invite.role());
        return json.put("expires_date", invite.expires().toString()).put("expires_relative", "in some days");
    }

    @SuppressWarnings("EnumOrdinal") // the constants stand in the order of their documented numbers
    private void choice(ObjectNode json, String field, Enum<?> value) {
        if (options.is(ENUMS, "name")) {
            json.put(field, value.name());
        } else {
            json.put(field, value.ordinal());
        }
    }

    Response one(JsonNode payload) {
        if (options.is(WRAPPER, "bare")) {
            return Response.json(200, Json.bytes(payload));
        }
        String field = options.is(WRAPPER, "items") ? "item" : options.text(WRAPPER);
        ObjectNode wrap = Json.object();
        wrap.set(field, payload);
        wrap.putArray("messages");
        return Response.json(200, Json.bytes(wrap));
    }

    Response many(JsonNode payload, int total, int page, int take) {
        if (options.is(WRAPPER, "bare")) {
            return Response.json(200, Json.bytes(payload));
        }
        ObjectNode wrap = Json.object();
        wrap.set(options.text(WRAPPER), payload);
        wrap.put("total_count", total).put("page", page).put("take", take).putNull("aggregations");
        return Response.json(200, Json.bytes(wrap));
    }

    Response error(Refusal refusal) {
        if (options.is(ERRORS, "empty")) {
            return Response.empty(refusal.status());
        }
        ObjectNode body = Json.object();
        if (options.is(ERRORS, "problem")) {
            body.put("type", "about:blank").put("title", refusal.code()).put("status", refusal.status());
            body.put("detail", refusal.text());
            body.putObject("errors").putArray(refusal.field()).add(refusal.text());
        } else {
            body.putNull("data");
            ObjectNode message = body.putArray("messages").addObject();
            message.put("code", refusal.code()).put("message", refusal.text()).put("field", refusal.field());
        }
        return Response.json(refusal.status(), Json.bytes(body));
    }
}
