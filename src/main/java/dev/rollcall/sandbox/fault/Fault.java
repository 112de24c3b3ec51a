package dev.rollcall.sandbox.fault;

import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/// One kind of trouble.
public sealed interface Fault {

    /// Every struck call takes at least `base` and up to `jitter` more.
    record Latency(Duration base, Duration jitter) implements Fault {}

    /// More than `perSecond` calls in any window of one second: the ones too many get 429.
    record RateLimit(int perSecond, RetryAfter retryAfter) implements Fault {}

    /// This status in place of the answer. `AFTER`: what was asked for is done all the same.
    record Status(int status, Moment moment, Body body, RetryAfter retryAfter) implements Fault {}

    /// The connection is closed without an answer.
    record Drop(Moment moment) implements Fault {}

    /// No answer for so long, then the connection is closed.
    record Hang(Moment moment, Duration time) implements Fault {}

    /// The body comes in pieces with pauses.
    record SlowBody(int bytes, Duration pause) implements Fault {}

    /// The body ends after so many bytes.
    record CutBody(int bytes) implements Fault {}

    /// Every token given out so far is refused from here on, by this call first.
    record ExpireTokens() implements Fault {}

    /// The token or login call refuses right credentials.
    record RefuseCredentials() implements Fault {}

    /// Of one bulk call: `fail` items are refused, `lose` neither done nor answered, `omit` done but not
    /// answered.
    record Bulk(int fail, int lose, int omit, boolean shuffle) implements Fault {}

    /// Of one page: the stated total is off by `total`, `omit` items are missing, `duplicate` items of the
    /// page before are repeated in place of its own, and the total shrinks by `shrink` with every page read.
    record Pages(int total, int omit, int duplicate, int shrink) implements Fault {}

    /// Somebody else changes this user just before or after the struck call.
    record ChangeUser(Moment moment, String key, ObjectNode set) implements Fault {}

    /// Before or after the tenant does what the call asks.
    enum Moment {
        BEFORE,
        AFTER
    }

    /// What the body of a forced status looks like.
    enum Body {
        JSON,
        HTML,
        EMPTY
    }

    /// How long a caller is told to wait, and in which of the two forms; `NONE` tells nothing.
    record RetryAfter(int seconds, Form form) {
        public enum Form {
            NONE,
            SECONDS,
            DATE
        }
    }

    /// The name as in the admin call.
    default String kind() {
        return switch (this) {
            case Latency _ -> "latency";
            case RateLimit _ -> "rateLimit";
            case Status _ -> "status";
            case Drop _ -> "drop";
            case Hang _ -> "hang";
            case SlowBody _ -> "slowBody";
            case CutBody _ -> "cutBody";
            case ExpireTokens _ -> "expireTokens";
            case RefuseCredentials _ -> "refuseCredentials";
            case Bulk _ -> "bulk";
            case Pages _ -> "pages";
            case ChangeUser _ -> "changeUser";
        };
    }
}
