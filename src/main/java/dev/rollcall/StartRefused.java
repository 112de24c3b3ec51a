package dev.rollcall;

/// Rollcall cannot start as it was asked to.
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String nextStep;

    /// @param found what is wrong
    /// @param nextStep what the person who starts it should do
    public StartRefused(String found, String nextStep, Throwable cause) {
        super(found, cause);
        this.nextStep = nextStep;
    }

    String nextStep() {
        return nextStep;
    }
}
