package dev.rollcall.push;

import dev.rollcall.tenant.Trouble;

/// How a push ended.
public sealed interface PushOutcome {

    /// Nothing is pending any more.
    record Finished() implements PushOutcome {}

    /// Somebody asked to stop; the rest is pending (or unknown, where a call was cut).
    record Cancelled() implements PushOutcome {}

    /// Another worker pushes the run now; it alone says how it ends.
    record Overtaken() implements PushOutcome {}

    /// The tenant cannot be used; the rest is pending.
    record Stopped(Trouble trouble) implements PushOutcome {}
}
