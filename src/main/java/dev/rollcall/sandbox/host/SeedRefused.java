package dev.rollcall.sandbox.host;

/// Seeds, or a change by hand, that the imitated tenant cannot hold.
public final class SeedRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SeedRefused(String message) {
        super(message);
    }
}
