package dev.rollcall.trigger;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/// A refusal on its way out: RFC 9457 with a stable `code`.
class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final HttpStatus status;
    private final String code;

    Problem(HttpStatus status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    HttpStatus status() {
        return status;
    }

    static Problem invalid(String code, String message) {
        return new Problem(HttpStatus.BAD_REQUEST, code, message);
    }

    static Problem notFound(String code, String message) {
        return new Problem(HttpStatus.NOT_FOUND, code, message);
    }

    Map<String, Object> body() {
        return body(status, code, String.valueOf(getMessage()));
    }

    static Map<String, Object> body(HttpStatus status, String code, String detail) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("code", code);
        body.put("detail", detail);
        return body;
    }
}
