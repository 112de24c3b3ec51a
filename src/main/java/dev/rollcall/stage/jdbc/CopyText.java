package dev.rollcall.stage.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lines of COPY's text format, encoded straight into bytes.
final class CopyText {
    private byte[] bytes = new byte[36 * 1024];
    private int length;
    private boolean first = true;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    CopyText number(long value) {
        separate();
        ascii(Long.toString(value));
        return this;
    }

    CopyText flag(@Nullable Boolean value) {
        separate();
        ascii(value == null ? "\\N" : value ? "t" : "f");
        return this;
    }

    CopyText text(@Nullable String value) {
        separate();
        if (value == null) {
            ascii("\\N");
        } else {
            escaped(value, false);
        }
        return this;
    }

    CopyText array(@Nullable List<String> items) {
        if (items == null) {
            return text(null);
        }
        separate();
        room(2);
        bytes[length++] = '{';
        for (int i = 0; i < items.size(); i++) {
            ascii(i == 0 ? "\"" : ",\"");
            escaped(items.get(i), true);
            ascii("\"");
        }
        room(1);
        bytes[length++] = '}';
        return this;
    }

    void endLine() {
        room(1);
        bytes[length++] = '\n';
        first = true;
    }

    private void separate() {
        if (!first) {
            room(1);
            bytes[length++] = '\t';
        }
        first = false;
    }

    private void ascii(String text) {
        int n = text.length();
        room(n);
        for (int i = 0; i < n; i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    private void escaped(String value, boolean inArray) {
        int n = value.length();
        room(n * 4);
        for (int i = 0; i < n; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                beyondAscii(value.substring(i), inArray);
                return;
            }
            sign(c, inArray);
        }
    }

    private void beyondAscii(String rest, boolean inArray) {
        byte[] encoded = rest.getBytes(StandardCharsets.UTF_8);
        room(encoded.length * 4);
        for (byte b : encoded) {
            sign(b, inArray);
        }
    }

    private void sign(int b, boolean inArray) {
        switch (b) {
            case '\\' -> {
                backslash();
                if (inArray) {
                    backslash();
                    backslash();
                }
                bytes[length++] = '\\';
            }
            case '"' -> {
                if (inArray) {
                    backslash();
                    backslash();
                }
                bytes[length++] = '"';
            }
            case '\t' -> letter('t');
            case '\n' -> letter('n');
            case '\r' -> letter('r');
            default -> bytes[length++] = (byte) b;
        }
    }

    private void letter(char letter) {
        backslash();
        bytes[length++] = (byte) letter;
    }

    private void backslash() {
        bytes[length++] = '\\';
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
