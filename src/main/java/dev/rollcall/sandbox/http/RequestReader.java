package dev.rollcall.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the requests of one connection, one after another.
final class RequestReader {

    private static final int HEAD_LIMIT = 64 * 1024;
    private static final int BODY_LIMIT = 64 * 1024 * 1024;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[8 * 1024];
    private int from;
    private int to;

    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /// The next request, or null when the client closed the connection between two requests.
    @Nullable
    Request read() throws IOException {
        String head = head();
        if (head == null) {
            return null;
        }
        int lineEnd = head.indexOf("\r\n");
        String line = lineEnd < 0 ? head : head.substring(0, lineEnd);
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        if (first < 1 || last <= first || !line.startsWith("HTTP/1.", last + 1)) {
            throw new MalformedRequest(400, "the first line is not a request line of HTTP/1.1");
        }
        Map<String, String> headers = lineEnd < 0 ? Map.of() : headers(head, lineEnd + 2);
        String target = line.substring(first + 1, last);
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        return new Request(line.substring(0, first), path, query, headers, body(headers));
    }

    private @Nullable String head() throws IOException {
        int scanned = from;
        while (true) {
            for (int i = Math.max(from, scanned - 3); i + 3 < to; i++) {
                if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                    String head = new String(buffer, from, i - from, StandardCharsets.ISO_8859_1);
                    from = i + 4;
                    return head;
                }
            }
            if (to - from > HEAD_LIMIT) {
                throw new MalformedRequest(431, "the head is longer than " + HEAD_LIMIT + " bytes");
            }
            scanned = to - from;
            boolean began = to > from;
            if (!fill()) {
                if (began) {
                    throw new EOFException();
                }
                return null;
            }
            scanned += from;
        }
    }

    private static Map<String, String> headers(String head, int start) throws MalformedRequest {
        var headers = new HashMap<String, String>(16);
        int at = start;
        while (at < head.length()) {
            int end = head.indexOf("\r\n", at);
            int lineEnd = end < 0 ? head.length() : end;
            int colon = head.indexOf(':', at);
            if (colon <= at || colon > lineEnd) {
                throw new MalformedRequest(400, "a header line without a name");
            }
            headers.put(
                    head.substring(at, colon).toLowerCase(Locale.ROOT),
                    head.substring(colon + 1, lineEnd).strip());
            at = lineEnd + 2;
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        String length = headers.get("content-length");
        boolean chunked = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
        if ((chunked || length != null) && "100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write(CONTINUE);
            out.flush();
        }
        if (chunked) {
            return chunks();
        }
        return length == null ? new byte[0] : exactly(size(length, 10));
    }

    private byte[] chunks() throws IOException {
        var whole = new ByteArrayOutputStream();
        while (true) {
            String line = line();
            int semicolon = line.indexOf(';');
            int size = size(semicolon < 0 ? line : line.substring(0, semicolon), 16);
            if (size == 0) {
                while (!line().isEmpty()) {
                    // trailers are of no interest
                }
                return whole.toByteArray();
            }
            if (whole.size() + size > BODY_LIMIT) {
                throw tooLarge();
            }
            whole.writeBytes(exactly(size));
            line();
        }
    }

    private static int size(String digits, int radix) throws MalformedRequest {
        try {
            int size = Integer.parseInt(digits.strip(), radix);
            if (size < 0) {
                throw new MalformedRequest(400, "a negative length");
            }
            if (size > BODY_LIMIT) {
                throw tooLarge();
            }
            return size;
        } catch (NumberFormatException notANumber) {
            throw new MalformedRequest(400, "a length that is not a number");
        }
    }

    private static MalformedRequest tooLarge() {
        return new MalformedRequest(413, "the body is longer than " + BODY_LIMIT + " bytes");
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = new byte[size];
        int had = Math.min(size, to - from);
        System.arraycopy(buffer, from, bytes, 0, had);
        from += had;
        if (in.readNBytes(bytes, had, size - had) < size - had) {
            throw new EOFException();
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new StringBuilder(16);
        while (true) {
            if (from == to && !fill()) {
                throw new EOFException();
            }
            char c = (char) (buffer[from++] & 0xff);
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append(c);
            }
            if (line.length() > 1024) {
                throw new MalformedRequest(400, "a chunk line that does not end");
            }
        }
    }

    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
        } else if (to == buffer.length && from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        } else if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, to, buffer.length - to);
        if (read < 0) {
            return false;
        }
        to += read;
        return true;
    }
}
