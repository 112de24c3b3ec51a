package dev.rollcall.tenant;

import java.time.Duration;
import java.util.OptionalInt;

/// How hard a job may push: the `push` block of a job file.
///
/// @param concurrency calls under way at once
/// @param rate calls per second, reads too; empty for no limit
/// @param bulk whether calls for many at once are used where the connector has them
/// @param attempts how often a change is tried
/// @param timeout after which a call counts as lost
public record PushSettings(int concurrency, OptionalInt rate, boolean bulk, int attempts, Duration timeout) {}
