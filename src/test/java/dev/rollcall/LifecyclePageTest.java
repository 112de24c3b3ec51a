package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The types and tables that docs/lifecycle.md names are those there are.
class LifecyclePageTest {
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");
    private static final Pattern TABLE = Pattern.compile("create (?:unlogged )?table (\\w+)");

    @Test
    void namesTypesThatThereAre() throws IOException {
        List<String> types = Files.readAllLines(page()).stream()
                .flatMap(LifecyclePageTest::named)
                .filter(name -> name.matches("[a-z]+\\.[A-Z]\\w+"))
                .toList();

        assertThat(types)
                .hasSizeGreaterThan(20)
                .allSatisfy(type -> assertThat(Path.of("src/main/java/dev/rollcall", type.replace('.', '/') + ".java"))
                        .exists());
    }

    @Test
    void namesTablesThatThereAre() throws IOException {
        var tables = new TreeSet<String>();
        try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (Path migration : migrations.toList()) {
                TABLE.matcher(Files.readString(migration)).results().forEach(found -> tables.add(found.group(1)));
            }
        }

        List<String> words = Files.readAllLines(page()).stream()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.substring(line.lastIndexOf('|', line.length() - 2)))
                .flatMap(LifecyclePageTest::named)
                .filter(name -> name.matches("[a-z_]+"))
                .toList();

        assertThat(words).contains("run", "staged_row", "journal").isSubsetOf(tables);
    }

    private static Stream<String> named(String text) {
        return NAMED.matcher(text).results().map(found -> found.group(1));
    }

    private static Path page() {
        return Path.of("docs/lifecycle.md");
    }
}
