package dev.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// One file for each mistake, named for it; at its end, as comments, what is said of it, whole.
class BrokenJobFilesTest {

    private static final String EXPECTED = "#! ";

    @TestFactory
    List<DynamicTest> saysWhatIsWrong() throws IOException {
        return JobFiles.in("broken").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
                .toList();
    }

    @Test
    void neverPrintsASecret() throws IOException {
        for (Path file : JobFiles.in("broken")) {
            assertThat(JobFiles.problems(file).toString()).doesNotContain("hunter2", "the-client");
        }
    }

    private static void check(Path file) throws IOException {
        List<String> expected = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(EXPECTED))
                .map(line -> line.substring(EXPECTED.length()))
                .toList();

        assertThat(JobFiles.problems(file)).extracting(JobProblem::toString).isEqualTo(expected);
    }
}
