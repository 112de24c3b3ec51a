package dev.rollcall.connector;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import tools.jackson.core.JacksonException;

/// The one way by which connectors reach their tenant: one attempt per call, never a redirect, never a repetition,
/// nothing logged. Callers block until the answer is there or the time-out is over (docs/decisions/calling-threads.md).
public final class Transport implements AutoCloseable {

    private final String path;
    private final Duration timeout;
    private final Connections connections;

    private Transport(String path, Duration timeout, Connections connections) {
        this.path = path;
        this.timeout = timeout;
        this.connections = connections;
    }

    /// @param base what every path is put behind; a path of its own is kept
    /// @param timeout from the call to the last byte of its answer
    public static Transport open(URI base, Duration timeout) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String below = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return new Transport(below, timeout, new Connections(base, timeout));
    }

    /// Makes one attempt.
    ///
    /// @param reader makes an answer of a response that is neither 429 nor 503; may throw `JacksonException` or
    ///     [Unreadable] where it cannot be read
    public <T> Answer<T> call(HttpCall call, Function<Response, Answer<T>> reader) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Connection connection;
        try {
            connection = connections.take();
        } catch (IOException failed) {
            return notSent(failed);
        }
        try {
            Connection.Exchanged exchanged = connection.exchange(request(call), deadline);
            if (exchanged.lasts()) {
                connections.rest(connection);
            } else {
                connections.drop(connection);
            }
            return judge(exchanged.response(), reader);
        } catch (IOException | HttpException failed) {
            connections.drop(connection);
            return new Answer.Lost<>(seen(connection, failed));
        }
    }

    private ClassicHttpRequest request(HttpCall call) {
        var request = new BasicClassicHttpRequest(call.method(), path + call.target());
        request.setAuthority(connections.authority());
        call.headers().forEach(request::setHeader);
        call.body().ifPresent(body -> request.setEntity(new ByteArrayEntity(body.bytes(), null)));
        return request;
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

    /// What a failure before anything was sent means: nothing was done.
    private static <T> Answer<T> notSent(IOException cause) {
        String what = switch (cause) {
            case SocketTimeoutException _ -> "no connection in time";
            case ConnectException _ -> "connection refused";
            case UnknownHostException _ -> "unknown host";
            case NoRouteToHostException _ -> "no route to host";
            case SSLException _ -> "TLS handshake failed";
            default -> "no connection";
        };
        return new Answer.Transient<>(Optional.empty(), false, what);
    }

    /// What a failure after something was sent looks like: the call may have been carried out.
    private String seen(Connection connection, Exception cause) {
        if (connection.isLate()) {
            return "time-out after " + timeout.toMillis() + " ms";
        }
        if (connections.isClosed()) {
            return "cut off: the connector was closed";
        }
        return switch (cause) {
            case SSLException _ -> "TLS connection broken";
            case BoundedBody.TooLong tooLong -> "a body of more than " + tooLong.limit() + " bytes";
            case InterruptedIOException _ -> "time-out";
            case IOException _ ->
                Thread.currentThread().isInterrupted() ? "interrupted while waiting for the answer" : "connection cut";
            default -> cause.getClass().getSimpleName();
        };
    }

    /// Calls still under way are cut.
    @Override
    public void close() {
        connections.close();
    }

    /// A response whose JSON is not what the API answers.
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unreadable(String what) {
            super(what, null, false, false);
        }
    }
}
