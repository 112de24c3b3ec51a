package dev.rollcall.run;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.rollcall.database.TestDatabase;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The sample exports through the sample job, each compared with what `expected.json` says, line by line.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.ForSpring.class)
class SamplesRunTest {
    private static final Path SAMPLES = Path.of("samples/ruangkerja");
    private static final String JOB = "contoh-ruangkerja";
    private static final Set<String> TOLD =
            Set.of("EMAIL_CHANGE_UNSUPPORTED", "GLOBAL_CHANGE_REPORTED", "INVITATION_EXPIRED");
    private static final Sandbox SANDBOX = Sandbox.start(SandboxSettings.demo(0));
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private Runs runs;

    @Autowired
    private HomeFolder home;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path folder = Files.createTempDirectory("rollcall-samples");
        settings.add("rollcall.home", () -> folder.resolve("home").toString());
        settings.add("rollcall.jobs", () -> "samples/jobs");
        settings.add("rollcall.routes", () -> folder.resolve("no-routes").toString());
        settings.add("rollcall.admin-password", () -> "secret");
        settings.add("ROLLCALL_SANDBOX_URL", () -> SANDBOX.url().toString());
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void comesToWhatIsExpectedOfEachExport() throws IOException {
        long before = 0;
        for (JsonNode expected : JSON.readTree(Files.readString(SAMPLES.resolve("expected.json")))) {
            String file = expected.path("file").asString();
            drop(file);
            Run run = ended(before);
            before = run.id();
            JsonNode summary = JSON.valueToTree(runs.summary(run));

            assertThat(summary.path("state")).as(file).isEqualTo(expected.path("state"));
            assertThat(summary.path("rows"))
                    .as(file)
                    .hasToString(expected.path("rows").toString());
            for (String key : List.of("charset", "delimiter", "proven")) {
                assertThat(summary.path("export").path(key))
                        .as(file + " " + key)
                        .isEqualTo(expected.path(key));
            }
            for (Map.Entry<String, JsonNode> applied : expected.path("applied").properties()) {
                assertThat(summary.path("changes").path(applied.getKey()).path("applied"))
                        .as(file + " " + applied.getKey())
                        .hasToString(applied.getValue().toString());
            }
            assertThat(faults(run, false)).as(file).isEqualTo(lines(expected.path("rejects")));
            assertThat(faults(run, true)).as(file).isEqualTo(lines(expected.path("reported")));
        }
        assertThat(before).isPositive();
    }

    private static List<String> lines(JsonNode faults) {
        var lines = new ArrayList<String>();
        faults.forEach(
                f -> lines.add(f.path("line").asInt() + " " + f.path("code").asString()));
        return lines;
    }

    /// Line and code of what errors.csv holds.
    private List<String> faults(Run run, boolean told) throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                .detectBomHeader(true)
                .fieldSeparator(';')
                .ofNamedCsvRecord(home.reports(JOB, run.id()).resolve("errors.csv"))) {
            return csv.stream()
                    .filter(row -> TOLD.contains(row.getField("code")) == told)
                    .map(row -> row.getField("line") + " " + row.getField("code"))
                    .collect(Collectors.toList());
        }
    }

    private void drop(String name) throws IOException {
        Path inbox = Files.createDirectories(home.inbox(JOB));
        Path unfinished = inbox.resolve(name + ".tmp");
        Files.copy(SAMPLES.resolve(name), unfinished);
        Files.move(unfinished, inbox.resolve(name));
    }

    private Run ended(long after) {
        var query = new RunQuery(Optional.of(JOB), Optional.empty(), OptionalLong.empty(), 1);
        return Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(
                        () -> runs.list(query),
                        found -> !found.isEmpty()
                                && found.getFirst().id() > after
                                && found.getFirst().state().isEnd())
                .getFirst();
    }
}
