package dev.rollcall.database;

import java.io.IOException;

/// The signals PostgreSQL listens to, which Java cannot send by itself.
enum Signal {
    /// Fast shutdown: open transactions are rolled back, everything is written.
    INT,
    /// Immediate shutdown: recovery at the next start.
    QUIT,
    KILL;

    void send(long pid) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -%s %d 2>/dev/null".formatted(name(), pid))
                .start()
                .waitFor();
    }
}
