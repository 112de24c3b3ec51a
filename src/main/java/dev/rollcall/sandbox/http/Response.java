package dev.rollcall.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A whole answer, before anything is done to it on its way out.
///
/// @param contentType empty for an answer without a body
@SuppressWarnings("ArrayRecordComponent") // responses are never compared
public record Response(int status, String contentType, List<Header> headers, byte[] body) {

    private static final String JSON = "application/json; charset=utf-8";

    /// One line of the head.
    public record Header(String name, String value) {}

    public Response {
        headers = List.copyOf(headers);
    }

    public static Response json(int status, byte[] body) {
        return new Response(status, JSON, List.of(), body);
    }

    public static Response json(int status, String body) {
        return json(status, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Response text(int status, String body) {
        return new Response(status, "text/plain; charset=utf-8", List.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Response html(int status, String body) {
        return new Response(status, "text/html; charset=utf-8", List.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Response empty(int status) {
        return new Response(status, "", List.of(), new byte[0]);
    }

    public Response with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Response(status, contentType, more, body);
    }
}
