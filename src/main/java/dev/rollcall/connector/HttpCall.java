package dev.rollcall.connector;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One request to be sent. Prints without headers and body: they hold tokens and personal data.
///
/// @param target path and query below the base URL, encoded
public record HttpCall(String method, String target, Map<String, String> headers, Optional<Body> body) {

    /// The bytes of a body; never printed.
    public static final class Body {
        private final byte[] bytes;

        private Body(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    /// A call that asks and gives JSON.
    public static HttpCall json(String method, String target) {
        Map<String, String> headers = Map.of("Accept", "application/json", "Content-Type", "application/json");
        return new HttpCall(method, target, headers, Optional.empty());
    }

    public HttpCall header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpCall(method, target, more, body);
    }

    public HttpCall body(byte[] bytes) {
        return new HttpCall(method, target, headers, Optional.of(new Body(bytes)));
    }

    /// A text as one part of a path or a query value.
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        int query = target.indexOf('?');
        return method + " " + (query < 0 ? target : target.substring(0, query));
    }
}
