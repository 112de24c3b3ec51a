package dev.rollcall.source;

import dev.rollcall.tenant.PushSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// Pull one export.
///
/// @param settings concurrency, attempts and time-out of the calls
/// @param since ask only for what changed after this time; empty = everything
/// @param archive where the export is kept; written while it is pulled, whole only when the pull is through
public record PullOrder(
        String job, SourceSettings source, PushSettings settings, Optional<Instant> since, Path archive) {}
