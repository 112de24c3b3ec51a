package dev.rollcall.connector.ruangkerja;

import dev.rollcall.connector.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;

/// The shapes of Ruangkerja's answers, as far as they are read. A body with an errorCode is a failure (2.1 of the
/// API's reference); the names for reading a user differ from those for writing one.
final class Wire {

    static final ObjectReader TOKEN = Json.reader(TokenAnswer.class);
    static final ObjectReader USERS = Json.reader(UsersAnswer.class);
    static final ObjectReader TAGS = Json.reader(TagsAnswer.class);
    static final ObjectReader STRUCTURE = Json.reader(StructureAnswer.class);
    static final ObjectReader SERIAL = Json.reader(SerialAnswer.class);
    static final ObjectReader BULK = Json.reader(BulkAnswer.class);

    private Wire() {}

    /// Every answer: either an error, or data of its own kind.
    interface Enveloped<D> {
        @Nullable
        Integer errorCode();

        @Nullable
        String message();

        @Nullable
        String detail();

        @Nullable
        D data();
    }

    record TokenAnswer(
            @Nullable Integer errorCode,
            @Nullable String message,
            @Nullable String detail,
            @Nullable Token data) implements Enveloped<Token> {}

    record UsersAnswer(
            @Nullable Integer errorCode,
            @Nullable String message,
            @Nullable String detail,
            @Nullable Users data) implements Enveloped<Users> {}

    record TagsAnswer(
            @Nullable Integer errorCode,
            @Nullable String message,
            @Nullable String detail,
            @Nullable Tags data) implements Enveloped<Tags> {}

    record StructureAnswer(
            @Nullable Integer errorCode,
            @Nullable String message,
            @Nullable String detail,
            @Nullable Structure data) implements Enveloped<Structure> {}

    record SerialAnswer(
            @Nullable Integer errorCode,
            @Nullable String message,
            @Nullable String detail,
            @Nullable Serial data) implements Enveloped<Serial> {}

    record BulkAnswer(
            @Nullable Integer errorCode,
            @Nullable String message,
            @Nullable String detail,
            @Nullable Bulk data) implements Enveloped<Bulk> {}

    record Token(@Nullable String accessToken) {}

    record Users(
            @Nullable Integer currentPage,
            @Nullable Long totalItems,
            @Nullable Integer totalPage,
            @Nullable List<User> items) {}

    record Tags(
            @Nullable Integer currentPage,
            @Nullable Long totalItems,
            @Nullable Integer totalPage,
            @Nullable List<Tag> items) {}

    record User(
            @Nullable String employeeID,
            @Nullable String name,
            @Nullable String username,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Boolean isActive,
            @Nullable String organizationLevelSerial,
            @Nullable List<Tag> tags) {}

    record Tag(@Nullable String serial, @Nullable String name) {}

    record Structure(@Nullable List<Organization> organizations) {}

    record Organization(
            @Nullable String name,
            @Nullable String serial,
            @Nullable Boolean isActive,
            @Nullable List<Organization> childOrganizations) {}

    record Serial(@Nullable String serial) {}

    record Bulk(
            @Nullable List<BulkItem> failedItems, @Nullable List<BulkItem> successItems) {}

    record BulkItem(
            @Nullable Payload payload,
            @Nullable Serial response,
            @Nullable BulkError error) {}

    /// What of a sent item tells which one it was.
    record Payload(@Nullable String employeeID, @Nullable String name) {}

    record BulkError(
            @Nullable Integer errorCode,
            @Nullable String message,
            @Nullable String detail) {}
}
