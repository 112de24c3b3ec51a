package dev.rollcall.source.http;

import dev.rollcall.source.ndjson.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/// Goes through the text of one page while it arrives: the records go to a spool, the total and the next cursor are
/// picked up on the way. The page is never held.
final class PageText {
    private static final long MOST_BYTES = 8L << 30;

    private final String records;
    private final String total;
    private final String next;
    private final Spool spool;
    private final CRC32C print = new CRC32C();
    private boolean found;
    private int count;
    private OptionalLong stated = OptionalLong.empty();
    private Optional<String> cursor = Optional.empty();

    /// @param total JSON Pointer; empty for none
    /// @param next JSON Pointer to the next cursor; empty for none
    PageText(String records, Optional<String> total, String next, Spool spool) {
        this.records = records;
        this.total = total.orElse("");
        this.next = next;
        this.spool = spool;
    }

    /// Not a page of this API: what was seen, without any of its text.
    static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(String seen) {
            super(seen);
        }
    }

    PageRead read(InputStream body) throws IOException {
        var bounded = new Bounded(body, MOST_BYTES);
        try (var lines = new CheckedOutputStream(spool, print);
                JsonGenerator out = Json.lines(lines);
                JsonParser parser = Json.parser(bounded)) {
            parser.nextToken();
            value(parser, "", out);
            if (parser.nextToken() != null) {
                throw new Unreadable("more after the end of its JSON");
            }
            out.flush();
            lines.write('\n');
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new Unreadable("a body that is no whole JSON");
        }
        if (!found && !statesNone()) {
            throw new Unreadable("a body without a list at " + (records.isEmpty() ? "its root" : records));
        }
        return new PageRead(spool, count, stated, cursor, Optional.empty(), print.getValue() << 24 ^ count);
    }

    /// SCIM leaves the list out where there is nobody (RFC 7644, 3.4.2).
    private boolean statesNone() {
        return stated.isPresent() && stated.getAsLong() == 0;
    }

    private void value(JsonParser parser, String at, JsonGenerator out) throws IOException {
        @Nullable JsonToken token = parser.currentToken();
        if (at.equals(records)) {
            list(parser, token, out);
        } else if (token == JsonToken.START_OBJECT && leadsOn(at)) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String below =
                        at + "/" + parser.currentName().replace("~", "~0").replace("/", "~1");
                parser.nextToken();
                value(parser, below, out);
            }
        } else if (token == JsonToken.START_ARRAY && leadsOn(at)) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                value(parser, at + "/" + i, out);
            }
        } else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            parser.skipChildren();
        } else {
            scalar(parser, at);
        }
    }

    private boolean leadsOn(String at) {
        String below = at + "/";
        return List.of(records, total, next).stream().anyMatch(pointer -> pointer.startsWith(below));
    }

    private void scalar(JsonParser parser, String at) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        String text = String.valueOf(parser.getString());
        if (at.equals(total) && text.matches("[0-9]{1,15}")) {
            stated = OptionalLong.of(Long.parseLong(text));
        }
        if (at.equals(next) && !text.isEmpty() && !text.equals("false")) {
            cursor = Optional.of(text);
        }
    }

    private void list(JsonParser parser, @Nullable JsonToken token, JsonGenerator out) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            throw new Unreadable("something else than a list at " + (records.isEmpty() ? "its root" : records));
        }
        found = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new Unreadable("something else than an object in its list");
            }
            out.copyCurrentStructureExact(parser);
            count++;
        }
    }
}
