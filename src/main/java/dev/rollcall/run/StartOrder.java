package dev.rollcall.run;

import dev.rollcall.source.SourceSettings.Mode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// Start a run.
///
/// @param upload the export; empty: pull it, or take what waits in the inbox
/// @param from the run whose export is taken again
/// @param key the caller's Idempotency-Key
/// @param by who wants it
public record StartOrder(
        String job,
        Trigger trigger,
        Optional<Upload> upload,
        Optional<Mode> mode,
        Wanted wanted,
        OptionalLong from,
        Optional<String> key,
        String by) {
    /// A received export.
    ///
    /// @param file where its bytes lie, on the home folder's disk; it is moved away
    public record Upload(Path file, String name, String sha256) {}
}
