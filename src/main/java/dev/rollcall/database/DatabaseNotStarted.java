package dev.rollcall.database;

/// The database cannot be used, and waiting would not help.
public final class DatabaseNotStarted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String nextStep;

    DatabaseNotStarted(String found, String nextStep) {
        super(found);
        this.nextStep = nextStep;
    }

    DatabaseNotStarted(String found, String nextStep, Throwable cause) {
        super(found, cause);
        this.nextStep = nextStep;
    }

    /// What a person should do about it.
    public String nextStep() {
        return nextStep;
    }
}
