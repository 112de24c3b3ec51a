package dev.rollcall.run;

import dev.rollcall.source.SourceSettings.Mode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One execution of a job, as its row says.
///
/// @param reason the code of a refusal or failure
/// @param detail the same for people: found, expected, next step
/// @param place where the export lies, relative to the home folder
/// @param rows what staging counted: read, accepted, identical
public record Run(
        long id,
        String job,
        Trigger trigger,
        Mode mode,
        RunState state,
        Optional<String> reason,
        Optional<String> detail,
        Wanted wanted,
        Instant queuedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        boolean cancelled,
        OptionalLong sourceRun,
        OptionalLong undoOf,
        OptionalLong correctionOf,
        Optional<Export> export,
        Optional<String> place,
        Optional<String> planDigest,
        Map<String, Long> rows,
        Map<String, Long> calls,
        Map<String, Double> seconds,
        Optional<Map<String, Object>> progress) {}
