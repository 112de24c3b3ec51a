package dev.rollcall.person;

/// Why an export was refused whole. Stable: reports, the REST interface and docs/operations.md use these words.
public enum FileCode {
    EMPTY_FILE,
    NO_ROWS,
    MISSING_COLUMN,
    DUPLICATE_COLUMN,
    UNDECODABLE,
    NOT_CSV,
    TOO_LARGE,
    TRUNCATED,
    WRONG_EXPORT
}
