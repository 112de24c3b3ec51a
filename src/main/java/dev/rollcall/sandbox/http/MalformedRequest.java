package dev.rollcall.sandbox.http;

import java.io.IOException;

/// What came over the wire is not a request that this server reads.
final class MalformedRequest extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    MalformedRequest(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
