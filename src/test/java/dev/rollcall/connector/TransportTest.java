package dev.rollcall.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a server that sends just these bytes.
class TransportTest {

    private static final HttpCall CALL = HttpCall.json("GET", "/people");

    private ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch asked = new CountDownLatch(1);

    /// What the server does with a request.
    private interface Serving {
        /// @return whether the connection stays open
        boolean serve(Socket socket) throws Exception;
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void usesAConnectionAgain() {
        serve(answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"));
        try (Transport transport = transport(10_000)) {
            assertThat(text(transport)).isEqualTo(new Answer.Success<>("abc"));
            assertThat(text(transport)).isEqualTo(new Answer.Success<>("abc"));
        }
        assertThat(connections).hasValue(1);
    }

    @Test
    void takesANewConnectionWhereTheTenantClosesItsOwn() {
        serve(socket -> {
            write(
                    socket,
                    "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n");
            return false;
        });
        try (Transport transport = transport(10_000)) {
            assertThat(text(transport)).isEqualTo(new Answer.Success<>("ab"));
            assertThat(text(transport)).isEqualTo(new Answer.Success<>("ab"));
        }
        assertThat(connections).hasValue(2);
    }

    @Test
    void knowsThatNothingWasDoneWhereTheConnectionIsRefused() throws IOException {
        int port = server.getLocalPort();
        server.close();
        try (Transport transport = Transport.open(URI.create("http://127.0.0.1:" + port), Duration.ofSeconds(10))) {
            assertThat(text(transport))
                    .isEqualTo(new Answer.Transient<>(Optional.empty(), false, "connection refused"));
        }
    }

    @Test
    void doesNotKnowWhatWasDoneWhereTheConnectionIsCut() {
        serve(socket -> false);
        try (Transport transport = transport(10_000)) {
            assertThat(text(transport)).isEqualTo(new Answer.Lost<>("connection cut"));
        }
    }

    @Test
    void doesNotTakeHalfABodyForOne() {
        serve(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nabc");
            return false;
        });
        try (Transport transport = transport(10_000)) {
            assertThat(text(transport)).isEqualTo(new Answer.Lost<>("connection cut"));
        }
    }

    @Test
    void givesUpAnAnswerThatKeepsComingForTooLong() {
        serve(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            while (true) {
                write(socket, ".");
                socket.getInputStream().skip(socket.getInputStream().available());
            }
        });
        try (Transport transport = transport(300)) {
            assertThat(text(transport)).isEqualTo(new Answer.Lost<>("time-out after 300 ms"));
        }
    }

    @Test
    void cutsACallUnderWayWhenItIsClosed() throws Exception {
        serve(TransportTest::waitForTheOtherSide);
        Transport transport = transport(30_000);
        var answer = new FutureTask<>(() -> text(transport));
        Thread.ofVirtual().start(answer);
        asked.await();
        transport.close();
        assertThat(answer.get()).isEqualTo(new Answer.Lost<>("cut off: the connector was closed"));
    }

    @Test
    void cutsTheCallOfAThreadThatIsInterrupted() throws Exception {
        serve(TransportTest::waitForTheOtherSide);
        try (Transport transport = transport(30_000)) {
            var answer = new FutureTask<>(() -> text(transport));
            Thread caller = Thread.ofPlatform().start(answer);
            asked.await();
            caller.interrupt();
            assertThat(answer.get()).isEqualTo(new Answer.Lost<>("interrupted while waiting for the answer"));
        }
    }

    private Transport transport(int timeoutMillis) {
        return Transport.open(
                URI.create("http://127.0.0.1:" + server.getLocalPort() + "/api/"), Duration.ofMillis(timeoutMillis));
    }

    private static Answer<String> text(Transport transport) {
        return transport.call(
                CALL, response -> new Answer.Success<>(new String(response.body(), StandardCharsets.UTF_8)));
    }

    private static Serving answering(String response) {
        return socket -> {
            write(socket, response);
            return true;
        };
    }

    private static boolean waitForTheOtherSide(Socket socket) throws IOException {
        return socket.getInputStream().read() >= 0;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void serve(Serving serving) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    connections.incrementAndGet();
                    var in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                    boolean open = true;
                    while (open && isRequest(in)) {
                        asked.countDown();
                        open = serving.serve(socket);
                    }
                } catch (Exception gone) {
                    // the client has gone, or the test is over
                }
            }
        });
    }

    private static boolean isRequest(BufferedReader in) throws IOException {
        String line = in.readLine();
        boolean began = line != null && line.equals("GET /api/people HTTP/1.1");
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        return began;
    }
}
