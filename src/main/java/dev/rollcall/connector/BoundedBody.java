package dev.rollcall.connector;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/// Reads one response, up to a size that no tenant's page comes near.
final class BoundedBody {

    static final int MOST_BYTES = 32 * 1024 * 1024;

    private static final int MOST_DIGITS = 9;
    private static final int PIECE = 8 * 1024;
    private static final byte[] NOTHING = {};

    private BoundedBody() {}

    static Response read(ClassicHttpResponse answer) throws IOException {
        HttpEntity entity = answer.getEntity();
        Header asked = answer.getFirstHeader("Retry-After");
        return new Response(
                answer.getCode(),
                entity == null ? "" : mimeType(entity),
                asked != null,
                asked == null ? Optional.empty() : wait(asked.getValue().strip()),
                entity == null ? NOTHING : bytes(entity));
    }

    private static String mimeType(HttpEntity entity) {
        String type = entity.getContentType();
        int parameters = type == null ? -1 : type.indexOf(';');
        String bare = parameters < 0 ? type : type.substring(0, parameters);
        return bare == null ? "" : bare.strip();
    }

    private static byte[] bytes(HttpEntity entity) throws IOException {
        long length = entity.getContentLength();
        if (length > MOST_BYTES) {
            throw new TooLong();
        }
        // not closed where it breaks off: closing reads on to the end
        InputStream in = entity.getContent();
        var all = new ByteArrayOutputStream(length > 0 ? (int) length : PIECE);
        byte[] piece = new byte[length > 0 ? (int) Math.min(length, PIECE) : PIECE];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            if (all.size() + read > MOST_BYTES) {
                throw new TooLong();
            }
            all.write(piece, 0, read);
        }
        return all.toByteArray();
    }

    /// Retry-After in either of its forms (RFC 9110, 10.2.3); empty where it is neither.
    private static Optional<Answer.Wait> wait(String value) {
        if (!value.isEmpty() && value.length() <= MOST_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(new Answer.Wait.For(Duration.ofSeconds(Long.parseLong(value))));
        }
        Instant time = DateUtils.parseStandardDate(value);
        return Optional.ofNullable(time).map(Answer.Wait.Until::new);
    }

    /// A body that goes on past the limit.
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        int limit() {
            return MOST_BYTES;
        }
    }
}
