package dev.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KeeperTest {

    private static final String CREDENTIALS =
            "{\"clientID\":\"sandbox\",\"clientSecret\":\"sandbox-secret\",\"grantType\":\"client_credentials\"}";

    private Sandbox sandbox;
    private Browser browser;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxSettings.demo(0));
        browser = new Browser(sandbox.tenant("ruangkerja-demo").url());
    }

    @AfterEach
    void stop() {
        browser.close();
        sandbox.close();
    }

    @Test
    void seedsChangesAndShowsUsers() {
        browser.post("/_sandbox/users", "[{\"employeeID\":\"E1\",\"name\":\"Budi\",\"tags\":[\"Magang\"]}]");
        assertThat(browser.get("/_sandbox/users").json().path("total").intValue())
                .isEqualTo(2);
        browser.put("/_sandbox/users/E1", "{\"name\":\"Siti\",\"employeeID\":\"E2\"}");
        JsonNode user = browser.get("/_sandbox/users/E2").json();
        assertThat(user.path("name").stringValue()).isEqualTo("Siti");
        assertThat(user.at("/tags/0/name").stringValue()).isEqualTo("Magang");
        assertThat(browser.get("/_sandbox/users/E1").status()).isEqualTo(404);
        assertThat(browser.post("/_sandbox/users", "[{\"employeeID\":\"E2\",\"name\":\"Budi\"}]")
                        .json()
                        .path("error")
                        .stringValue())
                .isEqualTo("Found a seed that does not fit: employee id already been taken");
    }

    @Test
    void showsCallsAndFiguresAndCountsNoAdminCalls() {
        browser.post("/oauth/token", CREDENTIALS);
        browser.get("/ruangkerja/users?page=1&pageSize=100");
        browser.get("/_sandbox/stats");
        JsonNode stats = browser.get("/_sandbox/stats").json();
        assertThat(stats.path("calls").intValue()).isEqualTo(2);
        assertThat(stats.path("statuses").toString()).isEqualTo("{\"200\":1,\"403\":1}");
        assertThat(browser.get("/_sandbox/calls?status=403")
                        .json()
                        .at("/items/0/path")
                        .stringValue())
                .isEqualTo("/ruangkerja-demo/ruangkerja/users?page=1&pageSize=100");
        assertThat(browser.get("/_sandbox/calls?key=token").json().path("items").size())
                .isEqualTo(1);
    }

    @Test
    void putsFaultsInForceAndTakesThemBack() {
        browser.post("/_sandbox/faults", "{\"fault\":\"status\",\"status\":502}");
        assertThat(browser.post("/oauth/token", CREDENTIALS).status()).isEqualTo(502);
        assertThat(browser.get("/_sandbox/faults").json().at("/items/0/struck").intValue())
                .isEqualTo(1);
        browser.call("DELETE", "/_sandbox/faults", "");
        assertThat(browser.post("/oauth/token", CREDENTIALS).status()).isEqualTo(200);
        assertThat(browser.post("/_sandbox/faults", "{\"fault\":\"drop\",\"when\":\"never\"}")
                        .json()
                        .path("error")
                        .stringValue())
                .startsWith("Found when: \"never\"; expected one of ");
    }

    @Test
    void changesOptions() {
        browser.post("/_sandbox/options", "{\"clientSecret\":\"lain\"}");
        assertThat(browser.post("/oauth/token", CREDENTIALS).status()).isEqualTo(400);
        assertThat(browser.post("/_sandbox/options", "{\"absent\":\"maybe\"}")
                        .json()
                        .path("error")
                        .stringValue())
                .isEqualTo("Found absent=maybe; expected one of [null, empty, leftOut].");
    }

    @Test
    void goesBackToItsSeeds() {
        browser.post("/_sandbox/users", "[{\"employeeID\":\"E1\",\"name\":\"Budi\"}]");
        browser.post("/_sandbox/faults", "{\"fault\":\"status\"}");
        browser.call("DELETE", "/_sandbox", "");
        assertThat(browser.get("/_sandbox/users").json().path("total").intValue())
                .isEqualTo(1);
        assertThat(browser.get("/_sandbox/faults").json().path("items").size()).isZero();
    }

    @Test
    void showsAPage() {
        assertThat(browser.get("/_sandbox").text())
                .startsWith("<!doctype html>")
                .contains("Sandbox tenant ruangkerja-demo");
    }

    @Test
    void refusesAdminCallsUnderAForeignName() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            String request =
                    "GET /ruangkerja-demo/_sandbox/users HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403 Forbidden");
        }
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        var outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
                .findFirst();
        if (outside.isPresent()) {
            try (var socket = new Socket()) {
                var there = new InetSocketAddress(outside.get(), sandbox.port());
                assertThatThrownBy(() -> socket.connect(there, 2000)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void readsChunkedBodiesAndRequestsInARow() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            String one = "POST /ruangkerja-demo/oauth/token HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(CREDENTIALS.length()) + "\r\n" + CREDENTIALS + "\r\n0\r\n\r\n";
            String last =
                    "GET /ruangkerja-demo/_sandbox/stats HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write((one + one + last).getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(4);
            assertThat(answers).contains("\"calls\":2");
        }
    }

    @Test
    void startsWhatTheCommandLineAsksFor() {
        SandboxSettings settings =
                SandboxCommand.settings("--port=0", "--tenant=acme:garment", "--option=acme.stepUp=true");
        assertThat(settings.tenants())
                .containsExactly(new TenantSettings("acme", TenantSystem.GARMENT, Map.of("stepUp", "true"), "{}"));
        assertThat(SandboxCommand.settings().tenants()).hasSize(3);
        assertThatThrownBy(() -> SandboxCommand.settings("--port=x"))
                .hasMessage("Found --port=x; expected 0 (any free one) to 65535.");
        SandboxCommand.faults(sandbox, "--port=0", "--fault=ruangkerja-demo:{\"fault\":\"status\",\"status\":503}");
        assertThat(browser.post("/oauth/token", CREDENTIALS).status()).isEqualTo(503);
        assertThatThrownBy(() -> SandboxCommand.settings("--what"))
                .hasMessage("Found --what; expected --port=, --tenant=, --option= or --fault=.");
    }
}
