package dev.rollcall.source.http;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/// The way through the text of one page: to its records, and past them to the total and the next cursor.
final class PageWalk {
    private final Pointers at;
    private final Taker taker;
    private boolean found;
    private int count;
    private OptionalLong stated = OptionalLong.empty();
    private Optional<String> cursor = Optional.empty();

    PageWalk(Pointers at, Taker taker) {
        this.at = at;
        this.taker = taker;
    }

    /// JSON Pointers into a page; of total and next, empty for none.
    record Pointers(String records, String total, String next) {
        boolean leadOn(String from) {
            String below = from + "/";
            return List.of(records, total, next).stream().anyMatch(pointer -> pointer.startsWith(below));
        }

        String list() {
            return records.isEmpty() ? "its root" : records;
        }
    }

    /// Takes one record after another.
    @FunctionalInterface
    interface Taker {
        /// @param parser stands on the record's begin; is to be left on its end
        void take(JsonParser parser) throws IOException;
    }

    /// @throws PageText.Unreadable where this is no page of the API
    void through(JsonParser parser) throws IOException {
        try {
            parser.nextToken();
            value(parser, "");
            if (parser.nextToken() != null) {
                throw new PageText.Unreadable("more after the end of its JSON");
            }
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new PageText.Unreadable("a body that is no whole JSON");
        }
        if (!found && !statesNone()) {
            throw new PageText.Unreadable("a body without a list at " + at.list());
        }
    }

    int records() {
        return count;
    }

    OptionalLong total() {
        return stated;
    }

    Optional<String> cursor() {
        return cursor;
    }

    /// SCIM leaves the list out where there is nobody (RFC 7644, 3.4.2).
    private boolean statesNone() {
        return stated.isPresent() && stated.getAsLong() == 0;
    }

    private void value(JsonParser parser, String here) throws IOException {
        @Nullable JsonToken token = parser.currentToken();
        if (here.equals(at.records())) {
            list(parser, token);
        } else if (token == JsonToken.START_OBJECT && at.leadOn(here)) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String below =
                        here + "/" + parser.currentName().replace("~", "~0").replace("/", "~1");
                parser.nextToken();
                value(parser, below);
            }
        } else if (token == JsonToken.START_ARRAY && at.leadOn(here)) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                value(parser, here + "/" + i);
            }
        } else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            parser.skipChildren();
        } else {
            scalar(parser, here);
        }
    }

    private void scalar(JsonParser parser, String here) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        String text = String.valueOf(parser.getString());
        if (here.equals(at.total()) && text.matches("[0-9]{1,15}")) {
            stated = OptionalLong.of(Long.parseLong(text));
        }
        if (here.equals(at.next()) && !text.isEmpty() && !text.equals("false")) {
            cursor = Optional.of(text);
        }
    }

    private void list(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            throw new PageText.Unreadable("something else than a list at " + at.list());
        }
        found = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new PageText.Unreadable("something else than an object in its list");
            }
            taker.take(parser);
            count++;
        }
    }
}
