package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Checks what `mvn spotless:apply` writes. It stands here because the formatter needs the javac of JDK 25: the tests
/// run in the toolchain's JDK, Spotless in that of Maven.
class FormattingTest {

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void everySourceFileIsFormatted() throws IOException {
        List<String> others = new ArrayList<>();
        try (var files = Files.walk(Path.of("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                if (!text.equals(formatted(file, text))) {
                    others.add(file.toString());
                }
            }
        }
        assertThat(others)
                .as("format with: mvn spotless:apply (Maven on JDK 25)")
                .isEmpty();
    }

    private String formatted(Path file, String text) {
        try {
            return formatter.formatSource(text);
        } catch (FormatterException e) {
            return file + " cannot be read by the formatter: " + e.getMessage();
        }
    }
}
