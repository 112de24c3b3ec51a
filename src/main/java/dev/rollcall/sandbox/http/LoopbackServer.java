package dev.rollcall.sandbox.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// A server on 127.0.0.1, and nowhere else.
public final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final int CONNECTIONS = 4096;

    private final ServerSocket door;
    private final Service service;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private LoopbackServer(ServerSocket door, Service service) {
        this.door = door;
        this.service = service;
    }

    /// Starts listening.
    ///
    /// @param port 0 takes a free one
    public static LoopbackServer start(int port, Service service) {
        try {
            var door = new ServerSocket(port, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
            var server = new LoopbackServer(door, service);
            Thread.ofPlatform().name("sandbox-" + door.getLocalPort()).daemon().start(server::accept);
            return server;
        } catch (IOException refused) {
            throw new PortTaken(port, refused);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /// Stops listening and cuts every connection.
    @Override
    public void close() {
        cut(door::close);
        open.forEach(socket -> cut(socket::close));
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                if (open.size() >= CONNECTIONS) {
                    socket.close();
                } else {
                    open.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket));
                }
            } catch (IOException notAccepted) {
                LockSupport.parkNanos(10_000_000); // out of file handles, or closing
            }
        }
    }

    private void serve(Socket socket) {
        try {
            new Connection(socket, service).run();
        } finally {
            open.remove(socket);
        }
    }

    private static void cut(Closing closing) {
        try {
            closing.close();
        } catch (IOException alreadyGone) {
            // closed is what was wanted
        }
    }

    @FunctionalInterface
    private interface Closing {
        void close() throws IOException;
    }
}
