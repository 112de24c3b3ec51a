package bench;

import java.io.BufferedWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/// Updates one by one, as many at once as the job allows, against a tenant that takes its time; a bare load generator
/// makes the same calls right beside.
final class GarmentUpdates implements Benchmark {
    private static final int PEOPLE = 5_000;
    private static final int AT_ONCE = 32;
    private static final int LATENCY = 20;
    private static final int ROUNDS = 3;
    private static final double IDEAL = AT_ONCE * 1000.0 / LATENCY;
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String name() {
        return "garment";
    }

    @Override
    public String about() {
        return "5,000 Garment updates at 20 ms, concurrency 32, and the same calls by a bare load generator";
    }

    @Override
    public void measure(Ground ground, Sheet sheet) throws Exception {
        Tenant tenant = ground.tenant("garment", seeds());
        Worker worker = ground.worker();
        Path export = ground.folder().resolve("people.csv");
        try (BufferedWriter out = Files.newBufferedWriter(export, StandardCharsets.UTF_8)) {
            out.write("NIK;Nama;Email;Peran\n");
            for (int n = 0; n < PEOPLE; n++) {
                out.write("E%d;Orang %d;e%d@contoh.co.id;Penyelia%n".formatted(n, n, n));
            }
        }
        double bare = 0;
        Run first = null;
        Run best = null;
        for (int round = 1; round <= ROUNDS; round++) {
            tenant.latency(LATENCY);
            bare = Math.max(bare, bare(tenant));
            tenant.reset();
            tenant.latency(LATENCY);
            worker.job("garment-" + round, job("garment-" + round, tenant));
            Run run = worker.run("garment-" + round, export, "").mustBe("COMPLETED");
            run.must(run.changes("update", "applied") == PEOPLE, PEOPLE + " updates");
            first = first == null ? run : first;
            best = best == null || run.seconds("push") < best.seconds("push") ? run : best;
            tenant.reset();
        }

        sheet.tell(
                "5,000 Garment updates at 20 ms, a worker's first push",
                "%,.0f /s".formatted(PEOPLE / first.seconds("push")),
                first.pushed());
        sheet.atLeastOf(
                "5,000 Garment updates at 20 ms, 32 at once",
                PEOPLE / best.seconds("push"),
                Math.min(IDEAL, bare),
                0.85,
                "/s",
                "best of %d each, in turn; bare load generator %.0f/s, ideal %.0f/s; %s"
                        .formatted(ROUNDS, bare, IDEAL, best.pushed()));
    }

    private static String seeds() {
        StringBuilder users = new StringBuilder();
        for (int n = 0; n < PEOPLE; n++) {
            users.append(
                    ",{\"id\": \"u-%d\", \"name\": \"Orang %d\", \"email\": \"e%d@contoh.co.id\", \"roles\": [\"Staf\"], \"tenants\": [\"t-1\"]}"
                            .formatted(n, n, n));
        }
        return """
                {"tenants": [{"id": "t-1", "name": "Satu", "roles": [{"id": "r-1", "name": "Staf"}, {"id": "r-2", "name": "Penyelia"}]}],
                 "users": [{"name": "Layanan", "email": "layanan@contoh.co.id", "tenants": ["t-1"]}%s]}""".formatted(users);
    }

    private static String job(String name, Tenant tenant) {
        return """
                job: %s
                source:
                  type: csv
                  columns: {employeeId: NIK, name: Nama, email: Email, roles: Peran}
                target:
                  connector: garment
                  url: %s
                  credentials: {email: layanan@contoh.co.id, password: sandbox-password}
                  options: {tenant: t-1}
                reconcile: {sets: replace}
                push: {rate: none, concurrency: %d}
                """.formatted(name, tenant.url(), AT_ONCE);
    }

    /// Calls per second of nothing but connections that send.
    private static double bare(Tenant tenant) throws Exception {
        String token = token(tenant);
        long began = System.nanoTime();
        new LoadGenerator(tenant, n -> new LoadGenerator.Call("PUT", "/api/v1/users/u-" + n, body(n)))
                .send("Bearer " + token, PEOPLE, AT_ONCE);
        return PEOPLE / ((System.nanoTime() - began) / 1e9);
    }

    private static String body(int n) {
        return """
                {"user_id": "u-%d", "name": "Orang %d", "email": "e%d@contoh.co.id", "membership_type": "employee",
                 "is_active": true, "status": "active", "role_ids": ["r-1"]}""".formatted(n, n, n);
    }

    private static String token(Tenant tenant) throws Exception {
        String in = post(
                tenant,
                "login",
                "",
                "{\"email\": \"layanan@contoh.co.id\", \"password\": \"sandbox-password\"}");
        return post(tenant, "select-tenant", "Bearer " + in, "{\"tenant_id\": \"t-1\"}");
    }

    /// The access token of the answer.
    private static String post(Tenant tenant, String call, String authorization, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(tenant.url() + "/api/v1/auth/" + call))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            String answer = http.send(request.build(), BodyHandlers.ofString()).body();
            return JSON.readTree(answer).get("data").get("access_token").asString("");
        }
    }
}
