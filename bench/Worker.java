package bench;

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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A worker process, driven as a user would: job files, REST, files dropped.
final class Worker {
    private static final String PASSWORD = "bench-password";
    private static final Set<String> ENDS = Set.of(
            "PLANNED", "AWAITING_APPROVAL", "COMPLETED", "COMPLETED_WITH_ERRORS", "REFUSED", "FAILED", "CANCELLED");

    private final Ground ground;
    private final Process process;
    private final Path home;
    private final String base;
    private final double readyAfter;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = new JsonMapper();

    private Worker(Ground ground, Process process, Path home, int port, long started) throws Exception {
        this.ground = ground;
        this.process = process;
        this.home = home;
        this.base = "http://127.0.0.1:" + port;
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the worker ended; see worker.log");
            }
            Thread.sleep(20);
        }
        this.readyAfter = (System.nanoTime() - started) / 1e9;
    }

    static Worker start(Ground ground, String... options) throws Exception {
        return start(ground, Ground.prepared(all(options)));
    }

    /// As somebody starts it who never prepared anything.
    static Worker startPlainly(Ground ground) throws Exception {
        return start(ground, Ground.plain(all()));
    }

    private static Worker start(Ground ground, List<String> program) throws Exception {
        Path home = ground.folder().resolve("home");
        Files.createDirectories(ground.folder().resolve("jobs"));
        int port = Ground.freePort();
        List<String> command = new ArrayList<>(program);
        command.add("serve");
        long began = System.nanoTime();
        Process process = ground.start(
                "worker.log",
                command,
                "ROLLCALL_HOME=" + home,
                "ROLLCALL_JOBS=" + ground.folder().resolve("jobs"),
                "ROLLCALL_ROUTES=" + ground.folder().resolve("routes"),
                "ROLLCALL_ADMIN_PASSWORD=" + PASSWORD,
                "SERVER_PORT=" + port);
        return new Worker(ground, process, home, port, began);
    }

    private static String[] all(String... options) {
        String more = System.getenv().getOrDefault("BENCH_WORKER_OPTS", "").strip();
        return more.isEmpty()
                ? options
                : Stream.concat(Stream.of(options), Stream.of(more.split(" +"))).toArray(String[]::new);
    }

    /// Seconds from the start of the process until it said that it is healthy.
    double readyAfter() {
        return readyAfter;
    }

    Path home() {
        return home;
    }

    long pid() {
        return process.pid();
    }

    void stop() throws InterruptedException {
        ground.end(process);
    }

    /// The most memory that the process ever held, in MB, or 0 where the system does not tell.
    long peakMemory() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        return 0;
    }

    private boolean isReady() {
        try {
            return get("/actuator/health").statusCode() == 200;
        } catch (Exception notYet) {
            return false;
        }
    }

    /// Puts a job file in place and waits until the worker knows it.
    void job(String name, String yaml) throws Exception {
        Path file = ground.folder().resolve("jobs").resolve(name + ".yaml");
        Files.writeString(file, yaml);
        for (int i = 0; i < 600; i++) {
            HttpResponse<String> job = get("/api/jobs/" + name);
            if (job.statusCode() == 200) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the job " + name + " was not taken up");
    }

    /// Starts a run with this file as its body and waits for its end.
    ///
    /// @param query such as `apply=false`
    Run run(String job, Path export, String query) throws Exception {
        HttpRequest request = request("/api/jobs/" + job + "/runs?name=" + export.getFileName() + "&" + query)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofFile(export))
                .build();
        long began = System.nanoTime();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("a run was answered " + answer.statusCode() + ": " + answer.body());
        }
        long id = json.readTree(answer.body()).get("runId").asLong();
        return ended(id, began);
    }

    /// Starts a run that pulls its source and waits for its end.
    ///
    /// @param query such as `apply=false`
    Run pull(String job, String query) throws Exception {
        HttpRequest request = request("/api/jobs/" + job + "/runs?" + query)
                .POST(BodyPublishers.noBody())
                .build();
        long began = System.nanoTime();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("a run was answered " + answer.statusCode() + ": " + answer.body());
        }
        return ended(json.readTree(answer.body()).get("runId").asLong(), began);
    }

    /// Asks often enough to see the end, and not so often that the asking is what is measured.
    private Run ended(long id, long began) throws Exception {
        Cpu first = Cpu.NONE;
        Cpu last = Cpu.NONE;
        while (true) {
            long asked = System.nanoTime();
            HttpResponse<String> answer = get("/api/runs/" + id);
            long toAnswer = (System.nanoTime() - asked) / 1_000_000;
            if (!process.isAlive()) {
                throw new IllegalStateException("the worker ended while run " + id + " went on; see worker.log");
            }
            JsonNode run = json.readTree(answer.body());
            String state = answer.statusCode() == 200 ? run.get("state").asString("") : "";
            if (ENDS.contains(state)) {
                return new Run(id, run, (System.nanoTime() - began) / 1e9, last.minus(first));
            }
            if (state.equals("PUSHING")) {
                last = ground.cpu();
                first = first == Cpu.NONE ? last : first;
            }
            Thread.sleep(Math.clamp(toAnswer * 10, 50, 2000));
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        String login = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Basic " + login);
    }
}
