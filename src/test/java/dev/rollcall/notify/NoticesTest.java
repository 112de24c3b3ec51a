package dev.rollcall.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.rollcall.database.TestDatabase;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunState;
import dev.rollcall.run.Runs;
import dev.rollcall.run.StartOrder;
import dev.rollcall.run.Trigger;
import dev.rollcall.run.Wanted;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.source.http.Hris;
import dev.rollcall.source.http.Hris.Kind;
import dev.rollcall.source.http.Hris.Twist;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A job's people are told once when its condition changes, by a signed webhook that is called until it takes it.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.ForSpring.class)
class NoticesTest {
    private static final Sandbox SANDBOX = Sandbox.start(SandboxSettings.demo(0));
    private static final Hris HRIS = new Hris();
    private static final WireMockServer HOOK =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @Autowired
    private Runs runs;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        HOOK.start();
        Path folder = Files.createTempDirectory("rollcall-notices");
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        Files.writeString(jobs.resolve("told.yaml"), """
                job: told
                title: Told to people
                source:
                  type: http
                  url: %s
                  records: /data
                  columns: {employeeId: /number, name: /name/last, email: /mail}
                target:
                  connector: ruangkerja
                  url: %s
                  credentials: {clientId: sandbox, clientSecret: sandbox-secret}
                notify: {webhook: {url: "%s/hook", secret: s3cret}}
                """.formatted(
                        HRIS.url(), SANDBOX.tenant("ruangkerja-demo").url(), HOOK.baseUrl()));
        settings.add("rollcall.home", () -> folder.resolve("home").toString());
        settings.add("rollcall.jobs", jobs::toString);
        settings.add("rollcall.routes", () -> folder.resolve("no-routes").toString());
        settings.add("rollcall.admin-password", () -> "secret");
        settings.add("rollcall.url", () -> "https://rollcall.example/");
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
        HRIS.close();
        HOOK.stop();
    }

    @Test
    void tellsOfARefusalOnceAndOfTheRecoveryAndAgainUntilItIsTaken() {
        HOOK.stubFor(post(urlPathEqualTo("/hook"))
                .inScenario("hook")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(500))
                .willSetStateTo("up"));
        HOOK.stubFor(post(urlPathEqualTo("/hook"))
                .inScenario("hook")
                .whenScenarioStateIs("up")
                .willReturn(ok()));
        HRIS.serve(Kind.NONE, List.of(), 10, Optional.empty(), Twist.NONE);
        Run refused = run();
        told(2);
        run();
        HRIS.serve(Kind.NONE, Hris.people(3), 10, Optional.empty(), Twist.NONE);
        Run good = run();

        List<LoggedRequest> calls = told(3);

        assertThat(refused.state()).isEqualTo(RunState.REFUSED);
        assertThat(calls.getFirst().getBodyAsString())
                .as("sent again as it was")
                .isEqualTo(calls.get(1).getBodyAsString())
                .contains("\"kind\":\"refused\"", "\"job\":\"told\"", "\"reason\":\"NO_ROWS\"")
                .contains("\"link\":\"https://rollcall.example/api/runs/" + refused.id() + "/files/report.html\"");
        assertThat(calls.get(2).getBodyAsString())
                .contains("\"kind\":\"recovered\"", "\"runId\":" + good.id(), "\"applied\":3");
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.getBodyAsString()).doesNotContain("contoh.co.id", "Rahma", "E00001");
            assertThat(call.getHeader("Rollcall-Signature")).isEqualTo("sha256=" + hmac(call.getBody()));
        });
    }

    private static List<LoggedRequest> told(int times) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> HOOK.findAll(postRequestedFor(urlPathEqualTo("/hook"))), all -> all.size() >= times);
    }

    private static String hmac(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    private Run run() {
        var order = new StartOrder(
                "told",
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
}
