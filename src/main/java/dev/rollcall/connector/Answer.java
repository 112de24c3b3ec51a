package dev.rollcall.connector;

import dev.rollcall.person.Attribute;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// What one attempt at the tenant's API came to.
public sealed interface Answer<T> {

    /// The tenant did it, or answered the question.
    record Success<T>(T value) implements Answer<T> {}

    /// The tenant said no, and will again.
    ///
    /// @param code the tenant's own code, word for word; the HTTP status where it gave none
    /// @param message the tenant's own message, word for word; may be empty
    /// @param kind what of it we understand
    /// @param attribute the one attribute the tenant complains about, where it names one
    record Refused<T>(String code, String message, Refusal kind, Optional<Attribute> attribute) implements Answer<T> {

        public Refused(String code, String message, Refusal kind) {
            this(code, message, kind, Optional.empty());
        }
    }

    /// Nothing was done; try again later.
    ///
    /// @param delay how long the tenant asked us to wait; empty where it did not say
    /// @param throttled true for 429, or 503 with Retry-After: the whole tenant pauses, and it is no attempt
    record Transient<T>(Optional<Wait> delay, boolean throttled, String what) implements Answer<T> {}

    /// The token was refused.
    ///
    /// @param session the number of the session whose token was refused, see [Connector#session()]
    record Unauthorized<T>(long session, String code, String message) implements Answer<T> {}

    /// No readable answer: the call may or may not have been carried out.
    ///
    /// @param what what was seen instead of an answer, without any body: `time-out after 30 s`, `HTTP 502`
    record Lost<T>(String what) implements Answer<T> {}

    /// How long the tenant asked us to wait: a span, or an HTTP date which only a clock can turn into one.
    sealed interface Wait {
        record For(Duration span) implements Wait {}

        record Until(java.time.Instant time) implements Wait {}
    }

    /// What of a refusal we understand; decides what is done about it and which hint is given.
    enum Refusal {
        /// The employee ID is taken.
        EMPLOYEE_ID_EXISTS,
        /// The e-mail is taken.
        EMAIL_EXISTS,
        /// Another unique value is taken.
        VALUE_EXISTS,
        /// The name of a new reference is taken.
        REFERENCE_EXISTS,
        /// The user (or invitation) is not known there (any more).
        NOT_FOUND,
        /// The credentials were refused; retrying with them is of no use.
        CREDENTIALS,
        /// The account may not do this; only a person at the tenant can mend it.
        NOT_PERMITTED,
        /// The contract with the tenant allows no more users.
        BILLING,
        /// A user no job may touch (an owner).
        PROTECTED,
        /// The API has no such call; nothing was sent.
        NOT_OFFERED,
        /// The call as a whole was refused, so its items may be tried in smaller calls.
        TOO_LARGE,
        OTHER
    }

    /// The same answer with another value where it was a success.
    default <R> Answer<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Success<T>(T value) -> new Success<>(change.apply(value));
            case Refused<T>(var code, var message, var kind, var attribute) ->
                new Refused<>(code, message, kind, attribute);
            case Transient<T>(var delay, var throttled, var what) -> new Transient<>(delay, throttled, what);
            case Unauthorized<T>(var session, var code, var message) -> new Unauthorized<>(session, code, message);
            case Lost<T>(var what) -> new Lost<>(what);
        };
    }
}
