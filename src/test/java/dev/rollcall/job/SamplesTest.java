package dev.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.deskhero.DeskheroConnectors;
import dev.rollcall.connector.garment.GarmentConnectors;
import dev.rollcall.connector.ruangkerja.RuangkerjaConnectors;
import dev.rollcall.job.JobReader.Result;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The samples agree with themselves and with the sandbox's tenant. That a run comes to what they expect is for
/// the run to show.
class SamplesTest {

    private static final List<ConnectorFactory> CONNECTORS =
            List.of(new RuangkerjaConnectors(), new DeskheroConnectors(), new GarmentConnectors());
    private static final Path SAMPLES = Path.of("samples");
    private static final Path TENANT = Path.of("src/main/resources/dev/rollcall/sandbox/demo/ruangkerja.json");
    private static final int TAG = 7;
    private static final int ORGANIZATION = 8;

    @Test
    void everyJobFileIsGoodWithoutAnyVariable() throws IOException {
        JobReader reader = new JobReader(CONNECTORS, _ -> Optional.empty());
        try (Stream<Path> files = Files.list(SAMPLES.resolve("jobs"))) {
            for (Path file : files.toList()) {
                assertThat(reader.read(file.getFileName().toString(), Files.readAllBytes(file)))
                        .isInstanceOf(Result.Good.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ruangkerja", "deskhero", "garment"})
    void everyRowHasItsPlaceInWhatIsExpected(String system) throws IOException {
        for (JsonNode expected : expected(system)) {
            JsonNode rows = expected.path("rows");
            JsonNode applied = expected.path("applied");
            int asked = applied.path("deactivate").asInt() - rows.path("absent").asInt();

            assertThat(lines(expected)).hasSize(rows.path("read").asInt() + 1);
            assertThat(rows.path("rejected").asInt())
                    .isEqualTo(expected.path("rejects").size());
            assertThat(rows.path("read").asInt())
                    .isEqualTo(rows.path("rejected").asInt()
                            + rows.path("accepted").asInt());
            assertThat(rows.path("accepted").asInt())
                    .isEqualTo(rows.path("unchanged").asInt()
                            + asked
                            + applied.path("create").asInt()
                            + applied.path("update").asInt()
                            + applied.path("rename").asInt()
                            + applied.path("reactivate").asInt());
        }
    }

    @Test
    void theSecondExportIsTheFirstAgain() {
        assertThat(SAMPLES.resolve("ruangkerja/2026-10-karyawan-lagi.csv"))
                .hasSameBinaryContentAs(SAMPLES.resolve("ruangkerja/2026-10-karyawan.csv"));
    }

    @Test
    void onlyTheRowsThatAreMeantToBeBadNameWhatTheTenantDoesNotHave() throws IOException {
        JsonNode tenant = JsonMapper.shared().readTree(Files.readString(TENANT));
        Set<String> tags = new TreeSet<>();
        tenant.path("tags").forEach(tag -> tags.add(tag.path("name").asString()));
        Set<String> paths = new TreeSet<>(Set.of("Sales JKT", "Ops JKT"));
        tenant.path("organizations").get(0).path("childOrganizations").forEach(child -> collect(child, "", paths));

        for (JsonNode expected : expected()) {
            List<String> lines = lines(expected);
            Set<Integer> bad = new TreeSet<>();
            expected.path("rejects")
                    .forEach(reject -> bad.add(reject.path("line").asInt()));
            for (int line = 2; line <= lines.size(); line++) {
                String[] cells = lines.get(line - 1).split(";", -1);
                if (!bad.contains(line)) {
                    assertThat(tags).contains(cells[TAG].split(", "));
                    assertThat(paths).contains(cells[ORGANIZATION]);
                }
            }
        }
    }

    private static void collect(JsonNode organization, String above, Set<String> paths) {
        String path = above + organization.path("name").asString();
        paths.add(path);
        organization.path("childOrganizations").forEach(child -> collect(child, path + "/", paths));
    }

    private static JsonNode expected() throws IOException {
        return expected("ruangkerja");
    }

    private static JsonNode expected(String system) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(SAMPLES.resolve(system + "/expected.json")));
    }

    private static List<String> lines(JsonNode expected) throws IOException {
        Path file = SAMPLES.resolve("ruangkerja").resolve(expected.path("file").asString());
        return Files.readAllLines(file, Charset.forName(expected.path("charset").asString()));
    }
}
