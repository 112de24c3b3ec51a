package dev.rollcall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.env.Environment;

/// The home folder, made and tried before anything is started.
final class WritableHome {
    private WritableHome() {}

    static void require(Environment environment) {
        Path home = Path.of(environment.getRequiredProperty("rollcall.home")).toAbsolutePath();
        try {
            Files.createDirectories(home);
            Files.delete(Files.createTempFile(home, ".writable-", null));
        } catch (IOException e) {
            throw new StartRefused(
                    "the home folder %s cannot be written (%s)"
                            .formatted(home, e.getClass().getSimpleName()),
                    "give this user write permission and space there, or set ROLLCALL_HOME to another folder",
                    e);
        }
    }
}
