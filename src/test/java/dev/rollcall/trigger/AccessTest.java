package dev.rollcall.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Who may do what, and that every refusal under /api is a problem with a stable code.
class AccessTest extends OverHttp {

    @ParameterizedTest
    @CsvSource({
        "GET, /api/jobs, viewer operator approver admin",
        "GET, /api/runs, viewer operator approver admin",
        "GET, /openapi.json, viewer operator approver admin",
        "GET, /actuator/prometheus, viewer operator approver admin",
        "POST, /api/jobs/none/runs, operator admin",
        "POST, /api/jobs/none/check, operator admin",
        "POST, /api/runs/0/retry, operator admin",
        "POST, /api/runs/0/cancel, operator admin",
        "POST, /api/runs/0/apply, approver admin",
        "POST, /api/runs/0/approve, approver admin",
        "POST, /api/runs/0/discard, approver admin",
        "POST, /api/runs/0/undo, approver admin",
        "DELETE, /api/jobs/none/people/E1, admin"
    })
    void letsEachRoleDoItsOwn(String method, String path, String roles) {
        for (String user : List.of("viewer", "operator", "approver", "admin")) {
            Caller.Answer answer = as(user).send(method, path);
            if (List.of(roles.split(" ")).contains(user)) {
                assertThat(answer.status()).as(user).isNotIn(401, 403);
            } else {
                assertThat(answer.status()).as(user).isEqualTo(403);
                assertThat(answer.code()).isEqualTo("FORBIDDEN");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/jobs",
        "GET, /api",
        "GET, /api/no/such/path",
        "POST, /api/runs/1/apply",
        "DELETE, /api/jobs/a/people/b",
        "GET, /openapi.json",
        "GET, /actuator/prometheus",
        "GET, /actuator/metrics"
    })
    void asksForALoginAndNeverRedirects(String method, String path) {
        for (Caller caller :
                List.of(nobody(), new Caller(port(), "admin", "wrong"), new Caller(port(), "ghost", "x"))) {
            Caller.Answer answer = caller.send(method, path);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("UNAUTHORIZED");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
            assertThat(answer.header("Location")).isEmpty();
        }
        Caller.Answer browser = nobody().get("/api/jobs", "Accept", "text/html,application/xhtml+xml");
        assertThat(browser.status()).isEqualTo(401);
        assertThat(browser.code()).isEqualTo("UNAUTHORIZED");
    }

    @Test
    void answersEveryMistakeUnderApiWithAProblem() {
        assertThat(admin().get("/api/no/such/path").code()).isEqualTo("NOT_FOUND");
        assertThat(admin().get("/api").code()).isEqualTo("NOT_FOUND");
        assertThat(admin().get("/api/jobs/", "Accept", "text/html").code()).isEqualTo("NOT_FOUND");
        Caller.Answer wrong = admin().send("PUT", "/api/jobs");
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.code()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(admin().delete("/api/runs/1").code()).isEqualTo("METHOD_NOT_ALLOWED");
        Caller.Answer type =
                admin().post("/api/runs/1/apply", BodyPublishers.ofString("<a/>"), "Content-Type", "text/xml");
        assertThat(type.status()).isEqualTo(415);
        assertThat(type.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(admin().get("/api/runs/1%2Fx").code()).isNotBlank();
        assertThat(admin().get("/api/jobs/%2e%2e%2fx").code()).isNotBlank();
        assertThat(admin().get("/api/jobs", "Accept", "image/png").code()).isEqualTo("NOT_ACCEPTABLE");
    }

    @Test
    void refusesABodyThatIsTooLarge() throws IOException {
        Made made = make();

        Caller.Answer long1 = admin().post("/api/runs/1/apply", "{\"planDigest\": \"" + "x".repeat(2_000_000) + "\"}");

        assertThat(long1.status()).isEqualTo(413);
        assertThat(long1.code()).isEqualTo("BODY_TOO_LARGE");
        String announced = raw("POST " + made.runs() + " HTTP/1.1\r\nHost: a\r\nAuthorization: Basic "
                + java.util.Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8))
                + "\r\nContent-Type: text/csv\r\nContent-Length: 3000000000\r\n\r\nNIK\n");
        assertThat(announced).startsWith("HTTP/1.1 413").contains("application/problem+json", "BODY_TOO_LARGE");
    }

    /// What the server says to bytes that no client library would send, up to its first pause.
    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            var answer = new StringBuilder();
            byte[] buffer = new byte[8192];
            int read = in.read(buffer);
            while (read > 0 && !answer.toString().contains("\"code\"")) {
                answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                read = answer.toString().contains("\"code\"") ? -1 : in.read(buffer);
            }
            return answer.toString();
        }
    }

    @Test
    void describesItself() {
        JsonNode api = admin().get("/openapi.json").json();

        assertThat(api.path("openapi").asString()).startsWith("3.");
        assertThat(api.path("paths").propertyNames())
                .contains(
                        "/api/jobs",
                        "/api/jobs/{job}",
                        "/api/jobs/{job}/runs",
                        "/api/jobs/{job}/check",
                        "/api/runs",
                        "/api/runs/{runId}",
                        "/api/runs/{runId}/changes",
                        "/api/runs/{runId}/rejects",
                        "/api/runs/{runId}/files/{name}",
                        "/api/runs/{runId}/apply",
                        "/api/runs/{runId}/approve",
                        "/api/runs/{runId}/discard",
                        "/api/runs/{runId}/cancel",
                        "/api/runs/{runId}/retry",
                        "/api/jobs/{job}/people/{employeeId}");
    }

    @Test
    void showsHealthToAllAndItsDetailsToWhoLogsIn() throws IOException {
        write("cacat", "job: cacat\nsource: {type: csv, colums: {}}\n");

        Caller.Answer open = nobody().get("/actuator/health");
        Caller.Answer detailed = as("viewer").get("/actuator/health");

        assertThat(open.status()).isEqualTo(200);
        assertThat(open.json().propertyNames()).contains("status").doesNotContain("components");
        assertThat(open.text()).doesNotContain("cacat");
        assertThat(detailed.status()).isEqualTo(200);
        assertThat(detailed.json()
                        .at("/components/jobFiles/details/problems/cacat/0")
                        .asString())
                .startsWith("cacat.yaml:");
        assertThat(as("viewer").get("/actuator/prometheus").text()).contains("jvm_memory_used_bytes", "hikaricp");
    }
}
