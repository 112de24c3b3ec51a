package dev.rollcall.sandbox.garment;

import java.util.LinkedHashMap;
import java.util.Map;

/// A call that Garment turns down. Callers decide by `code`; the codes are this imitation's, the statuses the
/// vendor's.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final LinkedHashMap<String, String> errors;

    private Refusal(int status, String code, Map<String, String> errors) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.errors = new LinkedHashMap<>(errors);
    }

    static Refusal of(int status, String code) {
        return new Refusal(status, code, Map.of());
    }

    /// @param errors by field: what is wrong with it
    static Refusal invalid(Map<String, String> errors) {
        return new Refusal(422, "VALIDATION_ERROR", errors);
    }

    static Refusal invalid(String field, String error) {
        return invalid(Map.of(field, error));
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    Map<String, String> errors() {
        return errors;
    }
}
