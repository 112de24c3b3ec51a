package dev.rollcall.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Turns what PostgreSQL printed before it gave up into a message with a next step.
final class StartFailure {
    private static final int TAIL_BYTES = 4096;
    private static final int TAIL_LINES = 8;

    private StartFailure() {}

    static DatabaseNotStarted explain(Path folder, String said) {
        if (said.contains("No space left on device")) {
            return new DatabaseNotStarted(
                    "no space left on the disk of " + folder, "free some space there and start again; nothing is lost");
        }
        if (said.contains("Permission denied")) {
            return new DatabaseNotStarted(
                    "PostgreSQL may not use %s:%n%s".formatted(folder, lastLines(said)),
                    "start Rollcall as the user who started it before, or give that folder to the present one");
        }
        return new DatabaseNotStarted(
                "the embedded PostgreSQL in %s did not start; it said:%n%s".formatted(folder, lastLines(said)),
                "see server.log in that folder, or set ROLLCALL_DB_URL to another server");
    }

    /// The end of a log, from `start` on.
    static String tail(Path log, long start) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(start, file.length() - TAIL_BYTES));
            byte[] bytes = new byte[TAIL_BYTES];
            int read = Math.max(0, file.read(bytes));
            return new String(bytes, 0, read, StandardCharsets.UTF_8);
        }
    }

    private static String lastLines(String said) {
        List<String> lines = said.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
}
