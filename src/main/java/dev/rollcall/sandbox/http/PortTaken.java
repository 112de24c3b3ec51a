package dev.rollcall.sandbox.http;

import org.springframework.modulith.NamedInterface;

/// The sandbox cannot listen where it was asked to. Open to the start, which says so in words.
@NamedInterface("port")
public final class PortTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTaken(int port, Throwable cause) {
        super("the sandbox cannot listen on 127.0.0.1:" + port + ": another program does, perhaps a sandbox", cause);
    }
}
