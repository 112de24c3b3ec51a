package bench;

import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Updates one by one, as many at once as the job allows, against a tenant that takes its time; a bare load generator
/// makes the same calls right beside.
final class GarmentUpdates implements Benchmark {
    private static final int PEOPLE = 5_000;
    private static final int AT_ONCE = 32;
    private static final int LATENCY = 20;
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
        worker.job("garment", job(tenant));
        Path export = ground.folder().resolve("people.csv");
        try (BufferedWriter out = Files.newBufferedWriter(export, StandardCharsets.UTF_8)) {
            out.write("NIK;Nama;Email;Peran\n");
            for (int n = 0; n < PEOPLE; n++) {
                out.write("E%d;Orang %d;e%d@contoh.co.id;Penyelia%n".formatted(n, n, n));
            }
        }
        tenant.latency(LATENCY);
        double bare = bare(tenant);
        Run run = worker.run("garment", export, "").mustBe("COMPLETED");
        run.must(run.changes("update", "applied") == PEOPLE, PEOPLE + " updates");
        double again = bare(tenant);

        double floor = Math.min(IDEAL, Math.max(bare, again));
        sheet.atLeastOf(
                "5,000 Garment updates at 20 ms, 32 at once",
                PEOPLE / run.seconds("push"),
                floor,
                0.85,
                "/s",
                "bare load generator %.0f and %.0f/s, ideal %.0f/s; %s".formatted(bare, again, IDEAL, run.phases()));
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

    private static String job(Tenant tenant) {
        return """
                job: garment
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
                """.formatted(tenant.url(), AT_ONCE);
    }

    /// Calls per second of nothing but threads that send.
    private static double bare(Tenant tenant) throws Exception {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(AT_ONCE)
                .setMaxConnTotal(AT_ONCE)
                .build();
        try (CloseableHttpClient http =
                        HttpClients.custom().setConnectionManager(connections).build();
                ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            String token = token(http, tenant);
            var next = new AtomicInteger();
            long began = System.nanoTime();
            Future<?>[] all = new Future<?>[AT_ONCE];
            for (int i = 0; i < AT_ONCE; i++) {
                all[i] = threads.submit(() -> {
                    for (int n = next.getAndIncrement(); n < PEOPLE; n = next.getAndIncrement()) {
                        var put = new HttpPut(tenant.url() + "/api/v1/users/u-" + n);
                        put.setHeader("Authorization", "Bearer " + token);
                        send(http, put, body(n));
                    }
                    return null;
                });
            }
            for (Future<?> one : all) {
                one.get();
            }
            return PEOPLE / ((System.nanoTime() - began) / 1e9);
        }
    }

    private static String body(int n) {
        return """
                {"user_id": "u-%d", "name": "Orang %d", "email": "e%d@contoh.co.id", "membership_type": "employee",
                 "is_active": true, "status": "active", "role_ids": ["r-1"]}""".formatted(n, n, n);
    }

    private static String token(CloseableHttpClient http, Tenant tenant) throws Exception {
        JsonNode in = send(
                http,
                new HttpPost(tenant.url() + "/api/v1/auth/login"),
                "{\"email\": \"layanan@contoh.co.id\", \"password\": \"sandbox-password\"}");
        var select = new HttpPost(tenant.url() + "/api/v1/auth/select-tenant");
        select.setHeader(
                "Authorization", "Bearer " + in.get("data").get("access_token").asString(""));
        return send(http, select, "{\"tenant_id\": \"t-1\"}")
                .get("data")
                .get("access_token")
                .asString("");
    }

    private static JsonNode send(CloseableHttpClient http, HttpUriRequestBase request, String body) throws Exception {
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        return http.execute(request, response -> {
            String answer = EntityUtils.toString(response.getEntity());
            if (response.getCode() >= 300) {
                throw new IllegalStateException("answered " + response.getCode() + ": " + answer);
            }
            return JSON.readTree(answer);
        });
    }
}
