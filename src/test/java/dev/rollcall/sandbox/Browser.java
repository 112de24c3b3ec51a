package dev.rollcall.sandbox;

import dev.rollcall.sandbox.host.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Calls a sandbox over a real socket, as a connector would.
final class Browser implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final Map<String, String> headers =
            new LinkedHashMap<>(Map.of("Accept", "application/json", "Content-Type", "application/json"));

    Browser(URI base) {
        this.base = base;
    }

    /// An answer that came.
    record Answer(int status, Map<String, String> headers, String text) {
        JsonNode json() {
            return Json.read(text.getBytes(StandardCharsets.UTF_8))
                    .orElseThrow(() -> new AssertionError("not JSON: " + text));
        }
    }

    Browser header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Browser without(String name) {
        headers.remove(name);
        return this;
    }

    Answer get(String path) {
        return call("GET", path, "");
    }

    Answer post(String path, String body) {
        return call("POST", path, body);
    }

    Answer put(String path, String body) {
        return call("PUT", path, body);
    }

    Answer call(String method, String path, String body) {
        try {
            return sent(method, path, body);
        } catch (IOException lost) {
            throw new AssertionError("no answer", lost);
        }
    }

    /// @throws IOException when no whole answer came
    Answer sent(String method, String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        headers.forEach(request::header);
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            var answered = new LinkedHashMap<String, String>();
            response.headers().map().forEach((name, values) -> answered.put(name, values.getFirst()));
            return new Answer(response.statusCode(), answered, response.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
