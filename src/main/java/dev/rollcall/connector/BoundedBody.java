package dev.rollcall.connector;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// Collects one response, up to a size that no tenant's page comes near.
final class BoundedBody extends AbstractBinResponseConsumer<Response> {

    static final int MOST_BYTES = 32 * 1024 * 1024;

    private static final int MOST_DIGITS = 9;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private int status;
    private String contentType = "";
    private Optional<String> retryAfter = Optional.empty();

    @Override
    protected void start(HttpResponse response, @Nullable ContentType type) {
        status = response.getCode();
        contentType = type == null ? "" : type.getMimeType();
        Header header = response.getFirstHeader("Retry-After");
        retryAfter = Optional.ofNullable(header).map(Header::getValue).map(String::strip);
    }

    @Override
    protected int capacityIncrement() {
        return Integer.MAX_VALUE;
    }

    @Override
    protected void data(ByteBuffer source, boolean endOfStream) throws IOException {
        if (bytes.size() + source.remaining() > MOST_BYTES) {
            throw new TooLong();
        }
        if (source.hasArray()) {
            bytes.write(source.array(), source.arrayOffset() + source.position(), source.remaining());
            source.position(source.limit());
        } else {
            byte[] copy = new byte[source.remaining()];
            source.get(copy);
            bytes.writeBytes(copy);
        }
    }

    @Override
    protected Response buildResult() {
        return new Response(
                status,
                contentType,
                retryAfter.isPresent(),
                retryAfter.flatMap(BoundedBody::wait),
                bytes.toByteArray());
    }

    @Override
    public void releaseResources() {
        bytes.reset();
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
