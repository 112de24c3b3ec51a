package dev.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the schema allows is what the reader reads, and what the documentation explains.
class SchemaAndReaderTest {

    private static final JsonNode SCHEMA = SchemaCheck.definition();

    @Test
    void everyKeyOfTheSchemaIsReadAndNoOther() throws IOException {
        Set<String> read = new TreeSet<>();
        for (Path file : JobFiles.in("good")) {
            Reading reading = new Reading(
                    new Faults("any"), new Placeholders(name -> Optional.ofNullable(JobFiles.ENVIRONMENT.get(name))));
            JobFiles.READER.read(file.getFileName().toString(), Files.readAllBytes(file), reading);
            read.addAll(reading.asked());
        }
        read.removeIf(SchemaAndReaderTest::isFree);

        assertThat(read).containsExactlyInAnyOrderElementsOf(keys());
    }

    @Test
    void everyKeyOfTheSchemaIsExplained() throws IOException {
        String page = Files.readString(Path.of("docs/jobs.md"));

        for (String key : keys()) {
            String name = key.substring(key.lastIndexOf('.') + 1);
            assertThat(page).as(key).containsPattern("`[^`\\n]*\\b" + name + "\\b[^`\\n]*`");
        }
    }

    @Test
    void everyKeyOfTheSchemaIsDescribedForEditors() {
        JsonNode properties = SCHEMA.path("properties");

        for (String name : properties.propertyNames()) {
            assertThat(properties.path(name).path("description").asString(""))
                    .as(name)
                    .isNotEmpty();
        }
    }

    /// Words of the export, and what only a connector knows.
    private static boolean isFree(String key) {
        return key.matches("source\\.values\\.[^.]+\\..+|(source|target)\\.(credentials|options)\\..+");
    }

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        collect(SCHEMA, "", keys, new HashSet<>());
        keys.removeIf(SchemaAndReaderTest::isFree);
        return keys;
    }

    private static void collect(JsonNode schema, String path, Set<String> keys, Set<String> onTheWay) {
        String reference = schema.path("$ref").asString("");
        if (!reference.isEmpty() && onTheWay.add(path + reference)) {
            collect(SCHEMA.at(reference.substring(1)), path, keys, onTheWay);
        }
        for (String name : schema.path("properties").propertyNames()) {
            keys.add(Keys.under(path, name));
            collect(schema.path("properties").path(name), Keys.under(path, name), keys, onTheWay);
        }
        schema.path("allOf").forEach(part -> collect(part.path("then"), path, keys, onTheWay));
    }
}
