package dev.rollcall.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import dev.rollcall.sandbox.record.CallRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Runs that are cancelled while the tenant is slow, gives no answer, says to wait, or may be called seldom: nothing
/// is called any more once the run says that it is cancelled, and retried, it does the rest and nothing twice. It
/// prints how long each took to stop.
class CancelledIT {
    private static final int PEOPLE = 120;
    private static final int BEFORE = 12;
    private static final Map<String, String> TROUBLES = Map.of(
            "slow", "{\"fault\": \"latency\", \"ms\": 1500, \"path\": \".*/users.*\"}",
            "silent", "{\"fault\": \"hang\", \"ms\": 60000, \"when\": \"after\", \"path\": \".*/users.*\"}",
            "waiting", "{\"fault\": \"throttle\", \"retryAfter\": 8, \"path\": \".*/users.*\"}",
            "seldom", "{\"fault\": \"latency\", \"ms\": 1}");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void stopsWhateverTheTenantDoesAndGoesOnWhenRetried() throws Exception {
        var tenants = TROUBLES.keySet().stream()
                .sorted()
                .map(name -> TenantSettings.empty(name, TenantSystem.RUANGKERJA))
                .toList();
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(tenants.toArray(TenantSettings[]::new)));
                Workplace place = new Workplace(folder)) {
            place.on(TestDatabase.fresh());
            for (TenantSettings tenant : tenants) {
                String name = tenant.name();
                String push =
                        "push: {bulk: false, concurrency: 4, rate: %s}".formatted(name.equals("seldom") ? "2" : "100");
                place.job(name, Workplace.ruangkerja(name, sandbox.tenant(name).url(), push));
            }
            WorkerProcess worker = place.start();
            long run = 0;
            for (TenantSettings tenant : tenants) {
                run++;
                cancelAndRetry(place, worker, sandbox.tenant(tenant.name()), tenant.name(), run);
            }
        }
    }

    private static void cancelAndRetry(
            Workplace place, WorkerProcess worker, SandboxTenant tenant, String name, long run) throws Exception {
        place.drop(name, "november.csv", Workplace.export(1, name.equals("seldom") ? 3 * BEFORE : PEOPLE));
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> tenant.userCount() >= BEFORE);
        tenant.fault(Objects.requireNonNull(TROUBLES.get(name)));
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);

        Instant asked = Instant.now();
        assertThat(worker.post("/api/runs/" + run + "/cancel", "").statusCode()).isEqualTo(200);
        JsonNode cancelled = worker.awaitState(run, "CANCELLED");
        Instant stopped = Instant.now();
        System.out.printf(
                "%s: cancelled after %d ms%n",
                name, Duration.between(asked, stopped).toMillis());
        JsonNode created = cancelled.at("/changes/create");
        assertThat(created.path("pending").asInt()).as("what is left").isPositive();
        assertThat(created.path("applied").asInt())
                .isGreaterThanOrEqualTo(BEFORE)
                .isLessThan(PEOPLE);

        tenant.clearFaults();
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        assertThat(tenant.calls())
                .extracting(CallRecord::at)
                .as("calls after the run said that it stopped")
                .allMatch(at -> at.isBefore(stopped));
        assertThat(worker.post("/api/runs/" + run + "/retry", "").statusCode()).isEqualTo(200);
        JsonNode ended = worker.awaitState(run, "COMPLETED");
        assertThat(ended.at("/changes/create/applied").asInt())
                .isEqualTo(ended.at("/changes/create/planned").asInt());
        assertThat(tenant.userCount())
                .isEqualTo(ended.at("/changes/create/planned").asInt());
        assertThat(tenant.createdTwice()).isEmpty();
    }
}
