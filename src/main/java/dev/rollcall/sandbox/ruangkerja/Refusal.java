package dev.rollcall.sandbox.ruangkerja;

import dev.rollcall.sandbox.host.Json;
import tools.jackson.databind.node.ObjectNode;

/// A call, or an item of a bulk call, that Ruangkerja turns down. Only codes that its pages name are used;
/// everything else is 400 BAD_REQUEST with a detail.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String name;
    private final String detail;

    private Refusal(int code, String name, String detail) {
        super(name, null, false, false);
        this.code = code;
        this.name = name;
        this.detail = detail;
    }

    static Refusal badRequest(String detail) {
        return new Refusal(400, "BAD_REQUEST", detail);
    }

    static Refusal employeeIdExists() {
        return new Refusal(10101, "USER_EMPLOYEE_ID_EXISTS", "employee id already been taken");
    }

    static Refusal emailExists() {
        return new Refusal(10102, "USER_EMAIL_EXISTS", "user email already been taken");
    }

    static Refusal tagNameExists() {
        return new Refusal(11101, "TAG_NAME_EXISTS", "tag name already been taken");
    }

    static Refusal token() {
        String text = "rpc error: code = PermissionDenied desc = Token is not valid";
        return new Refusal(123, text, text);
    }

    boolean isToken() {
        return code == 123;
    }

    /// The body of the answer, or the error of a failed item.
    ObjectNode json() {
        return Json.object().put("errorCode", code).put("message", name).put("detail", detail);
    }
}
