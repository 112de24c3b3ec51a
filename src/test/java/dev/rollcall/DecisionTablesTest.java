package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/decision-tables.md names a test for every line of the decision tables; each is there, and is a test.
class DecisionTablesTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void everyLineNamesTestsThatAreThere() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs", "decision-tables.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| **") && !line.startsWith("| what"))
                .toList();
        List<String> named = new ArrayList<>();
        for (String line : lines) {
            Matcher tests = TEST.matcher(line);
            assertThat(tests.find()).as(line).isTrue();
            do {
                named.add(tests.group(1) + "." + tests.group(2));
            } while (tests.find());
        }

        assertThat(named).hasSizeGreaterThan(60);
        assertThat(tests()).containsAll(named);
    }

    private static Set<String> tests() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("dev.rollcall");
        Set<String> tests = new TreeSet<>();
        for (JavaClass type : classes) {
            type.getMethods().stream()
                    .filter(method -> method.getAnnotations().stream()
                            .anyMatch(annotation ->
                                    annotation.getRawType().getName().startsWith("org.junit.jupiter")))
                    .forEach(method -> tests.add(type.getSimpleName() + "." + method.getName()));
        }
        return tests;
    }
}
