package dev.rollcall.sandbox.ruangkerja;

import dev.rollcall.sandbox.fault.Fault;
import dev.rollcall.sandbox.host.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A bulk call: each item on its own, in order; the answer says `success` whatever became of them.
final class Bulk {

    private static final Fault.Bulk HONEST = new Fault.Bulk(0, 0, 0, false);

    private final List<ObjectNode> succeeded = new ArrayList<>();
    private final List<ObjectNode> failed = new ArrayList<>();
    private final Random random;
    private final Fault.Bulk fault;
    private final Function<JsonNode, JsonNode> payload;

    /// @param payload how an item is repeated in the answer
    Bulk(Optional<Fault.Bulk> fault, Random random, Function<JsonNode, JsonNode> payload) {
        this.fault = fault.orElse(HONEST);
        this.random = random;
        this.payload = payload;
    }

    /// Does every item and returns the data of the answer.
    ///
    /// @param work does one item and returns the serial
    ObjectNode run(List<JsonNode> items, Function<JsonNode, String> work) {
        List<Integer> order = drawn(items.size());
        for (int i = 0; i < items.size(); i++) {
            int drawn = order.get(i);
            boolean fails = drawn < fault.fail();
            boolean lost = !fails && drawn < fault.fail() + fault.lose();
            boolean omitted = !fails && !lost && drawn < fault.fail() + fault.lose() + fault.omit();
            if (!lost) {
                one(items.get(i), fails ? item -> refuseAnyhow() : work, omitted);
            }
        }
        if (fault.shuffle()) {
            Collections.shuffle(succeeded, random);
            Collections.shuffle(failed, random);
        }
        ObjectNode data = Json.object();
        data.set("failedItems", array(failed));
        data.set("successItems", array(succeeded));
        return data;
    }

    private void one(JsonNode item, Function<JsonNode, String> work, boolean omitted) {
        ObjectNode answer = Json.object();
        try {
            String serial = work.apply(item);
            answer.set("payload", payload.apply(item));
            answer.putObject("response").put("serial", serial);
            if (!omitted) {
                succeeded.add(answer);
            }
        } catch (Refusal refusal) {
            answer.set("error", refusal.json());
            answer.set("payload", payload.apply(item));
            if (!omitted) {
                failed.add(answer);
            }
        }
    }

    private static String refuseAnyhow() {
        throw Refusal.badRequest("item could not be processed");
    }

    private List<Integer> drawn(int size) {
        var order = new ArrayList<Integer>(size);
        for (int i = 0; i < size; i++) {
            order.add(i);
        }
        if (!fault.equals(HONEST)) {
            Collections.shuffle(order, random);
        }
        return order;
    }

    private static ArrayNode array(List<ObjectNode> items) {
        ArrayNode array = Json.array();
        items.forEach(array::add);
        return array;
    }
}
