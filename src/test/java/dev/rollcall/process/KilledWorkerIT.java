package dev.rollcall.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.database.PostgresServer;
import dev.rollcall.database.TestDatabase;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Workers and databases that end in the middle of a run: it goes on by itself, and nobody is created twice.
class KilledWorkerIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int PEOPLE = 300;
    private static final int AT_ONCE = 4;

    @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.ON_SUCCESS)
    Path folder;

    private Sandbox sandbox;
    private SandboxTenant tenant;
    private Workplace place;

    @BeforeEach
    void open() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.of(TenantSettings.empty("acme", TenantSystem.RUANGKERJA)));
        tenant = sandbox.tenant("acme");
        place = new Workplace(folder);
        place.job(
                "acme",
                Workplace.ruangkerja(
                        "acme", tenant.url(), "push: {rate: none, bulk: false, concurrency: " + AT_ONCE + "}"));
    }

    @AfterEach
    void close() {
        place.close();
        sandbox.close();
    }

    @Test
    void goesOnAfterSigtermInTheMiddleOfThePush() throws Exception {
        place.on(TestDatabase.fresh());
        tenant.fault("{\"fault\": \"latency\", \"ms\": 40}");
        place.drop("acme", "november.csv", Workplace.export(1, PEOPLE));
        WorkerProcess told = place.start();
        awaitUsers(PEOPLE / 3);

        Instant began = Instant.now();
        assertThat(told.terminate()).as(told::output).isZero();

        assertThat(Duration.between(began, Instant.now())).as("promised").isLessThan(Duration.ofSeconds(30));
        assertThat(told.output()).doesNotContain("Not everything stopped", "\tat ", " ERROR ");
        assertThat(tenant.userCount()).isLessThan(PEOPLE);
        assertEverybodyIsThereOnce(place.start().awaitEnd(1));
    }

    @Test
    void stagesAgainAfterAKillInTheMiddleOfStaging() throws Exception {
        place.on(TestDatabase.fresh()).job("acme", Workplace.ruangkerja("acme", tenant.url(), "approval: always"));
        int rows = 120_000;
        WorkerProcess worker = place.start();
        place.drop("acme", "besar.csv", Workplace.export(1, rows));
        worker.awaitState(1, "STAGING");
        worker.kill();

        JsonNode run = place.start().awaitEnd(1);

        assertThat(run.path("state").asString()).isEqualTo("PLANNED");
        assertThat(run.at("/rows/read").asInt()).isEqualTo(rows);
        assertThat(run.at("/changes/create/planned").asInt()).isEqualTo(rows);
        assertThat(tenant.userCount()).isZero();
    }

    @Test
    void goesOnWhenTheEmbeddedDatabaseIsKilledAndThenTheWorkerAsWell() throws Exception {
        tenant.fault("{\"fault\": \"latency\", \"ms\": 40}");
        place.drop("acme", "november.csv", Workplace.export(1, PEOPLE));
        WorkerProcess worker = place.start();
        awaitUsers(PEOPLE / 6);
        PostgresServer.killUnder(place.home().resolve("postgres"));
        awaitUsers(PEOPLE / 3);
        worker.kill();

        assertEverybodyIsThereOnce(place.start().awaitEnd(1));
    }

    @Test
    void leavesARunToOneOfTwoWorkersAndToTheOtherWhenThatDies() throws Exception {
        place.on(TestDatabase.fresh());
        tenant.fault("{\"fault\": \"latency\", \"ms\": 2000}");
        WorkerProcess first = place.start();
        place.drop("acme", "november.csv", Workplace.export(1, 2 * PEOPLE));
        awaitUsers(1);
        WorkerProcess second = place.start();
        tenant.clearFaults();
        tenant.fault("{\"fault\": \"latency\", \"ms\": 100}");
        first.kill();
        int before = tenant.userCount();

        // the heartbeats of a dead worker are missed within 30 s
        await().atMost(Duration.ofSeconds(30)).until(() -> tenant.userCount() > before + AT_ONCE);

        JsonNode run = second.awaitEnd(1);
        assertThat(run.at("/changes/create/applied").asInt()).isEqualTo(2 * PEOPLE);
        assertThat(tenant.createdTwice()).isEmpty();
        assertThat(tenant.rates().mostInFlight()).isLessThanOrEqualTo(AT_ONCE);
    }

    @Test
    void waitsForADatabaseThatGoesAwayAndPushesOnceWithTwoWorkers() throws Exception {
        try (PostgresServer database = PostgresServer.start(folder.resolve("database"))) {
            place.on(database.address());
            tenant.fault("{\"fault\": \"latency\", \"ms\": 60}");
            WorkerProcess first = place.start();
            WorkerProcess second = place.start();
            place.drop("acme", "november.csv", Workplace.export(1, PEOPLE));
            awaitUsers(PEOPLE / 4);

            database.stop();
            first.awaitOutput("Waiting for the database");
            second.awaitOutput("Waiting for the database");
            database.startAgain();

            assertEverybodyIsThereOnce(second.awaitEnd(1));
            assertThat(tenant.rates().mostInFlight()).isLessThanOrEqualTo(AT_ONCE);
            assertThat(first.output() + second.output()).doesNotContain("\tat ");
            assertThat(first.terminate()).isZero();
        }
    }

    private void awaitUsers(int count) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> tenant.userCount() >= count);
    }

    private void assertEverybodyIsThereOnce(JsonNode run) {
        assertThat(run.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(run.at("/changes/create/applied").asInt()).isEqualTo(PEOPLE);
        assertThat(tenant.userCount()).isEqualTo(PEOPLE);
        assertThat(tenant.createdTwice()).isEmpty();
    }
}
