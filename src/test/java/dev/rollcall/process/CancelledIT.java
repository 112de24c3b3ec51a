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
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Runs that are cancelled while the tenant is slow, gives no answer, says to wait, or may be called seldom: nothing
/// is called any more once the run says that it is cancelled, and retried, it does the rest and nothing twice. It
/// prints how long each took to stop.
class CancelledIT {
    private static final int BEFORE = 12;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    /// What the tenant is like once the push is going.
    private enum Trouble {
        SELDOM(36, 2, "{'fault': 'latency', 'ms': 1}"),
        SILENT(120, 100, "{'fault': 'hang', 'ms': 60000, 'when': 'after', 'path': '.*/users.*'}"),
        SLOW(120, 100, "{'fault': 'latency', 'ms': 1500, 'path': '.*/users.*'}"),
        WAITING(120, 100, "{'fault': 'throttle', 'retryAfter': 8, 'path': '.*/users.*'}");

        private final int people;
        private final int rate;
        private final String fault;

        Trouble(int people, int rate, String fault) {
            this.people = people;
            this.rate = rate;
            this.fault = fault.replace('\'', '"');
        }

        String tenant() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Test
    void stopsWhateverTheTenantDoesAndGoesOnWhenRetried() throws Exception {
        TenantSettings[] tenants = Stream.of(Trouble.values())
                .map(trouble -> TenantSettings.empty(trouble.tenant(), TenantSystem.RUANGKERJA))
                .toArray(TenantSettings[]::new);
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(tenants));
                Workplace place = new Workplace(folder)) {
            place.on(TestDatabase.fresh());
            for (Trouble trouble : Trouble.values()) {
                String push = "push: {bulk: false, concurrency: 4, rate: %d}".formatted(trouble.rate);
                String name = trouble.tenant();
                place.job(name, Workplace.ruangkerja(name, sandbox.tenant(name).url(), push));
            }
            WorkerProcess worker = place.start();
            long run = 0;
            for (Trouble trouble : Trouble.values()) {
                run++;
                cancelAndRetry(place, worker, sandbox.tenant(trouble.tenant()), trouble, run);
            }
        }
    }

    private static void cancelAndRetry(
            Workplace place, WorkerProcess worker, SandboxTenant tenant, Trouble trouble, long run) throws Exception {
        place.drop(trouble.tenant(), "november.csv", Workplace.export(1, trouble.people));
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> tenant.userCount() >= BEFORE);
        tenant.fault(trouble.fault);
        TimeUnit.SECONDS.sleep(2);

        Instant asked = Instant.now();
        assertThat(worker.post("/api/runs/" + run + "/cancel", "").statusCode()).isEqualTo(200);
        JsonNode cancelled = worker.awaitState(run, "CANCELLED");
        Instant stopped = Instant.now();
        System.out.printf(
                "%s: cancelled after %d ms%n",
                trouble, Duration.between(asked, stopped).toMillis());
        JsonNode created = cancelled.at("/changes/create");
        assertThat(created.path("pending").asInt()).as("what is left").isPositive();
        assertThat(created.path("applied").asInt())
                .isGreaterThanOrEqualTo(BEFORE)
                .isLessThan(trouble.people);

        tenant.clearFaults();
        TimeUnit.SECONDS.sleep(1);
        assertThat(tenant.calls())
                .extracting(CallRecord::at)
                .as("calls after the run said that it stopped")
                .allMatch(at -> at.isBefore(stopped));
        assertThat(worker.post("/api/runs/" + run + "/retry", "").statusCode()).isEqualTo(200);
        JsonNode ended = worker.awaitState(run, "COMPLETED");
        assertThat(ended.at("/changes/create/planned").asInt()).isEqualTo(trouble.people);
        assertThat(ended.at("/changes/create/applied").asInt()).isEqualTo(trouble.people);
        assertThat(tenant.userCount()).isEqualTo(trouble.people);
        assertThat(tenant.createdTwice()).isEmpty();
    }
}
