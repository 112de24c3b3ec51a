package dev.rollcall.tenant;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Abilities;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// One job's line to its tenant, open for one run. Every call goes through it: it logs in when that is needed (one
/// token for all callers), keeps to the rate of the job and of the tenant, pauses everybody when the tenant asks
/// for it, and stops calling a tenant that is down. May be used by many threads at once; callers block (virtual
/// threads).
///
/// A caller that is waiting when the line is cancelled gets a [java.util.concurrent.CancellationException].
public interface TenantLine extends AutoCloseable {

    Abilities abilities();

    PushSettings settings();

    /// Makes a reading call until it is answered. Times of a tenant that is down are waited out, up to 15
    /// minutes.
    ///
    /// @return `Success` or `Refused` as the tenant said; anything else only where [#trouble()] says why the
    ///     line gave up
    <T> Answer<T> read(Function<Connector, Answer<T>> attempt);

    /// Makes one attempt at a reading call, as [#write(Function)] does; for callers who count their attempts.
    <T> Attempt<T> tryRead(Function<Connector, Answer<T>> attempt);

    /// Makes one attempt at a writing call. Told pauses, tokens and the circuit breaker are waited out in here
    /// and are no attempt; what else happened is the caller's to judge.
    <T> Attempt<T> write(Function<Connector, Answer<T>> attempt);

    /// Lets time go by, unless the line is cancelled.
    void pause(Duration span);

    /// See [Connector#batchKey(Write)].
    Object batchKey(Write write);

    /// The account that this line logs in with, where the tenant says so; known after the first call.
    Optional<String> account();

    /// Why nothing more is to be had through this line; empty while it works.
    Optional<Trouble> trouble();

    /// Calls made so far.
    Calls calls();

    /// Calls per second that may be made at this moment, as far as that is limited.
    Optional<Double> allowedRate();

    /// Lets nobody call any more. Calls under way are finished; who waits gets a `CancellationException`.
    void cancel();

    /// Cancels, and closes the connector: calls still under way are cut.
    @Override
    void close();

    /// @param answer `Success`, `Refused`, `Transient` or `Lost`
    /// @param counted false where this was the one call that asks whether a tenant is back, or where the line
    ///     gave up: it uses up no attempt of the change
    record Attempt<T>(Answer<T> answer, boolean counted) {}

    /// @param retried calls made again because an earlier one was not answered as it should; counted in the
    ///     others too
    record Calls(long read, long write, long retried) {}
}
