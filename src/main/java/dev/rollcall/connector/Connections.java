package dev.rollcall.connector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.net.URIAuthority;

/// The connections to one tenant: as many as there are calls at once, each used again by whoever calls next.
final class Connections implements AutoCloseable {

    private static final Duration CONNECT_AT_MOST = Duration.ofSeconds(10);
    private static final long WATCH_NANOS = Duration.ofMillis(50).toNanos();
    private static final TlsSocketStrategy TLS = DefaultClientTlsStrategy.createDefault();
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final URIAuthority authority;
    private final boolean encrypted;
    private final Duration timeout;
    private final Deque<Connection> resting = new ConcurrentLinkedDeque<>();
    private final Set<Connection> all = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Connections(URI base, Duration timeout) {
        this.authority = authority(base);
        this.encrypted = "https".equalsIgnoreCase(base.getScheme());
        this.timeout = timeout;
        Thread.ofVirtual().name("tenant-calls").start(this::watch);
    }

    private static URIAuthority authority(URI base) {
        try {
            return URIAuthority.create(base.getRawAuthority());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no host in the tenant's address", e);
        }
    }

    URIAuthority authority() {
        return authority;
    }

    /// A connection for one call; a new one where none is resting.
    Connection take() throws IOException {
        for (Connection rested = resting.pollFirst(); rested != null; rested = resting.pollFirst()) {
            if (rested.isUsable()) {
                return rested;
            }
            drop(rested);
        }
        Connection fresh = new Connection(connected());
        all.add(fresh);
        if (closed) {
            drop(fresh);
            throw new SocketException("the connector was closed");
        }
        return fresh;
    }

    private Socket connected() throws IOException {
        IOException failure = new UnknownHostException(authority.getHostName());
        for (InetAddress address : InetAddress.getAllByName(authority.getHostName())) {
            var socket = new Socket();
            try {
                return connected(socket, address);
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    private Socket connected(Socket socket, InetAddress address) throws IOException {
        int standard = encrypted ? HTTPS : HTTP;
        int port = authority.getPort() < 0 ? standard : authority.getPort();
        Duration connect = timeout.compareTo(CONNECT_AT_MOST) < 0 ? timeout : CONNECT_AT_MOST;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) connect.toMillis());
        socket.connect(new InetSocketAddress(address, port), (int) connect.toMillis());
        Socket ready =
                encrypted ? TLS.upgrade(socket, authority.getHostName(), port, null, HttpCoreContext.create()) : socket;
        ready.setSoTimeout((int) timeout.toMillis());
        return ready;
    }

    void rest(Connection connection) {
        resting.addFirst(connection);
    }

    void drop(Connection connection) {
        all.remove(connection);
        connection.cut();
    }

    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(WATCH_NANOS);
            long now = System.nanoTime();
            all.forEach(connection -> connection.watch(now));
        }
    }

    boolean isClosed() {
        return closed;
    }

    /// Calls still under way are cut.
    @Override
    public void close() {
        closed = true;
        all.forEach(this::drop);
    }
}
