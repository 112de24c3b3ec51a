package dev.rollcall.connector;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.DeadlineTimeoutException;
import tools.jackson.core.JacksonException;

/// The one way by which connectors reach their tenant: one attempt per call, never a redirect, never a repetition,
/// nothing logged. Callers are virtual threads and block until the answer is there or the time-out is over.
public final class Transport implements AutoCloseable {

    private final String base;
    private final Duration timeout;
    private final CloseableHttpAsyncClient client;

    private Transport(String base, Duration timeout, CloseableHttpAsyncClient client) {
        this.base = base;
        this.timeout = timeout;
        this.client = client;
    }

    /// @param base what every path is put behind; a path of its own is kept
    /// @param timeout from the call to the last byte of its answer
    public static Transport open(URI base, Duration timeout) {
        String text = base.toString();
        CloseableHttpAsyncClient client = HttpClients.start(timeout);
        return new Transport(text.endsWith("/") ? text.substring(0, text.length() - 1) : text, timeout, client);
    }

    /// Makes one attempt.
    ///
    /// @param reader makes an answer of a response that is neither 429 nor 503; may throw `JacksonException` or
    ///     [Unreadable] where it cannot be read
    public <T> Answer<T> call(HttpCall call, Function<Response, Answer<T>> reader) {
        try {
            return judge(send(call), reader);
        } catch (TimeoutException late) {
            return new Answer.Lost<>("time-out after " + timeout.toMillis() + " ms");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.Lost<>("interrupted while waiting for the answer");
        } catch (CancellationException closed) {
            return new Answer.Lost<>("cut off: the connector was closed");
        } catch (ExecutionException failed) {
            return failure(failed.getCause() == null ? failed : failed.getCause());
        }
    }

    private Response send(HttpCall call) throws InterruptedException, ExecutionException, TimeoutException {
        Future<Response> future = client.execute(request(call), new BoundedBody(), new Silence());
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            future.cancel(true);
        }
    }

    private AsyncRequestProducer request(HttpCall call) {
        var builder = AsyncRequestBuilder.create(call.method()).setUri(base + call.target());
        call.headers().forEach(builder::setHeader);
        call.body().ifPresent(body -> builder.setEntity(new BasicAsyncEntityProducer(body.bytes(), null)));
        return builder.build();
    }

    private static <T> Answer<T> judge(Response response, Function<Response, Answer<T>> reader) {
        if (response.status() == 429) {
            return new Answer.Transient<>(response.retryAfter(), true, "HTTP 429");
        }
        if (response.status() == 503) {
            return new Answer.Transient<>(response.retryAfter(), response.asksToWait(), "HTTP 503");
        }
        try {
            return reader.apply(response);
        } catch (JacksonException | Unreadable _) {
            return response.unreadable();
        }
    }

    /// What a failure without a response means: where the request cannot have left, nothing was done.
    private static <T> Answer<T> failure(Throwable cause) {
        return switch (cause) {
            case ConnectTimeoutException _ -> notSent("no connection in time");
            case ConnectException _ -> notSent("connection refused");
            case UnknownHostException _ -> notSent("unknown host");
            case NoRouteToHostException _ -> notSent("no route to host");
            case ConnectionRequestTimeoutException _, DeadlineTimeoutException _ ->
                notSent("no free connection in time");
            case RequestNotExecutedException _ -> notSent("connection closed before the call was sent");
            case javax.net.ssl.SSLHandshakeException _ -> notSent("TLS handshake failed");
            case SSLException _ -> new Answer.Lost<>("TLS connection broken");
            case BoundedBody.TooLong tooLong -> new Answer.Lost<>("a body of more than " + tooLong.limit() + " bytes");
            case InterruptedIOException _ -> new Answer.Lost<>("time-out");
            case IOException _ -> new Answer.Lost<>("connection cut");
            default -> new Answer.Lost<>(cause.getClass().getSimpleName());
        };
    }

    private static <T> Answer<T> notSent(String what) {
        return new Answer.Transient<>(Optional.empty(), false, what);
    }

    /// Calls still under way are cut.
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    /// A response whose JSON is not what the API answers.
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unreadable(String what) {
            super(what, null, false, false);
        }
    }

    private static final class Silence implements FutureCallback<Response> {
        @Override
        public void completed(Response result) {}

        @Override
        public void failed(Exception failure) {}

        @Override
        public void cancelled() {}
    }
}
