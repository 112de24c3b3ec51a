package dev.rollcall.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.job.Job;
import dev.rollcall.job.JobReader;
import dev.rollcall.job.SomeConnectors;
import dev.rollcall.source.SourceSettings;
import dev.rollcall.stage.jdbc.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The samples are taken in as they say; what only the plan can see of them is left to the run.
class SampleExportsTest {

    private static final Path SAMPLES = Path.of("samples");
    private static final Set<String> SEEN_BY_THE_PLAN =
            Set.of("UNKNOWN_TAG", "UNKNOWN_ORGANIZATION", "AMBIGUOUS_REFERENCE", "CONTACT_REQUIRED");

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @Test
    void everyRowThatIsBadByItselfIsTurnedAwayAndNoOther() throws IOException {
        Job job = job();
        long run = 0;
        for (JsonNode expected : expected()) {
            run++;
            StageOutcome outcome = stage(job, run, expected.path("file").asString());

            assertThat(outcome.facts().charset())
                    .isEqualTo(expected.path("charset").asString());
            assertThat(outcome.facts().delimiter())
                    .isEqualTo(expected.path("delimiter").asString());
            assertThat(outcome).isInstanceOfSatisfying(StageOutcome.Staged.class, staged -> {
                assertThat(staged.read())
                        .isEqualTo(expected.path("rows").path("read").asLong());
                assertThat(staged.proof()).allMatch(Check::ok);
            });
            assertThat(findings(run)).isEqualTo(rejects(expected));
        }
    }

    private static JsonNode expected() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(SAMPLES.resolve("ruangkerja/expected.json")));
    }

    private static Job job() throws IOException {
        String file = "contoh-ruangkerja.yaml";
        JobReader reader = new JobReader(SomeConnectors.ALL, _ -> Optional.empty());
        return switch (reader.read(
                file, Files.readAllBytes(SAMPLES.resolve("jobs").resolve(file)))) {
            case JobReader.Result.Good(Job job) -> job;
            case JobReader.Result.Bad(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    private static StageOutcome stage(Job job, long run, String name) {
        SourceSettings.Csv csv = (SourceSettings.Csv) job.source();
        Path file = SAMPLES.resolve("ruangkerja").resolve(name);
        StageOrder order = new StageOrder(
                run,
                job.name().value(),
                file,
                name,
                csv.shape(),
                job.stage(),
                true,
                OptionalLong.empty(),
                Set.of(),
                StageProgress.NOBODY);
        return new CsvStaging(Stages.on(database.dataSource())).stage(order);
    }

    private static List<String> rejects(JsonNode expected) {
        List<String> rejects = new ArrayList<>();
        for (JsonNode reject : expected.path("rejects")) {
            if (!SEEN_BY_THE_PLAN.contains(reject.path("code").asString())) {
                rejects.add(
                        reject.path("line").asInt() + " " + reject.path("code").asString());
            }
        }
        return rejects;
    }

    private static List<String> findings(long run) {
        return database.jdbc()
                .sql("select line || ' ' || code from finding where run_id = ? order by line, number")
                .param(run)
                .query(String.class)
                .list();
    }
}
