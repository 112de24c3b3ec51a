package dev.rollcall.sandbox.ruangkerja;

import dev.rollcall.sandbox.host.Call;
import dev.rollcall.sandbox.host.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The calls that write tags. Used under the API's lock.
final class TagCalls {

    private final Tags tags;
    private final Register register;

    TagCalls(Tags tags, Register register) {
        this.tags = tags;
        this.register = register;
    }

    String create(Call call, JsonNode body) {
        String name = Fields.of(body).required("name");
        try {
            Tag tag = tags.create(name);
            call.touched(name, "tag", true);
            call.created(true, "tag:" + name);
            return tag.serial();
        } catch (Refusal refusal) {
            call.touched(name, "tag", false);
            call.created(false, "tag:" + name);
            throw refusal;
        }
    }

    String update(Call call, String serial, JsonNode body) {
        String name = Fields.of(body).required("name");
        tags.rename(tags.find(serial), name);
        register.tagsChanged();
        call.touched(name, "tag", true);
        return serial;
    }

    ObjectNode createAll(Call call, List<JsonNode> items, Bulk bulk) {
        return bulk.run(items, item -> create(call, item));
    }

    ObjectNode updateAll(Call call, List<JsonNode> items, Bulk bulk) {
        return bulk.run(items, item -> update(call, Fields.of(item).required("serial"), item));
    }

    ObjectNode deleteAll(Call call, JsonNode body) {
        Optional<List<String>> serials = Fields.of(body).texts("serials").filter(list -> !list.isEmpty());
        ArrayNode failed = Json.array();
        ArrayNode success = Json.array();
        for (String serial : serials.orElseThrow(() -> Refusal.badRequest("serials is required"))) {
            try {
                Tag tag = tags.find(serial);
                tags.delete(tag);
                register.dropTag(tag);
                call.touched(tag.name(), "tag", true);
                success.add(serial);
            } catch (Refusal unknown) {
                failed.add(serial);
            }
        }
        ObjectNode data = Json.object();
        data.set("failed", failed);
        data.set("success", success);
        return data;
    }
}
