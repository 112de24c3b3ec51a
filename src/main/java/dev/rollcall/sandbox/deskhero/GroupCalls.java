package dev.rollcall.sandbox.deskhero;

import dev.rollcall.sandbox.host.Call;
import dev.rollcall.sandbox.http.Response;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Groups (pages groups_create_post, groups_update_put, groups_get_one_by_key_get). Used under the API's lock.
final class GroupCalls {

    private final Office office;
    private final Shapes shapes;
    private final UserCalls users;

    GroupCalls(Office office, Shapes shapes, UserCalls users) {
        this.office = office;
        this.shapes = shapes;
        this.users = users;
    }

    Response list(Call call) {
        return users.page(call, office.groups(), this::json);
    }

    Response one(Predicate<Group> wanted) {
        Group group = office.groups().stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("id", "Group not found."));
        return shapes.one(json(group));
    }

    Response create(Call call, JsonNode body) {
        String name = name(body);
        Group group = office.addGroup(name, body.path("unique_key").asString("group" + name.hashCode()), false);
        call.touched(name, "group", true);
        return shapes.one(json(group));
    }

    Response update(Call call, String id, JsonNode body) {
        Group group = office.groups().stream()
                .filter(g -> Integer.toString(g.id()).equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("id", "Group not found."));
        if (group.everyone()) {
            throw Refusal.invalid("id", "The everyone group cannot be changed.");
        }
        var renamed = new Group(group.id(), name(body), body.path("unique_key").asString(group.uniqueKey()), false);
        office.replaceGroup(renamed);
        call.touched(renamed.name(), "group", true);
        return shapes.one(json(renamed));
    }

    private static String name(JsonNode body) {
        String name = body.path("name").asString("").strip();
        if (name.isEmpty()) {
            throw Refusal.invalid("name", "The name is required.");
        }
        return name;
    }

    private JsonNode json(Group group) {
        return shapes.group(group, office.people());
    }
}
