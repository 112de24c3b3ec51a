package dev.rollcall.push;

import dev.rollcall.database.ServerAddress;
import dev.rollcall.tenant.PushSettings;
import dev.rollcall.tenant.TenantLine;
import dev.rollcall.tenant.Tenants;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.postgresql.ds.PGSimpleDataSource;

/// A process that pushes run 1 to its end, to be killed before.
public final class PushProcess {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private PushProcess() {}

    /// Starts one.
    static Process start(ServerAddress database, URI tenant, boolean bulk, Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Xmx200m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PushProcess.class.getName(),
                        database.url(),
                        database.user(),
                        database.password(),
                        tenant.toString(),
                        Boolean.toString(bulk))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        var database = new PGSimpleDataSource();
        database.setUrl(given.get(0));
        database.setUser(given.get(1));
        database.setPassword(given.get(2));
        boolean bulk = Boolean.parseBoolean(given.get(4));
        var settings = new PushSettings(8, OptionalInt.empty(), bulk, 6, TIMEOUT);
        try (var beans = Rig.beans(database, PATIENCE);
                TenantLine line = beans.getBean(Tenants.class)
                        .open(Rig.JOB, Rig.target(URI.create(given.get(3)), settings, "sandbox-secret"), settings)) {
            PushOutcome outcome = beans.getBean(Push.class)
                    .push(new PushOrder(Rig.RUN, Rig.JOB, line, settings, () -> false, progress -> {}));
            if (!outcome.equals(new PushOutcome.Finished())) {
                throw new IllegalStateException("the push ended as " + outcome);
            }
        }
    }
}
