package dev.rollcall.connector;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.http.protocol.RequestUserAgent;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/// One connection to a tenant: HTTP/1.1, one call at a time, made by the caller's own thread.
final class Connection {

    /// Looking whether the other side has closed takes a millisecond, so it is done after a rest only.
    private static final Duration REST = Duration.ofMillis(10);

    private static final Duration LONGEST_REST = Duration.ofSeconds(30);
    private static final HttpRequestExecutor EXECUTOR = new HttpRequestExecutor();
    private static final HttpProcessor HEADERS = HttpProcessorBuilder.create()
            .addAll(new RequestTargetHost(), new RequestContent(), new RequestUserAgent("Rollcall"))
            .build();
    private static final Pattern KEPT = Pattern.compile("timeout\\s*=\\s*\"?(\\d{1,6})");

    private final DefaultBHttpClientConnection line = new DefaultBHttpClientConnection(Http1Config.DEFAULT);
    private @Nullable UnderWay underWay;
    private boolean late;
    private Duration kept = LONGEST_REST;
    private long restingSince;

    private record UnderWay(Thread caller, long deadline) {
        boolean isToEnd(long now) {
            return now - deadline > 0 || caller.isInterrupted();
        }
    }

    /// A response, and whether the connection can be used again.
    record Exchanged(Response response, boolean lasts) {}

    Connection(Socket socket) throws IOException {
        if (socket instanceof SSLSocket tls) {
            line.bind(tls, null);
        } else {
            line.bind(socket);
        }
    }

    /// Sends the request and reads all of its answer.
    ///
    /// @param deadline on the clock of `System.nanoTime`
    Exchanged exchange(ClassicHttpRequest request, long deadline) throws IOException, HttpException {
        begin(deadline);
        try {
            HttpCoreContext context = HttpCoreContext.create();
            EXECUTOR.preProcess(request, HEADERS, context);
            ClassicHttpResponse answer = EXECUTOR.execute(request, line, context);
            Response response = BoundedBody.read(answer);
            rest(answer);
            return new Exchanged(response, EXECUTOR.keepAlive(request, answer, line, context));
        } finally {
            end();
        }
    }

    private synchronized void begin(long deadline) {
        underWay = new UnderWay(Thread.currentThread(), deadline);
    }

    private synchronized void end() {
        underWay = null;
    }

    private void rest(ClassicHttpResponse answer) {
        restingSince = System.nanoTime();
        Header header = answer.getFirstHeader(HttpHeaders.KEEP_ALIVE);
        if (header != null) {
            Matcher told = KEPT.matcher(header.getValue());
            kept = told.find() ? Duration.ofSeconds(Long.parseLong(told.group(1))) : LONGEST_REST;
        }
    }

    /// Whether another call can be made.
    boolean isUsable() throws IOException {
        Duration rested = Duration.ofNanos(System.nanoTime() - restingSince);
        if (rested.compareTo(LONGEST_REST) >= 0 || rested.compareTo(kept) >= 0) {
            return false;
        }
        return rested.compareTo(REST) < 0 || !line.isStale();
    }

    /// Cuts a call that takes longer than it may, or whose caller is interrupted.
    synchronized void watch(long now) {
        if (underWay != null && underWay.isToEnd(now)) {
            late = !underWay.caller().isInterrupted();
            cut();
        }
    }

    /// Whether the call was cut since it took too long.
    synchronized boolean isLate() {
        return late;
    }

    void cut() {
        line.close(CloseMode.IMMEDIATE);
    }
}
