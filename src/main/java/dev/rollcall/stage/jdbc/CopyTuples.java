package dev.rollcall.stage.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows in COPY's binary format (PostgreSQL's documentation of COPY, "Binary Format"), encoded straight into bytes. The
/// server takes them with less work than text: it is the server that staging waits for.
final class CopyTuples {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int TEXT_OID = 25;
    private static final int NULL = -1;
    private static final int END = -1;

    private final int columns;
    private byte[] bytes = new byte[36 * 1024];
    private ByteBuffer buffer = ByteBuffer.wrap(bytes);

    CopyTuples(int columns) {
        this.columns = columns;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return buffer.position();
    }

    void clear() {
        buffer.clear();
    }

    /// What stands before the first row of a COPY: no flags, no extension.
    static byte[] head() {
        return Arrays.copyOf(SIGNATURE, SIGNATURE.length + 8);
    }

    /// What stands after the last.
    static byte[] end() {
        return ByteBuffer.allocate(2).putShort((short) END).array();
    }

    /// Begins a row; a value for each column has to follow.
    CopyTuples row() {
        room(2);
        buffer.putShort((short) columns);
        return this;
    }

    CopyTuples number(long value) {
        room(12);
        buffer.putInt(8).putLong(value);
        return this;
    }

    CopyTuples flag(@Nullable Boolean value) {
        if (value == null) {
            return nothing();
        }
        room(5);
        buffer.putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    CopyTuples text(@Nullable String value) {
        return value == null ? nothing() : encoded(value);
    }

    CopyTuples array(@Nullable List<String> items) {
        if (items == null) {
            return nothing();
        }
        room(24);
        int start = buffer.position();
        buffer.putInt(0).putInt(items.isEmpty() ? 0 : 1).putInt(0).putInt(TEXT_OID);
        if (!items.isEmpty()) {
            buffer.putInt(items.size()).putInt(1);
        }
        items.forEach(this::encoded);
        buffer.putInt(start, buffer.position() - start - 4);
        return this;
    }

    private CopyTuples nothing() {
        room(4);
        buffer.putInt(NULL);
        return this;
    }

    private CopyTuples encoded(String value) {
        int length = value.length();
        room(4 + length);
        int start = buffer.position();
        int at = start + 4;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                return beyondAscii(value);
            }
            bytes[at++] = (byte) c;
        }
        buffer.putInt(start, length).position(at);
        return this;
    }

    private CopyTuples beyondAscii(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        room(4 + encoded.length);
        buffer.putInt(encoded.length).put(encoded);
        return this;
    }

    private void room(int more) {
        int length = buffer.position();
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
            buffer = ByteBuffer.wrap(bytes).position(length);
        }
    }
}
