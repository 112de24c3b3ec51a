package bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// Nothing but calls: so many connections, each sends a call, reads the answer, sends the next. HTTP/1.1 by hand on
/// blocking sockets and threads of the system; no journal, no database, no JSON read.
final class LoadGenerator {
    private final Tenant tenant;
    private final IntFunction<Call> calls;

    LoadGenerator(Tenant tenant, People people) {
        this(tenant, n -> new Call("POST", "/ruangkerja/users", people.creation(n)));
    }

    LoadGenerator(Tenant tenant, IntFunction<Call> calls) {
        this.tenant = tenant;
        this.calls = calls;
    }

    /// One call, by its number.
    ///
    /// @param path below the tenant's base
    record Call(String method, String path, String body) {}

    /// Creates the first so many people by single calls.
    void create(int count, int connections) throws Exception {
        send(tenant.token(), count, connections);
    }

    /// Makes the first so many calls.
    ///
    /// @param token the value of the header Authorization
    void send(String token, int count, int connections) throws Exception {
        URI base = URI.create(tenant.url());
        var next = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> lines = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                lines.add(threads.submit(() -> {
                    line(base, token, next, count);
                    return null;
                }));
            }
            for (Future<?> line : lines) {
                line.get();
            }
        }
    }

    private void line(URI base, String token, AtomicInteger next, int count) throws IOException {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                Call call = calls.apply(n);
                byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
                String head =
                        call.method() + " " + base.getPath() + call.path() + " HTTP/1.1\r\nHost: " + base.getAuthority()
                                + "\r\nAuthorization: " + token + "\r\nAccept: application/json\r\n"
                                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
                byte[] bytes = head.getBytes(StandardCharsets.US_ASCII);
                byte[] whole = new byte[bytes.length + body.length];
                System.arraycopy(bytes, 0, whole, 0, bytes.length);
                System.arraycopy(body, 0, whole, bytes.length, body.length);
                out.write(whole);
                answer(in);
            }
        }
    }

    /// Reads an answer to its end.
    static void answer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("a call was answered " + status);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
