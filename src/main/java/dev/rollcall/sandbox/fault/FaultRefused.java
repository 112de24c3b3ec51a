package dev.rollcall.sandbox.fault;

/// An order for a fault that cannot be understood.
public final class FaultRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FaultRefused(String message) {
        super(message);
    }
}
