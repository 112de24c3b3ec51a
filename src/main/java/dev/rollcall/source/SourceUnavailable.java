package dev.rollcall.source;

/// A source that did not give its export. The message says what was seen and what to do, without secrets and
/// personal data.
public final class SourceUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The name is the run's `reason`.
    public enum Reason {
        CREDENTIALS_REFUSED,
        SOURCE_UNAVAILABLE
    }

    private final Reason reason;

    public SourceUnavailable(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public static SourceUnavailable because(String detail) {
        return new SourceUnavailable(Reason.SOURCE_UNAVAILABLE, detail);
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
