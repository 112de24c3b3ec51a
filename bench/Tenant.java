package bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A sandbox process with one tenant, and its admin calls.
final class Tenant {
    private static final int AT_ONCE = 10_000;

    private final String url;
    private final Process process;
    private final Ground ground;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = new JsonMapper();

    private Tenant(Ground ground, Process process, String url) {
        this.ground = ground;
        this.process = process;
        this.url = url;
    }

    static Tenant start(Ground ground) throws Exception {
        return start(ground, "ruangkerja", People.references());
    }

    /// @param system ruangkerja, deskhero or garment
    static Tenant start(Ground ground, String system, String planted) throws Exception {
        Path seeds = Files.writeString(ground.folder().resolve("seeds.json"), planted);
        int port = Ground.freePort();
        List<String> command = new ArrayList<>(Ground.prepared());
        command.addAll(List.of("sandbox", "--port=" + port, "--tenant=bench:" + system + ":" + seeds));
        Process process = ground.start("sandbox.log", command);
        var tenant = new Tenant(ground, process, "http://127.0.0.1:" + port + "/bench");
        while (!tenant.answers()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the sandbox ended; see sandbox.log");
            }
            Thread.sleep(20);
        }
        return tenant;
    }

    String url() {
        return url;
    }

    void stop() throws InterruptedException {
        ground.end(process);
    }

    /// Every call takes so long from now on; 0 for no time.
    void latency(int ms) throws Exception {
        call("PUT", "faults", ms == 0 ? "[]" : "[{\"fault\": \"latency\", \"ms\": %d}]".formatted(ms));
    }

    /// Plants the first so many people as users.
    void plant(People people, int count) throws Exception {
        for (int from = 0; from < count; from += AT_ONCE) {
            call("POST", "seed", people.users(from, Math.min(count, from + AT_ONCE)));
        }
    }

    /// Back to the seeds.
    void reset() throws Exception {
        call("DELETE", "", "");
    }

    /// Forgets the record of calls and the figures.
    void forgetCalls() throws Exception {
        call("DELETE", "calls", "");
    }

    /// How many calls had this method and a path that ends so.
    int calls(String method, String ending) throws Exception {
        JsonNode calls = json.readTree(call("GET", "calls?limit=100000&method=" + method, ""));
        JsonNode items = calls.isArray() ? calls : calls.get("items");
        int found = 0;
        for (JsonNode one : items) {
            found += one.get("path").asString("").endsWith(ending) ? 1 : 0;
        }
        return found;
    }

    JsonNode stats() throws Exception {
        return json.readTree(call("GET", "stats", ""));
    }

    /// How fast calls of this method and path (a part of it) came in, as the tenant recorded it.
    Pace pace(String method, String path) throws Exception {
        JsonNode calls = json.readTree(call("GET", "calls?method=" + method + "&path=" + path, "")).get("items");
        List<Instant> arrivals = new ArrayList<>();
        calls.forEach(c -> arrivals.add(Instant.parse(c.get("at").asString(""))));
        arrivals.sort(null);
        double seconds = arrivals.size() < 2
                ? 0
                : Duration.between(arrivals.getFirst(), arrivals.getLast()).toNanos() / 1e9;
        return new Pace(arrivals.size(), seconds);
    }

    /// How many calls were answered with this status.
    long answered(int status) throws Exception {
        JsonNode count = stats().get("statuses").get(Integer.toString(status));
        return count == null ? 0 : count.asLong();
    }

    /// A token for calls of the benchmark's own.
    String token() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/oauth/token"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString("{\"clientID\": \"sandbox\", \"clientSecret\": \"sandbox-secret\","
                        + " \"grantType\": \"client_credentials\"}"))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        return json.readTree(answer.body()).get("data").get("accessToken").asString("");
    }

    /// @param seconds between the first and the last
    record Pace(int calls, double seconds) {
        double perSecond() {
            return (calls - 1) / seconds;
        }
    }

    private boolean answers() {
        try {
            stats();
            return true;
        } catch (Exception notYet) {
            return false;
        }
    }

    private String call(String method, String what, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/_sandbox" + (what.isEmpty() ? "" : "/" + what)))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(method + " " + what + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
