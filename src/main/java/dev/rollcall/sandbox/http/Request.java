package dev.rollcall.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One request as read from the wire.
///
/// @param path the path as sent, without the query
/// @param query what follows the question mark, as sent; empty when there is none
/// @param headers by lower-case name; of a repeated header the last one counts
@SuppressWarnings("ArrayRecordComponent") // requests are never compared
public record Request(String method, String path, String query, Map<String, String> headers, byte[] body) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The path's parts, decoded; empty parts are left out.
    public List<String> segments() {
        var segments = new ArrayList<String>(6);
        int from = 0;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            if (to > from) {
                segments.add(decoded(path.substring(from, to).replace("+", "%2B")));
            }
            from = to + 1;
        }
        return segments;
    }

    /// The first query parameter of that name; empty when it is absent.
    public Optional<String> parameter(String name) {
        return parameters(name).stream().findFirst();
    }

    public List<String> parameters(String name) {
        var values = new ArrayList<String>(1);
        int from = 0;
        while (from < query.length()) {
            int end = query.indexOf('&', from);
            int to = end < 0 ? query.length() : end;
            int equals = query.indexOf('=', from);
            int nameEnd = equals < 0 || equals > to ? to : equals;
            if (decoded(query.substring(from, nameEnd)).equals(name)) {
                values.add(nameEnd == to ? "" : decoded(query.substring(nameEnd + 1, to)));
            }
            from = to + 1;
        }
        return values;
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
