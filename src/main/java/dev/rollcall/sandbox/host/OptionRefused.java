package dev.rollcall.sandbox.host;

/// An option or a value that the imitated tenant does not have.
public final class OptionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OptionRefused(String message) {
        super(message);
    }
}
