package dev.rollcall.plan.jdbc;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/// Rows on their way into a table by COPY, some thousand at a time, so that memory does not grow with them.
final class CopyLines {

    private static final int CHARACTERS_AT_ONCE = 1 << 20;

    private final JdbcTemplate jdbc;
    private final String copy;
    private final StringBuilder lines = new StringBuilder(CHARACTERS_AT_ONCE / 8);

    /// @param table with the columns that each row gives, in order: `drafted (no, action)`
    CopyLines(JdbcTemplate jdbc, String table) {
        this.jdbc = jdbc;
        this.copy = "copy " + table + " from stdin";
    }

    CopyLines text(@Nullable String value) {
        separate();
        if (value == null) {
            lines.append("\\N");
        } else {
            escape(value);
        }
        return this;
    }

    CopyLines number(@Nullable Long value) {
        separate();
        lines.append(value == null ? "\\N" : value.toString());
        return this;
    }

    CopyLines flag(boolean value) {
        separate();
        lines.append(value ? 't' : 'f');
        return this;
    }

    CopyLines array(Collection<?> values) {
        StringBuilder array = new StringBuilder(2 + 8 * values.size()).append('{');
        for (Object value : values) {
            array.append(array.length() > 1 ? "," : "").append('"');
            array.append(value.toString().replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return text(array.append('}').toString());
    }

    void end() {
        lines.append('\n');
        if (lines.length() > CHARACTERS_AT_ONCE) {
            flush();
        }
    }

    void flush() {
        if (lines.isEmpty()) {
            return;
        }
        String rows = lines.toString();
        lines.setLength(0);
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            try {
                return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, new StringReader(rows));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void separate() {
        if (!lines.isEmpty() && lines.charAt(lines.length() - 1) != '\n') {
            lines.append('\t');
        }
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> lines.append("\\\\");
                case '\t' -> lines.append("\\t");
                case '\n' -> lines.append("\\n");
                case '\r' -> lines.append("\\r");
                default -> lines.append(c);
            }
        }
    }
}
