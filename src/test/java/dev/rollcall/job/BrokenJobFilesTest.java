package dev.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One file for each mistake, named for it; at its end, as comments, what is said of it, whole.
class BrokenJobFilesTest {

    private static final String EXPECTED = "#! ";

    @TestFactory
    List<DynamicTest> saysWhatIsWrong() throws IOException {
        return JobFiles.in("broken").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(JobFiles.READER, file)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> saysWhatIsWrongByWhatTheConnectorDemands() throws IOException {
        return JobFiles.in("broken-tenants").stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(JobFiles.TENANTS, file)))
                .toList();
    }

    /// A key of the schema without a broken file is a key whose message nobody has read.
    @Test
    void everyKeyHasAFileWithItsMistake() throws IOException {
        Set<String> said = new TreeSet<>();
        for (String folder : List.of("broken", "broken-tenants")) {
            for (Path file : JobFiles.in(folder)) {
                expected(file)
                        .forEach(line -> said.add(family(line.split(" ", 3)[1].replaceAll("(\\[[0-9]+])|:$", ""))));
            }
        }
        Set<String> keys = new TreeSet<>();
        JsonNode schema = JsonMapper.shared().readTree(Files.readString(Path.of("jobs/job.schema.json")));
        keys(schema, schema, "", keys);

        assertThat(keys).hasSizeGreaterThan(100).contains("source.since.overlap", "gates.blank.percent");
        assertThat(said).containsAll(keys);
    }

    private static void keys(JsonNode schema, JsonNode at, String path, Set<String> keys) {
        JsonNode node = at.has("$ref") ? schema.at(at.path("$ref").asString().substring(1)) : at;
        node.path("properties").forEachEntry((name, child) -> {
            String key = family(path.isEmpty() ? name : path + "." + name);
            keys.add(key);
            keys(schema, child, key, keys);
        });
        node.path("allOf").forEach(part -> keys(schema, part.path("then"), path, keys));
    }

    /// What is read by one rule wherever it stands: how a column is described, and how a tenant is reached.
    private static String family(String key) {
        return key.replaceFirst("^source\\.columns\\.[A-Za-z]+\\.", "source.columns.*.")
                .replaceFirst("^source\\.(connector|credentials|options)", "target.$1");
    }

    @Test
    void neverPrintsASecret() throws IOException {
        for (Path file : JobFiles.in("broken")) {
            assertThat(JobFiles.problems(file).toString()).doesNotContain("hunter2", "the-client");
        }
    }

    private static List<String> expected(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(EXPECTED))
                .map(line -> line.substring(EXPECTED.length()))
                .toList();
    }

    private static void check(JobReader reader, Path file) throws IOException {
        assertThat(JobFiles.problems(reader, file))
                .extracting(JobProblem::toString)
                .isEqualTo(expected(file));
    }
}
