package dev.rollcall.job;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Holds a job file against `job.schema.json`, and says each fault in the words of the schema's `x-expected`.
final class SchemaCheck {

    static final String RESOURCE = "job.schema.json";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode definition = definition();
    private final Schema schema = SchemaRegistry.withDefaultDialect(Dialect.builder(Dialects.getDraft202012())
                    .keyword(new NonValidationKeyword("x-expected"))
                    .build())
            .getSchema(definition);

    /// The schema as editors get it.
    static JsonNode definition() {
        try (InputStream in = SchemaCheck.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the schema of job files is not in the jar");
            }
            return JsonMapper.shared().readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void check(Tree.Mapping job, Faults faults) {
        for (Error error : schema.validate(json(job))) {
            report(error, new Spot(job).to(error.getInstanceLocation()), faults);
        }
    }

    private void report(Error error, Spot spot, Faults faults) {
        JsonNode rule = rule(error);
        switch (error.getKeyword()) {
            case "additionalProperties" -> unknownKey(error.getProperty(), spot, rule, faults);
            case "required" -> missingKey(error.getProperty(), spot, rule, faults);
            case "enum" -> spot.found(faults, oneOf(rule.get("enum"), spot));
            case "const" -> {
                // only within an if, which decides and does not judge
            }
            default -> spot.found(faults, rule.path("x-expected").asString(error.getMessage()));
        }
    }

    private static void unknownKey(String name, Spot spot, JsonNode rule, Faults faults) {
        List<String> known = new ArrayList<>(rule.path("properties").propertyNames());
        faults.add(
                spot.keyPlace(name),
                Keys.under(spot.key(), name),
                name,
                known.isEmpty()
                        ? "no further key here"
                        : "one of the keys " + String.join(", ", known) + Nearest.hint(name, known));
    }

    private void missingKey(String name, Spot spot, JsonNode rule, Faults faults) {
        JsonNode named = rule.path("properties").path(name);
        JsonNode property = named.has("x-expected") ? named : resolved(named);
        String expected = property.has("enum")
                ? oneOf(property.get("enum"), spot)
                : property.path("x-expected").asString("a value");
        faults.missing(spot.tree().place(), Keys.under(spot.key(), name), expected);
    }

    private static String oneOf(JsonNode words, Spot spot) {
        List<String> known = StreamSupport.stream(words.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
        String hint = spot.tree() instanceof Tree.Scalar scalar ? Nearest.hint(scalar.text(), known) : "";
        return known.stream().collect(Collectors.joining(", ", "one of ", hint));
    }

    /// The schema object of which the failed keyword is a part.
    private JsonNode rule(Error error) {
        NodePath path = error.getSchemaLocation().getFragment();
        JsonNode node = definition;
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            Object step = path.getElement(i);
            node = step instanceof Integer index ? node.path(index) : node.path(step.toString());
        }
        return node;
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : definition.at(reference.substring(1));
    }

    private static JsonNode json(Tree tree) {
        return switch (tree) {
            case Tree.Mapping mapping -> {
                ObjectNode object = JSON.objectNode();
                mapping.entries().forEach((name, entry) -> object.set(name, json(entry.value())));
                yield object;
            }
            case Tree.Items items -> {
                ArrayNode array = JSON.arrayNode();
                items.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Tree.Scalar scalar -> json(scalar);
        };
    }

    private static JsonNode json(Tree.Scalar scalar) {
        String text = scalar.text();
        return switch (scalar.kind()) {
            case TEXT -> JSON.stringNode(text);
            case FLAG -> JSON.booleanNode(Boolean.parseBoolean(text));
            case NOTHING -> JSON.nullNode();
            case INTEGER ->
                text.matches("[-+]?[0-9]{1,400}") ? JSON.numberNode(new BigInteger(text)) : JSON.stringNode(text);
            case NUMBER ->
                text.matches("[-+]?[0-9.]{1,400}") ? JSON.numberNode(new BigDecimal(text)) : JSON.stringNode(text);
        };
    }
}
