package dev.rollcall.sandbox.deskhero;

/// A call that Deskhero turns down. The codes are this imitation's own: no page names any.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String text;
    private final String field;

    Refusal(int status, String code, String text, String field) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.text = text;
        this.field = field;
    }

    static Refusal invalid(String field, String text) {
        return new Refusal(400, "INVALID", text, field);
    }

    static Refusal forbidden(String text) {
        return new Refusal(403, "FORBIDDEN", text, "");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return text;
    }

    String field() {
        return field;
    }
}
