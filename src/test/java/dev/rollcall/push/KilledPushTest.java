package dev.rollcall.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.database.PostgresServer;
import dev.rollcall.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/// A push is killed with SIGKILL at random moments, again and again, and so is its database: the tenant ends as
/// planned, and nobody is created twice. `-Dpush.kills=` sets how often (3; of these at most 20 in one run),
/// `-Dpush.kills.seed=` when.
class KilledPushTest {

    private static final int KILLS = Integer.getInteger("push.kills", 3);
    private static final int KILLS_A_RUN = 20;
    private static final int CHANGES_A_KILL = 40;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Random random = new Random(Long.getLong("push.kills.seed", 5));
    private int started;
    private long killed;
    private long unfinished;
    private long lost;

    @ParameterizedTest(name = "bulk: {0}")
    @ValueSource(booleans = {false, true})
    void goesOnAfterEveryKillOfTheProcess(boolean bulk) throws Exception {
        int left = KILLS;
        for (int run = 1; left > 0; run++) {
            int kills = Math.min(left, KILLS_A_RUN);
            left -= kills;
            pushAndKill(kills, bulk);
            if (KILLS > KILLS_A_RUN) {
                System.out.printf(
                        "bulk %s: run %d, %d kills, %d of them with calls on their way, %d changes of unknown"
                                + " outcome%n",
                        bulk, run, killed, unfinished, lost);
            }
        }
        assertThat(killed).isEqualTo(KILLS);
    }

    private void pushAndKill(int kills, boolean bulk) throws Exception {
        Workforce workforce = Workforce.of(CHANGES_A_KILL * kills);
        try (Rig rig = new Rig(database, workforce.seeds())) {
            workforce.plan(rig.jdbc);
            rig.open();
            rig.tenant.fault("{\"fault\": \"latency\", \"ms\": 2, \"jitterMs\": 10}");
            rig.tenant.fault("{\"fault\": \"drop\", \"when\": \"after\", \"chance\": 0.02}");
            for (int kill = 0; kill < kills; kill++) {
                killAtSomeMoment(rig, bulk);
            }
            Path output = output();
            Process last = PushProcess.start(database.address(), rig.tenant.url(), bulk, output);
            assertThat(last.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .as(output + " goes on")
                    .isTrue();
            endedWell(last, output);
            new Oracle(workforce, rig.tenant, rig.jdbc).allApplied();
        }
    }

    /// After some more calls, none to about what one life may do, and some milliseconds.
    private void killAtSomeMoment(Rig rig, boolean bulk) throws Exception {
        long moment = rig.tenant.rates().calls() + random.nextInt(bulk ? 8 : 2 * CHANGES_A_KILL);
        Path output = output();
        Process process = PushProcess.start(database.address(), rig.tenant.url(), bulk, output);
        await().atMost(LONGEST)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> !process.isAlive() || rig.tenant.rates().calls() >= moment);
        TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
        if (!process.isAlive()) {
            endedWell(process, output);
        }
        process.destroyForcibly().onExit().join();
        killed++;
        long sent = rig.states().getOrDefault("sent", 0L);
        unfinished += sent > 0 ? 1 : 0;
        lost += sent;
    }

    /// Whoever ends before he is killed was through with everything.
    private static void endedWell(Process process, Path output) throws IOException {
        assertThat(process.exitValue())
                .as("%s says:%n%s", output, Files.readString(output))
                .isZero();
    }

    private Path output() {
        return folder.resolve("output-" + ++started);
    }

    @Test
    void goesOnAfterEveryKillOfTheDatabase() throws Exception {
        try (PostgresServer server = PostgresServer.start(folder.resolve("postgres"))) {
            Flyway.configure()
                    .dataSource(
                            server.address().url(),
                            server.address().user(),
                            server.address().password())
                    .load()
                    .migrate();
            Workforce workforce = Workforce.of(CHANGES_A_KILL * 5 * KILLS);
            try (Rig rig = new Rig(source(server), workforce.seeds())) {
                workforce.plan(rig.jdbc);
                rig.open();
                rig.tenant.fault("{\"fault\": \"latency\", \"ms\": 2, \"jitterMs\": 20}");
                var push = CompletableFuture.supplyAsync(() -> rig.push(false, 4));
                for (int kill = 1; kill <= KILLS; kill++) {
                    long moment = (long) kill * CHANGES_A_KILL * 4 + random.nextInt(CHANGES_A_KILL);
                    await().atMost(LONGEST)
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> rig.tenant.rates().calls() >= moment);
                    server.kill();
                }
                assertThat(push.get(LONGEST.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new PushOutcome.Finished());
                new Oracle(workforce, rig.tenant, rig.jdbc).allApplied();
            }
        }
    }

    private static PGSimpleDataSource source(PostgresServer server) {
        var source = new PGSimpleDataSource();
        source.setUrl(server.address().url());
        source.setUser(server.address().user());
        source.setPassword(server.address().password());
        return source;
    }
}
