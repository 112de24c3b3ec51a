package dev.rollcall.run;

import dev.rollcall.source.SourceSettings.Mode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// A run that is about to be made.
///
/// @param export its file's name; empty where the source is pulled
/// @param hidden true until its file is claimed
public record NewRun(
        String job,
        Trigger trigger,
        Mode mode,
        Wanted wanted,
        Optional<String> startedBy,
        OptionalLong sourceRun,
        OptionalLong undoOf,
        OptionalLong correctionOf,
        Optional<String> export,
        boolean hidden,
        Instant at) {}
