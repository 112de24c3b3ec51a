package dev.rollcall.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ServerWaitTest {
    @TempDir
    Path folder;

    @Test
    void waitsForTheServerSayingSoAndGoesOnWhenItComes(CapturedOutput output) throws Exception {
        ServerAddress absent;
        try (var server = EmbeddedPostgres.start(folder, Durability.THROWAWAY)) {
            absent = server.address();
        }
        var waiting = CompletableFuture.runAsync(() -> waitFor(absent));
        await().until(() -> output.getOut().contains("Waiting for the database " + absent.place()));
        assertThat(waiting).isNotDone();

        try (var _ = EmbeddedPostgres.start(folder, Durability.THROWAWAY)) {
            await().until(waiting::isDone);
        }
        waiting.join();
        assertThat(output.getOut())
                .contains("not reachable (08001, ConnectException). Start it, or correct ROLLCALL_DB_URL;"
                        + " Rollcall goes on by itself.")
                .doesNotContain("\tat ")
                .doesNotContain(absent.password());
    }

    private static void waitFor(ServerAddress server) {
        try {
            new ServerWait(Duration.ofMillis(50)).until(server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
