package dev.rollcall;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.rollcall.database.TestDatabase;
import dev.rollcall.run.HomeFolder;
import dev.rollcall.run.Run;
import dev.rollcall.run.Runs;
import dev.rollcall.run.StartOrder;
import dev.rollcall.run.Trigger;
import dev.rollcall.run.Wanted;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

/// The jobs in `samples/partners` pull two APIs that nobody here wrote, whose answers follow their documents: the
/// employee directory of BambooHR (`GET …/v1/employees/directory`) and a SCIM 2.0 list of users (RFC 7644, 3.4.2).
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.ForSpring.class)
class PartnerSamplesTest {
    private static final Path PARTNERS = Path.of("samples/partners");
    private static final Sandbox SANDBOX =
            Sandbox.start(SandboxSettings.of(TenantSettings.empty("ruangkerja-demo", TenantSystem.RUANGKERJA)));
    private static final WireMockServer PARTNER =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private Runs runs;

    @Autowired
    private HomeFolder home;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        PARTNER.start();
        PARTNER.stubFor(get(urlPathEqualTo("/bamboo/v1/employees/directory"))
                .withBasicAuth("k3y", "x")
                .withHeader("Accept", equalTo("application/json"))
                .willReturn(okJson(Files.readString(PARTNERS.resolve("bamboohr/directory.json")))));
        for (int at : new int[] {1, 4, 7}) {
            PARTNER.stubFor(get(urlPathEqualTo("/scim/v2/Users"))
                    .withHeader("Authorization", equalTo("Bearer t0ken"))
                    .withQueryParam("startIndex", equalTo(Integer.toString(at)))
                    .withQueryParam("count", equalTo("100"))
                    .withQueryParam("offset", absent())
                    .willReturn(okJson(Files.readString(PARTNERS.resolve("scim/users-" + at + ".json")))
                            .withHeader("Content-Type", "application/scim+json")));
        }
        Path folder = Files.createTempDirectory("rollcall-partners");
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                routes.resolve("pull.yaml"),
                Files.readString(Path.of("routes/pull.yaml")).replace("\"Rollcall\"", "\"Rollcall of Acme\""));
        String tenant = SANDBOX.tenant("ruangkerja-demo").url().toString();
        settings.add("ROLLCALL_SANDBOX_URL", () -> tenant.substring(0, tenant.lastIndexOf('/')));
        settings.add("BAMBOOHR_URL", () -> PARTNER.baseUrl() + "/bamboo/v1");
        settings.add("BAMBOOHR_API_KEY", () -> "k3y");
        settings.add("SCIM_URL", () -> PARTNER.baseUrl() + "/scim/v2");
        settings.add("SCIM_TOKEN", () -> "t0ken");
        settings.add("rollcall.home", folder::toString);
        settings.add("rollcall.jobs", PARTNERS::toString);
        settings.add("rollcall.routes", routes::toString);
        settings.add("rollcall.admin-password", () -> "secret");
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
        PARTNER.stop();
    }

    @Test
    void comesToWhatIsWrittenDown() throws IOException {
        for (JsonNode expected : JSON.readTree(PARTNERS.resolve("expected.json"))) {
            Run run = run(expected.path("job").asString());

            assertThat(run.detail()).isEmpty();
            assertThat(found(run, expected))
                    .as("%s: %s", run.job(), expected.path("because").asString())
                    .isEqualTo(expected(expected));
        }
        assertThat(SANDBOX.tenant("ruangkerja-demo").createdTwice()).isEmpty();
        assertThat(PARTNER.findAllUnmatchedRequests()).isEmpty();
        assertThat(PARTNER.getAllServeEvents())
                .as("all calls go through the route that lies in the routes folder")
                .hasSize(8)
                .allSatisfy(event ->
                        assertThat(event.getRequest().getHeader("User-Agent")).isEqualTo("Rollcall of Acme"));
    }

    private Run run(String job) {
        var order = new StartOrder(
                job,
                Trigger.REST,
                Optional.empty(),
                Optional.empty(),
                Wanted.APPLY,
                OptionalLong.empty(),
                Optional.empty(),
                "test");
        long runId = runs.start(order).id();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> runs.get(runId), run -> run.state().isEnd());
    }

    private static List<String> expected(JsonNode expected) {
        List<String> lines = new ArrayList<>();
        lines.add(expected.path("state").asString() + " proven " + expected.path("proven"));
        for (String block : List.of("rows", "applied")) {
            expected.path(block)
                    .properties()
                    .forEach(one -> lines.add(block + " " + one.getKey() + " " + one.getValue()));
        }
        for (JsonNode reject : expected.path("rejects")) {
            lines.add(reject.path("line") + " " + reject.path("code").asString());
        }
        return lines;
    }

    /// What the run came to, in the words and the order of what is expected.
    private List<String> found(Run run, JsonNode expected) throws IOException {
        Path reports = home.root().resolve("reports/" + run.job() + "/" + run.id());
        JsonNode summary = JSON.readTree(reports.resolve("summary.json"));
        List<String> lines = new ArrayList<>();
        lines.add(summary.path("state").asString() + " proven "
                + summary.path("export").path("proven"));
        for (String row : expected.path("rows").propertyNames()) {
            lines.add("rows " + row + " " + summary.path("rows").path(row));
        }
        for (String action : expected.path("applied").propertyNames()) {
            lines.add("applied " + action + " "
                    + summary.path("changes").path(action).path("applied"));
        }
        List<String> errors = Files.readAllLines(reports.resolve("errors.csv"));
        for (String error : errors.subList(1, errors.size())) {
            String[] cells = error.split(",", -1);
            lines.add(cells[0] + " " + cells[3]);
        }
        return lines;
    }
}
