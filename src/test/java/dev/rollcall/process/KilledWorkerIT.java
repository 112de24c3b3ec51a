package dev.rollcall.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A worker that is killed goes on when it is started again, and nobody is created twice.
class KilledWorkerIT {
    private static final int PEOPLE = 300;

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private SandboxTenant tenant;
    private Workplace place;

    @BeforeEach
    void open() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.of(TenantSettings.empty("acme", TenantSystem.RUANGKERJA)));
        tenant = sandbox.tenant("acme");
        place = new Workplace(folder).on(TestDatabase.fresh());
        place.job(
                "acme", Workplace.ruangkerja("acme", tenant.url(), "push: {rate: none, bulk: false, concurrency: 4}"));
    }

    @AfterEach
    void close() throws Exception {
        place.close();
        sandbox.close();
    }

    @Test
    void goesOnAfterKillsInTheMiddleOfThePush() throws Exception {
        tenant.fault("{\"fault\": \"latency\", \"ms\": 40}");
        place.drop("acme", "november.csv", Workplace.export(1, PEOPLE));

        for (int kill = 1; kill <= 3; kill++) {
            WorkerProcess worker = place.start();
            int enough = kill * PEOPLE / 5;
            await().atMost(Duration.ofMinutes(2)).until(() -> tenant.userCount() >= enough);
            worker.kill();
        }
        JsonNode run = place.start().awaitEnd(1);

        assertThat(run.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(run.path("changes").path("create").path("applied").asInt()).isEqualTo(PEOPLE);
        assertThat(tenant.userCount()).isEqualTo(PEOPLE);
        assertThat(tenant.createdTwice()).isEmpty();
    }
}
