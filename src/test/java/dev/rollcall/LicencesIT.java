package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

class LicencesIT {
    private static final List<String> ALLOWED =
            List.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "PostgreSQL", "EPL-2.0");

    @Test
    void everyLibraryInTheJarIsListedUnderALicenceThatAllowsApacheDistribution() throws IOException {
        Map<String, String> listed = listed();

        assertThat(packed())
                .as("libraries in the jar without a line in docs/decisions/licences.md")
                .isSubsetOf(listed.keySet());
        assertThat(listed.values()).isSubsetOf(ALLOWED);
    }

    private static Map<String, String> listed() throws IOException {
        Map<String, String> licences = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs/decisions/licences.md"))) {
            String[] cells = line.split("\\s*\\|\\s*", -1);
            if (cells.length == 5 && !cells[1].equals("library") && !cells[1].startsWith("-")) {
                licences.put(cells[1], cells[3]);
            }
        }
        return licences;
    }

    private static List<String> packed() throws IOException {
        try (var jar = new JarFile(System.getProperty("rollcall.jar"))) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.replaceAll("^BOOT-INF/lib/|-[0-9][^/]*$", ""))
                    .toList();
        }
    }
}
