package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps what was measured, newest last.
final class Results {
    private static final Path FILE = Path.of("bench", "results.md");

    private Results() {}

    static void append(Machine machine, Sheet sheet) throws IOException {
        if (sheet.figures().isEmpty()) {
            return;
        }
        if (!Files.exists(FILE)) {
            Files.writeString(FILE, "# What was measured\n\nAppended by `bench/run`, newest last; never by hand.\n");
        }
        String section = "\n## %s\n%s\n\n%s".formatted(machine.began(), machine.line(), sheet.table());
        Files.writeString(FILE, section, StandardOpenOption.APPEND);
    }
}
