package dev.rollcall.source.ndjson;

import dev.rollcall.source.Whole;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The last line of an archived pull: `{"_rollcall":{"pages":4,"total":800,"flaws":[]}}`. An archive without it was
/// cut.
record Trailer(long pages, OptionalLong total, List<String> flaws) {
    static final String KEY = "_rollcall";

    Trailer {
        flaws = List.copyOf(flaws);
    }

    Whole whole(long bytes, String sha256) {
        return new Whole(bytes, sha256, pages, total, flaws);
    }

    byte[] line() {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = Json.lines(bytes)) {
            out.writeStartObject();
            out.writeObjectPropertyStart(KEY);
            out.writeNumberProperty("pages", pages);
            total.ifPresent(t -> out.writeNumberProperty("total", t));
            out.writeArrayPropertyStart("flaws");
            flaws.forEach(out::writeString);
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /// The parser stands on the trailer's one property; it is left on the end of its object.
    static Trailer read(JsonParser parser) {
        long pages = 0;
        OptionalLong total = OptionalLong.empty();
        List<String> flaws = new ArrayList<>();
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "pages" -> pages = parser.getLongValue();
                case "total" -> total = OptionalLong.of(parser.getLongValue());
                case "flaws" -> flaws = texts(parser);
                default -> parser.skipChildren();
            }
        }
        parser.nextToken();
        return new Trailer(pages, total, flaws);
    }

    private static List<String> texts(JsonParser parser) {
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(parser.getString());
        }
        return texts;
    }
}
