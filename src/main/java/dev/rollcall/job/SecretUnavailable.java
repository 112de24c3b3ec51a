package dev.rollcall.job;

/// A secret that was there when the job file was read is gone now that it is needed.
public final class SecretUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SecretUnavailable(String key, String expected) {
        super(key + ": expected " + expected);
    }
}
