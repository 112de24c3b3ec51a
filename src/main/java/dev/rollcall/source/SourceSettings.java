package dev.rollcall.source;

import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// Where a job's exports come from: the `source` block of a job file, less what is made of the rows (stage).
public sealed interface SourceSettings {

    Mode mode();

    /// Whether an export names everybody, so that who is absent has left, or only some.
    enum Mode {
        FULL,
        DELTA
    }

    /// A file in the inbox or in the body of a call.
    ///
    /// @param settle how long size and time must stand still before a file is taken
    record Csv(Mode mode, Pickup pickup, Duration settle, CsvShape shape) implements SourceSettings {}

    /// Whether a file is taken as soon as it is complete, or waits for the schedule.
    enum Pickup {
        IMMEDIATELY,
        SCHEDULED
    }

    /// A partner's API that is pulled.
    ///
    /// @param records JSON Pointer to the array of records
    /// @param total JSON Pointer to the number of records that the API states
    /// @param fullEvery how long pulls may ask for changes alone before everything is pulled again
    /// @param rate calls per second; empty for no limit of ours
    /// @param csv the shape of the answer where it is CSV; empty for JSON
    record Http(
            Mode mode,
            URI url,
            Auth auth,
            Paging paging,
            Optional<CsvShape> csv,
            String records,
            Optional<String> total,
            Optional<Since> since,
            Duration fullEvery,
            OptionalInt rate)
            implements SourceSettings {}

    /// The users of another tenant.
    record Tenant(Mode mode, Target tenant) implements SourceSettings {}

    sealed interface Auth {
        record None() implements Auth {}

        record Basic(Secret user, Secret password) implements Auth {}

        record Bearer(Secret token) implements Auth {}

        record Header(String name, Secret value) implements Auth {}

        record OAuth2(URI tokenUrl, Secret clientId, Secret clientSecret, Optional<String> scope) implements Auth {}
    }

    sealed interface Paging {
        record None() implements Paging {}

        record ByPage(String pageParam, Optional<String> sizeParam, int size, int first) implements Paging {}

        /// @param first the number of the first record: 0, or 1 as in SCIM
        record ByOffset(String offsetParam, Optional<String> sizeParam, int size, int first) implements Paging {}

        record ByCursor(String cursorParam, Optional<String> sizeParam, int size, String next) implements Paging {}

        record ByLink(Optional<String> sizeParam, int size) implements Paging {}
    }

    /// Pulls only what changed since the last applied run.
    ///
    /// @param format `rfc3339`, `epoch` or `date`
    /// @param overlap how far before the watermark a pull begins
    record Since(String param, String format, Duration overlap) {}
}
