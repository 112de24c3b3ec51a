package dev.rollcall.connector.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/connectors.md shows the example as it is compiled and held to the contract.
class ConnectorsPageTest {

    private static final Path PAGE = Path.of("docs/connectors.md");
    private static final Path EXAMPLE = Path.of("src/test/java/dev/rollcall/connector/example");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)\n```", Pattern.DOTALL);
    private static final int MOST_LINES = 300;

    @Test
    void showsExactlyTheCodeThatPassesTheContract() throws IOException {
        List<String> shown = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        while (block.find()) {
            shown.add(block.group(1));
        }
        assertThat(shown).containsExactly(code("ExampleConnectors"), code("Example"));
    }

    @Test
    void staysShort() throws IOException {
        assertThat(Files.readAllLines(PAGE)).hasSizeLessThan(MOST_LINES);
        int lines = 0;
        for (String name : List.of("ExampleConnectors", "Example", "ExampleContractTest")) {
            lines += code(name).split("\n", -1).length;
        }
        assertThat(lines).isLessThan(MOST_LINES);
    }

    @Test
    void namesOnlyFilesThatThereAre() {
        assertThat(Files.exists(EXAMPLE.resolve("ExampleContractTest.java"))).isTrue();
        assertThat(Files.exists(Path.of("src/test/java/dev/rollcall/connector/documents")))
                .isTrue();
        assertThat(Files.exists(Path.of("src/main/java/dev/rollcall/sandbox/TenantSystem.java")))
                .isTrue();
    }

    /// Without package and imports.
    private static String code(String name) throws IOException {
        String file = Files.readString(EXAMPLE.resolve(name + ".java"));
        int start = file.indexOf(name.endsWith("Test") ? "class " : "/// ");
        return file.substring(start).strip();
    }
}
