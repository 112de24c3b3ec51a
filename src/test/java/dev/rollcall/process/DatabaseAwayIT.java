package dev.rollcall.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.PostgresServer;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that is dropped while the database is away stays in the inbox, and is taken when it is back.
class DatabaseAwayIT {
    private static final String EXPORT = Workplace.export(1, 3);

    @TempDir
    Path folder;

    @Test
    void leavesAFileInTheInboxAndTakesItLater() throws Exception {
        try (Sandbox sandbox =
                        Sandbox.start(SandboxSettings.of(TenantSettings.empty("acme", TenantSystem.RUANGKERJA)));
                PostgresServer database = PostgresServer.start(folder.resolve("database"));
                Workplace place = new Workplace(folder).on(database.address())) {
            SandboxTenant tenant = sandbox.tenant("acme");
            place.job("acme", Workplace.ruangkerja("acme", tenant.url(), "push: {rate: none}"));
            WorkerProcess worker = place.start();

            database.stop();
            place.drop("acme", "november.csv", EXPORT);
            worker.awaitOutput("its files stay");
            assertThat(place.home().resolve("inbox/acme/november.csv")).hasContent(EXPORT);
            database.startAgain();

            assertThat(worker.awaitEnd(1).path("state").asString()).isEqualTo("COMPLETED");
            assertThat(place.home().resolve("archive/acme/1-november.csv")).hasContent(EXPORT);
            assertThat(tenant.userCount()).isEqualTo(3);
        }
    }
}
