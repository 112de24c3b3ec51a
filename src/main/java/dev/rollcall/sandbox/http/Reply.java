package dev.rollcall.sandbox.http;

import java.time.Duration;

/// What the server does with a connection once the request was read.
public sealed interface Reply {

    /// The answer as it should be.
    record Whole(Response response) implements Reply {}

    /// The answer in pieces of `bytes`, with a pause before each.
    record Slowly(Response response, int bytes, Duration pause) implements Reply {}

    /// The head announces the whole body, `bytes` of it follow, then the connection is closed.
    record CutOff(Response response, int bytes) implements Reply {}

    /// No answer for `time`, then the connection is closed; a time of zero closes it at once.
    record Silent(Duration time) implements Reply {}
}
