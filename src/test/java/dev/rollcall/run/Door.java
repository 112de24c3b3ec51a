package dev.rollcall.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The REST interface as a program outside sees it, as `admin` with the password `secret`.
record Door(int port) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Set<String> ENDS = Set.of(
            "PLANNED", "AWAITING_APPROVAL", "COMPLETED", "COMPLETED_WITH_ERRORS", "REFUSED", "FAILED", "CANCELLED");

    record Answered(int status, JsonNode body) {}

    /// Starts a run with this export and waits for its end.
    JsonNode run(String job, String export, String query) {
        Answered started = send("POST", "/api/jobs/" + job + "/runs?name=orang.csv" + query, "text/csv", export);
        if (started.status() != 202) {
            throw new AssertionError("not started: " + started);
        }
        return ended(started.body().path("runId").asLong());
    }

    JsonNode ended(long runId) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> get("/api/runs/" + runId),
                        run -> ENDS.contains(run.path("state").asString()));
    }

    JsonNode get(String path) {
        return send("GET", path, "", "").body();
    }

    Answered post(String path, String body) {
        return send("POST", path, "application/json", body);
    }

    /// Applies, approves or discards with the run's own digest.
    Answered decide(JsonNode run, String verb, String actions) {
        String body =
                "{\"planDigest\": \"%s\"%s}".formatted(run.path("planDigest").asString(), actions);
        return post("/api/runs/" + run.path("runId").asLong() + "/" + verb, body);
    }

    /// Each change as one line: `create E1 applied`.
    List<String> changes(JsonNode run) {
        var lines = new ArrayList<String>();
        for (JsonNode change : get("/api/runs/" + run.path("runId").asLong() + "/changes?limit=1000")
                .path("items")) {
            lines.add(change.path("action").asString() + " "
                    + change.path("employeeId").asString() + " "
                    + change.path("outcome").asString());
        }
        return lines;
    }

    String text(String path) {
        return response("GET", path, "", "").body();
    }

    Answered send(String method, String path, String type, String body) {
        HttpResponse<String> response = response(method, path, type, body);
        return new Answered(response.statusCode(), JSON.readTree(response.body().isEmpty() ? "{}" : response.body()));
    }

    private HttpResponse<String> response(String method, String path, String type, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("admin:secret".getBytes(StandardCharsets.UTF_8)));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        request.method(
                method,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
