package dev.rollcall.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One worker that runs, or ran, as a process; called as the user `admin`.
public final class WorkerProcess {
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> ENDS = Set.of(
            "PLANNED", "AWAITING_APPROVAL", "COMPLETED", "COMPLETED_WITH_ERRORS", "REFUSED", "FAILED", "CANCELLED");

    private final Process process;
    private final int port;
    private final Path output;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    WorkerProcess(Process process, int port, Path output) {
        this.process = process;
        this.port = port;
        this.output = output;
    }

    /// Waits until it answers; fails where it ended instead.
    public void awaitReady() {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !process.isAlive() || answers("/actuator/health"));
        assertThat(process.isAlive()).as(this::output).isTrue();
    }

    private boolean answers(String path) {
        try {
            return get(path).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path).GET().build());
    }

    /// Posts JSON; an empty text is an empty body.
    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return post(path, "application/json", json);
    }

    public HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return send(to(path).header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder to(String path) {
        String login =
                Base64.getEncoder().encodeToString(("admin:" + Workplace.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + login);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    /// The run as `GET /api/runs/{runId}` shows it; missing where there is none, or nobody answers.
    public JsonNode run(long runId) {
        try {
            HttpResponse<String> answer = get("/api/runs/" + runId);
            return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.missingNode();
        } catch (IOException e) {
            return JSON.missingNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return JSON.missingNode();
        }
    }

    /// Waits for the run's end.
    public JsonNode awaitEnd(long runId) {
        return await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> run(runId), run -> ENDS.contains(run.path("state").asString("")));
    }

    /// Waits until the run is in this state.
    public JsonNode awaitState(long runId, String state) {
        return await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> run(runId), run -> run.path("state").asString("").equals(state));
    }

    /// SIGKILL; returns when it is gone.
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// SIGTERM.
    ///
    /// @return the exit code
    public int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /// Waits until it ends by itself.
    public int exitCode() throws InterruptedException {
        assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                .as(this::output)
                .isTrue();
        return process.exitValue();
    }

    public Process process() {
        return process;
    }

    public int port() {
        return port;
    }

    /// All that it printed.
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "no output: " + e.getMessage();
        }
    }

    /// Waits until it printed this.
    public void awaitOutput(String text) {
        await().atMost(LONGEST).until(() -> output().contains(text) || !process.isAlive());
        assertThat(output()).contains(text);
    }
}
