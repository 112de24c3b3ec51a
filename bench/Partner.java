package bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A partner's API with so many made-up people, 500 a page, `GET /people?page=N`. A page costs it a copy and a few
/// digits, after its latency, so that it is not the one that is measured.
final class Partner implements AutoCloseable {
    static final int PAGE = 500;

    private static final Pattern ASKED = Pattern.compile("[?&]page=([0-9]+)");
    private static final String PERSON = """
        {"number":"E########","name":{"first":"Siti","last":"Rahma ########"},"mail":"e########@contoh.co.id",\
        "phone":"0812########","active":true,"teams":[{"name":"Gudang"},{"name":"Malam"}],"site":"Jakarta"}\
        """;

    private final int people;
    private final long latency;
    private final ServerSocket server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final byte[] head;
    private final byte[] person = PERSON.getBytes(StandardCharsets.US_ASCII);
    private final int[] marks = marks();

    /// @param latency milliseconds before a page is answered
    Partner(int people, long latency) throws IOException {
        this.people = people;
        this.latency = latency;
        this.head = ("{\"meta\":{\"total\":" + people + "},\"data\":[").getBytes(StandardCharsets.US_ASCII);
        threads.execute(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/people";
    }

    int pages() {
        return Math.ceilDiv(people, PAGE);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream()) {
            for (String asked = request(in); !asked.isEmpty(); asked = request(in)) {
                Matcher number = ASKED.matcher(asked);
                byte[] page = page(number.find() ? Integer.parseInt(number.group(1)) : 1);
                Thread.sleep(latency);
                out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + page.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(page);
                out.flush();
            }
        } catch (IOException | InterruptedException gone) {
            // who asked is gone
        }
    }

    /// The first line; the headers are passed over. Empty where the connection ends.
    private static String request(InputStream in) throws IOException {
        String first = line(in);
        for (String header = first; !header.isEmpty(); header = line(in)) {}
        return first;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(120);
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private byte[] page(int number) {
        int from = (number - 1) * PAGE;
        int count = Math.clamp(people - from, 0, PAGE);
        byte[] page = new byte[head.length + count * (person.length + 1) + (count == 0 ? 2 : 1)];
        System.arraycopy(head, 0, page, 0, head.length);
        int at = head.length;
        for (int i = 1; i <= count; i++) {
            System.arraycopy(person, 0, page, at, person.length);
            for (int mark : marks) {
                digits(page, at + mark, from + i);
            }
            at += person.length;
            page[at++] = ',';
        }
        page[count == 0 ? at++ : at - 1] = ']';
        page[at] = '}';
        return page;
    }

    private static void digits(byte[] page, int at, int number) {
        int rest = number;
        for (int i = at + 7; i >= at; i--) {
            page[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int[] marks() {
        int[] marks = new int[4];
        int found = 0;
        for (int at = PERSON.indexOf("########"); at >= 0; at = PERSON.indexOf("########", at + 8)) {
            marks[found++] = at;
        }
        return Arrays.copyOf(marks, found);
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
