package dev.rollcall.tenant;

/// Why a line to a tenant gave up.
///
/// @param detail what was seen last, for people; without secrets and personal data
public record Trouble(Reason reason, String detail) {

    /// The name is the run's `reason`.
    public enum Reason {
        CREDENTIALS_REFUSED,
        TENANT_UNAVAILABLE
    }
}
