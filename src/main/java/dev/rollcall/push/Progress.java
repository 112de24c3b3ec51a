package dev.rollcall.push;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far a push is.
///
/// @param done changes that have their outcome, of those that this push began with
/// @param total changes that this push began with
/// @param rate changes per second, lately; at first what the allowed rate comes to; 0 where that is not known yet
/// @param eta when it will be through at this rate
/// @param left how long what is left takes at this rate
public record Progress(long done, long total, double rate, Optional<Instant> eta, Optional<Duration> left) {}
