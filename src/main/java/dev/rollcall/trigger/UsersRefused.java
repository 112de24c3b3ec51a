package dev.rollcall.trigger;

/// The users in the settings cannot be what was meant.
public final class UsersRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String nextStep;

    UsersRefused(String found, String nextStep) {
        super(found, null, false, false);
        this.nextStep = nextStep;
    }

    public String nextStep() {
        return nextStep;
    }
}
