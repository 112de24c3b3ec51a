package dev.rollcall.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Takes a run's export out of `.claimed` when the run ends: into the archive, or beside the reason why it was
/// refused.
@Component
class Filing {
    private final HomeFolder home;
    private final RunStore store;

    Filing(HomeFolder home, RunStore store) {
        this.home = home;
        this.store = store;
    }

    /// May be called again after a crash.
    void file(Run run, RunEnd end) {
        if (run.place().isEmpty()) {
            return;
        }
        Path from = home.at(run.place().get());
        if (!from.startsWith(home.claimed(run.job()))) {
            return;
        }
        boolean refused = end.state() == RunState.REFUSED;
        Path folder = refused ? home.refused(run.job()) : home.archive(run.job());
        Path to = folder.resolve(from.getFileName());
        try {
            Files.createDirectories(folder);
            if (refused) {
                Files.writeString(folder.resolve(from.getFileName() + ".reason.txt"), reason(run, end));
            }
            if (Files.exists(from)) {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            }
            store.place(run.id(), home.placeOf(to));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the export of run " + run.id() + " could not be moved to " + folder
                            + "; see that there is space and permission to write",
                    e);
        }
    }

    private static String reason(Run run, RunEnd end) {
        return "%s%n%s%nRun %d of %s. Nothing was sent to the tenant.%n"
                .formatted(
                        end.reason().orElse("REFUSED"),
                        end.detail().orElse("The file was refused."),
                        run.id(),
                        run.job());
    }

    /// Moves a waiting file to where the run's own files are.
    Optional<Path> claim(Path file, String job, long runId, String name) {
        Path target = home.claimed(job).resolve(runId + "-" + name);
        try {
            Files.createDirectories(target.getParent());
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(target);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
