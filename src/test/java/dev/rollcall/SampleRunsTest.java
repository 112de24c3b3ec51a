package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.Sample.Month;
import dev.rollcall.database.TestDatabase;
import dev.rollcall.run.HomeFolder;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunQuery;
import dev.rollcall.run.Runs;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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

/// Every sample export, dropped for three jobs, comes to what is written down, line by line.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.ForSpring.class)
class SampleRunsTest {

    private static final Path SAMPLES = Path.of("samples");
    private static final Sandbox SANDBOX = Sandbox.start(SandboxSettings.demo(0));
    private static final Set<String> TOLD =
            Set.of("EMAIL_CHANGE_UNSUPPORTED", "GLOBAL_CHANGE_REPORTED", "INVITATION_EXPIRED");
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private Runs runs;

    @Autowired
    private HomeFolder home;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path folder = Files.createTempDirectory("rollcall-samples");
        String tenant = SANDBOX.tenant("ruangkerja-demo").url().toString();
        settings.add("ROLLCALL_SANDBOX_URL", () -> tenant.substring(0, tenant.lastIndexOf('/')));
        settings.add("rollcall.home", folder::toString);
        settings.add("rollcall.jobs", () -> SAMPLES.resolve("jobs").toString());
        settings.add("rollcall.routes", () -> folder.resolve("no-routes").toString());
        settings.add("rollcall.admin-password", () -> "secret");
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void keepsThreeTenantsInStepWithOneExport() throws IOException {
        List<Sample> samples = Sample.all(SAMPLES);
        assertThat(samples).extracting(sample -> sample.months().size()).containsExactly(3, 3, 3);
        for (int number = 0; number < 3; number++) {
            for (Sample sample : samples) {
                sample.months().get(number).drop(home.inbox(sample.job()));
            }
            for (Sample sample : samples) {
                Month month = sample.months().get(number);
                Run run = ended(sample.job(), number + 1);
                assertThat(found(run, month.expected()))
                        .as("%s of %s", month.name(), sample.job())
                        .isEqualTo(expected(month));
                month.then().ifPresent(then -> then.happen(SANDBOX));
            }
        }
        for (String tenant : List.of("ruangkerja-demo", "deskhero-demo", "garment-demo")) {
            assertThat(SANDBOX.tenant(tenant).createdTwice()).isEmpty();
        }
    }

    private Run ended(String job, int count) {
        var query = new RunQuery(Optional.of(job), Optional.empty(), OptionalLong.empty(), 10);
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> runs.list(query),
                        all -> all.size() == count
                                && all.stream().allMatch(run -> run.state().isEnd()))
                .getFirst();
    }

    private static List<String> expected(Month month) {
        JsonNode expected = month.expected();
        List<String> lines = new ArrayList<>(List.of(expected.path("state").asString()));
        for (String key : List.of("charset", "delimiter", "proven", "rows", "applied")) {
            lines.add(key + " " + expected.path(key));
        }
        for (String list : List.of("rejects", "reported")) {
            expected.path(list)
                    .values()
                    .forEach(one -> lines.add(list + " " + one.path("line") + " "
                            + one.path("code").asString()));
        }
        return lines;
    }

    /// What the run came to, in the words and the order of what is expected.
    private List<String> found(Run run, JsonNode expected) throws IOException {
        JsonNode summary = JSON.readTree(home.reports(run.job(), run.id()).resolve("summary.json"));
        List<String> lines = new ArrayList<>(List.of(summary.path("state").asString()));
        for (String key : List.of("charset", "delimiter", "proven")) {
            lines.add(key + " " + summary.path("export").path(key));
        }
        lines.add("rows " + summary.path("rows"));
        var applied = JSON.createObjectNode();
        expected.path("applied")
                .propertyNames()
                .forEach(action ->
                        applied.set(action, summary.path("changes").path(action).path("applied")));
        lines.add("applied " + applied);
        errors(run, lines, "rejects", false);
        errors(run, lines, "reported", true);
        return lines;
    }

    private void errors(Run run, List<String> lines, String list, boolean told) throws IOException {
        List<String> errors =
                Files.readAllLines(home.reports(run.job(), run.id()).resolve("errors.csv"));
        for (String error : errors.subList(1, errors.size())) {
            String[] cells = error.split(";", -1);
            if (TOLD.contains(cells[3]) == told) {
                lines.add(list + " " + cells[0] + " " + cells[3]);
            }
        }
    }
}
