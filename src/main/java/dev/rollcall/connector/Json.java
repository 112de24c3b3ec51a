package dev.rollcall.connector;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON as tenants speak it: fields that nobody knows are passed over.
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /// Reads one shape; made once and kept, as readers are costly to make and cheap to use.
    public static ObjectReader reader(Class<?> shape) {
        return MAPPER.readerFor(shape);
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// The body as a tree.
    ///
    /// @throws Transport.Unreadable where it is empty or no JSON of any kind
    public static JsonNode tree(Response response) {
        JsonNode tree = response.looksLikeJson() ? MAPPER.readTree(response.body()) : null;
        return found(tree, "JSON");
    }

    public static byte[] bytes(ObjectNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /// The value, which the answer must have.
    public static <T> T found(@Nullable T value, String what) {
        if (value == null) {
            throw new Transport.Unreadable("no " + what);
        }
        return value;
    }
}
