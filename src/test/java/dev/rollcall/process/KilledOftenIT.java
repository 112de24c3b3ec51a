package dev.rollcall.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.database.ServerAddress;
import dev.rollcall.database.TestDatabase;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Real workers that are killed with SIGKILL at random moments of a run, from the start of the process to the last
/// calls: the run goes on by itself, everybody is there once, and no outcome is invented. `-Dworker.kills=1000` kills
/// so often (3; at most 20 in one round, which is one run with its own database and tenant), `-Dworker.kills.seed=` at
/// other moments, `-Dworker.kills.rounds=3` with so many rounds side by side (1).
class KilledOftenIT {
    private static final int KILLS = Integer.getInteger("worker.kills", 3);
    private static final int KILLS_A_ROUND = 20;
    private static final int ROUNDS_AT_ONCE = Integer.getInteger("worker.kills.rounds", 1);
    private static final long SEED = Long.getLong("worker.kills.seed", 7);
    private static final int PEOPLE_A_KILL = 40;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final AtomicInteger killed = new AtomicInteger();
    private final AtomicInteger inTheMiddle = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();

    @Test
    void goesOnAfterEveryKill() throws Exception {
        List<Future<?>> rounds = new ArrayList<>();
        ExecutorService sideBySide = Executors.newFixedThreadPool(ROUNDS_AT_ONCE);
        try {
            for (int planned = 0; planned < KILLS; planned += KILLS_A_ROUND) {
                int kills = Math.min(KILLS - planned, KILLS_A_ROUND);
                int round = rounds.size() + 1;
                rounds.add(sideBySide.submit(() -> {
                    oneRound(round, kills);
                    return null;
                }));
            }
            for (Future<?> round : rounds) {
                round.get();
            }
        } finally {
            sideBySide.shutdownNow();
        }
        assertThat(killed).hasValue(KILLS);
    }

    private void oneRound(int round, int kills) throws Exception {
        boolean bulk = round % 2 == 0;
        var random = new Random(SEED + round);
        int people = PEOPLE_A_KILL * kills;
        ServerAddress database = TestDatabase.fresh();
        try (Sandbox sandbox =
                        Sandbox.start(SandboxSettings.of(TenantSettings.empty("acme", TenantSystem.RUANGKERJA)));
                Workplace place = new Workplace(folder.resolve("round-" + round))) {
            SandboxTenant tenant = sandbox.tenant("acme");
            tenant.fault("{\"fault\": \"latency\", \"ms\": 20, \"jitterMs\": 40}");
            tenant.fault(
                    "{\"fault\": \"drop\", \"when\": \"after\", \"chance\": 0.02, \"method\": \"POST\", \"path\": \".*/users.*\"}");
            place.on(database)
                    .job(
                            "acme",
                            Workplace.ruangkerja(
                                    "acme",
                                    tenant.url(),
                                    "push: {rate: %s, bulk: %s, concurrency: 4}"
                                            .formatted(bulk ? "50" : "none", bulk)));
            place.drop("acme", "november.csv", Workplace.export(1, people));
            for (int kill = 0; kill < kills; kill++) {
                killAtSomeMoment(place, tenant, bulk, random);
                lookAtJournal(database);
            }
            assertThat(tenant.userCount()).as("people before the last life").isLessThanOrEqualTo(people);

            JsonNode run = place.start().awaitEnd(1);
            assertThat(run.path("state").asString()).isEqualTo("COMPLETED");
            assertThat(run.at("/changes/create/applied").asInt()).isEqualTo(people);
            assertThat(run.at("/changes/create/planned").asInt()).isEqualTo(people);
            assertThat(tenant.userCount()).isEqualTo(people);
            assertThat(tenant.createdTwice()).isEmpty();
        }
        System.out.printf(
                "round %d right; so far %d kills, %d of them with calls on their way, %d changes of unknown outcome%n",
                round, killed.get(), inTheMiddle.get(), lost.get());
    }

    /// Half of them after some more calls, the others some time after the process began, ready or not.
    private void killAtSomeMoment(Workplace place, SandboxTenant tenant, boolean bulk, Random random) throws Exception {
        WorkerProcess worker = place.launch("serve");
        if (random.nextBoolean()) {
            long calls = tenant.rates().calls() + 1 + random.nextInt(bulk ? 4 : PEOPLE_A_KILL);
            await().atMost(LONGEST)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> tenant.rates().calls() >= calls
                            || worker.run(1).path("state").asString("").equals("COMPLETED"));
            TimeUnit.MICROSECONDS.sleep(random.nextInt(40_000));
        } else {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(6_000));
        }
        assertThat(worker.process().isAlive()).as(worker::output).isTrue();
        worker.kill();
        killed.incrementAndGet();
    }

    private void lookAtJournal(ServerAddress database) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                ResultSet sent = statement.executeQuery("select count(*) from journal where state = 'sent'")) {
            sent.next();
            lost.addAndGet(sent.getLong(1));
            inTheMiddle.addAndGet(sent.getLong(1) > 0 ? 1 : 0);
        }
    }
}
