package dev.rollcall.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a worker runs: as a user without rights.
class PlacesIT {
    private static final String PASSWORD_IS_MADE = "the password of the user admin was made and lies in ";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private SandboxTenant tenant;
    private Workplace place;

    @BeforeEach
    void open() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.of(TenantSettings.empty("acme", TenantSystem.RUANGKERJA)));
        tenant = sandbox.tenant("acme");
        place = new Workplace(folder);
        place.job("acme", Workplace.ruangkerja("acme", tenant.url()));
    }

    @AfterEach
    void close() {
        place.close();
        sandbox.close();
    }

    @Test
    void runsAsAUserWithoutRightsAndMakesAPasswordThatOnlyHeCanRead() throws Exception {
        assumeThat(isDone("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "test", "-r", jar()))
                .as("this user may become nobody, and nobody may read the jar")
                .isTrue();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(isDone("chown", "-R", "nobody:nogroup", folder.toString())).isTrue();
        place.with("ROLLCALL_ADMIN_PASSWORD", "")
                .through("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

        WorkerProcess worker = place.launch("serve");
        worker.awaitOutput("Started Rollcall");

        Path password = place.home().resolve("admin-password");
        assertThat(worker.output())
                .contains(PASSWORD_IS_MADE + password)
                .doesNotContain(Files.readString(password).strip());
        assertThat(Files.getPosixFilePermissions(password)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getOwner(place.home().resolve("postgres")).getName()).isEqualTo("nobody");
        assertThat(worker.output()).doesNotContain(" WARN ", " ERROR ");
        assertThat(worker.terminate()).isZero();
        assertThat(worker.output()).doesNotContain(" WARN ", " ERROR ", "\tat ");
    }

    @Test
    void saysWhatItNeedsWhereItMayNotWrite() throws Exception {
        assumeThat(isDone("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "test", "-r", jar()))
                .as("this user may become nobody, and nobody may read the jar")
                .isTrue();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        place.through("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

        WorkerProcess worker = place.launch("serve");

        assertThat(worker.exitCode()).isOne();
        assertThat(worker.output())
                .contains(
                        "the home folder " + place.home() + " cannot be written", "set ROLLCALL_HOME to another folder")
                .doesNotContain("\tat ");
    }

    private static String jar() {
        return System.getProperty("rollcall.jar", "/nowhere");
    }

    private static boolean isDone(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
