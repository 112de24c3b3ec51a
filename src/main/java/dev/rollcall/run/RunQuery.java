package dev.rollcall.run;

import java.util.Optional;
import java.util.OptionalLong;

/// Which runs are wanted, newest first.
///
/// @param before runs with a smaller id only
public record RunQuery(Optional<String> job, Optional<RunState> state, OptionalLong before, int limit) {}
