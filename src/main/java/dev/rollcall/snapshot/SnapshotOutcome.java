package dev.rollcall.snapshot;

import dev.rollcall.tenant.Trouble;

/// How reading the tenant ended.
public sealed interface SnapshotOutcome {
    /// Every user that the tenant states was read.
    record Taken(long users) implements SnapshotOutcome {}

    /// The tenant's list never had as many users as it states: planning on it would create people twice.
    record Incomplete(long found, long expected) implements SnapshotOutcome {}

    /// The tenant cannot be used.
    record Unusable(Trouble trouble) implements SnapshotOutcome {}

    /// The tenant refused to be read; code and message word for word.
    record Refused(String what, String code, String message) implements SnapshotOutcome {}
}
