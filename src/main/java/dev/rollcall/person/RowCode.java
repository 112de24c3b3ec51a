package dev.rollcall.person;

/// Why a row became no change, or a change no success. Stable: reports, the REST interface and docs/operations.md
/// use these words.
public enum RowCode {
    MISSING_EMPLOYEE_ID,
    INVALID_EMPLOYEE_ID,
    MISSING_NAME,
    INVALID_EMAIL,
    INVALID_PHONE,
    INVALID_USERNAME,
    CONTACT_REQUIRED,
    UNKNOWN_VALUE,
    RAGGED_ROW,
    DUPLICATE_EMPLOYEE_ID,
    DUPLICATE_EMAIL,
    DUPLICATE_PHONE,
    DUPLICATE_USERNAME,
    AMBIGUOUS_MATCH,
    UNKNOWN_TAG,
    UNKNOWN_ORGANIZATION,
    UNKNOWN_GROUP,
    UNKNOWN_ROLE,
    AMBIGUOUS_REFERENCE,
    PROTECTED_USER,
    EMPLOYEE_ID_TAKEN,
    EMAIL_TAKEN,
    EMAIL_CHANGE_UNSUPPORTED,
    GLOBAL_CHANGE_REPORTED,
    VALUE_SWAP,
    INVITATION_EXPIRED,
    NOT_UNDOABLE,
    DEPENDS_ON,
    REMOTE_REJECTED,
    REMOTE_UNAVAILABLE,
    STALE;

    /// Whether the code only tells of a difference that is not done, without turning the row away.
    public boolean isTold() {
        return this == EMAIL_CHANGE_UNSUPPORTED
                || this == GLOBAL_CHANGE_REPORTED
                || this == INVITATION_EXPIRED
                || this == NOT_UNDOABLE;
    }
}
