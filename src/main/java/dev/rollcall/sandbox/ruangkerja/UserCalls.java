package dev.rollcall.sandbox.ruangkerja;

import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.BULK_MOST;
import static dev.rollcall.sandbox.ruangkerja.RuangkerjaOption.PAYLOAD;

import dev.rollcall.sandbox.host.Call;
import dev.rollcall.sandbox.host.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The calls that write users, single and in bulk, each noted in the record. Used under the API's lock.
final class UserCalls {

    private static final List<String> CREATE = List.of(
            "employeeID",
            "name",
            "username",
            "email",
            "phone",
            "password",
            "isActive",
            "tagSerials",
            "organizationSerial");
    private static final List<String> UPDATE = List.of(
            "employeeID", "name", "newEmployeeID", "username", "phone", "isActive", "tagSerials", "organizationSerial");
    private static final List<String> EMAIL = List.of("employeeID", "email", "password");

    private final Members members;
    private final Options options;
    private final Random random;

    UserCalls(Members members, Options options, long seed) {
        this.members = members;
        this.options = options;
        this.random = new Random(seed);
    }

    String create(Call call, JsonNode body) {
        try {
            Member member = members.create(Fields.of(body));
            note(call, body, "create", true);
            return member.serial;
        } catch (Refusal refusal) {
            note(call, body, "create", false);
            throw refusal;
        }
    }

    String update(Call call, String employeeId, JsonNode body) {
        Fields fields = Fields.of(body);
        if (!fields.required("employeeID").equals(employeeId)) {
            throw Refusal.badRequest("employeeID in path and body must be the same");
        }
        return update(call, body);
    }

    private String update(Call call, JsonNode body) {
        String did = body.path("newEmployeeID").isString() ? "rename" : "update";
        try {
            Fields fields = Fields.of(body);
            Member member = members.update(fields.requiredKey("employeeID"), fields);
            note(call, body, did, true);
            return member.serial;
        } catch (Refusal refusal) {
            note(call, body, did, false);
            throw refusal;
        }
    }

    private String changeEmail(Call call, JsonNode body) {
        try {
            Member member = members.changeEmail(Fields.of(body));
            note(call, body, "email", true);
            return member.serial;
        } catch (Refusal refusal) {
            note(call, body, "email", false);
            throw refusal;
        }
    }

    ObjectNode createAll(Call call, JsonNode body) {
        return bulk(call, CREATE).run(items(body), item -> create(call, item));
    }

    ObjectNode updateAll(Call call, JsonNode body) {
        return bulk(call, UPDATE).run(items(body), item -> update(call, item));
    }

    ObjectNode changeEmails(Call call, JsonNode body) {
        return bulk(call, EMAIL).run(items(body), item -> changeEmail(call, item));
    }

    private Bulk bulk(Call call, List<String> fields) {
        return new Bulk(call.bulkFault(), random, options.is(PAYLOAD, "filled") ? filled(fields) : item -> item);
    }

    private static Function<JsonNode, JsonNode> filled(List<String> fields) {
        return item -> {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            for (String field : fields) {
                filled.set(field, item.hasNonNull(field) ? item.path(field) : JsonNodeFactory.instance.nullNode());
            }
            return filled;
        };
    }

    /// The items of a bulk body; the whole call is refused when there are none or too many.
    List<JsonNode> items(JsonNode body) {
        if (!(body.path("items") instanceof ArrayNode items) || items.isEmpty()) {
            throw Refusal.badRequest("items is required");
        }
        if (items.size() > options.number(BULK_MOST)) {
            throw Refusal.badRequest("items maximum is " + options.number(BULK_MOST));
        }
        return new ArrayList<>(items.values());
    }

    private static void note(Call call, JsonNode body, String did, boolean applied) {
        String employeeId = body.path("employeeID").asString("");
        call.touched(employeeId, did, applied);
        String newId = body.path("newEmployeeID").asString("");
        if (did.equals("rename") && !newId.isEmpty()) {
            call.touched(newId, did, applied);
        }
        if (did.equals("create")) {
            call.created(applied, "employeeID:" + employeeId);
            String email = body.path("email").asString("");
            if (!email.isEmpty()) {
                call.created(applied, "email:" + email.toLowerCase(Locale.ROOT));
            }
        }
    }
}
