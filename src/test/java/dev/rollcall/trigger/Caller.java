package dev.rollcall.trigger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls the application over a real socket as one of its users.
public record Caller(int port, String user, String password) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// An answer, its body as text.
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /// The `code` of a problem; fails where the answer is none.
        public String code() {
            if (!header("Content-Type").startsWith("application/problem+json")) {
                throw new AssertionError("no problem: " + status() + " " + header("Content-Type") + " " + text());
            }
            JsonNode problem = json();
            if (problem.path("status").asInt() != status()
                    || problem.path("detail").asString("").isBlank()) {
                throw new AssertionError("not a whole problem: " + text());
            }
            return problem.path("code").asString();
        }
    }

    public Answer get(String path, String... headers) {
        return send(to(path, headers).GET());
    }

    public Answer delete(String path) {
        return send(to(path).DELETE());
    }

    /// Posts JSON.
    public Answer post(String path, String json) {
        return post(path, BodyPublishers.ofString(json), "Content-Type", "application/json");
    }

    public Answer post(String path, BodyPublisher body, String... headers) {
        return send(to(path, headers).POST(body));
    }

    public Answer send(String method, String path) {
        return send(to(path).method(method, BodyPublishers.noBody()));
    }

    private HttpRequest.Builder to(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!user.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
        }
        return request;
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
