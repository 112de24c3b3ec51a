package dev.rollcall.source.tenant;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.Value;
import dev.rollcall.source.ndjson.Json;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// Writes users as records: `{"employeeId":"E1","active":true,"name":"…","tags":["Gudang"]}`.
final class UserLines {
    private UserLines() {}

    /// @param names of what users point at, by kind and id
    /// @param knowsEmployeeIds where the tenant does not, the user's id there stands in for the employee ID
    static void write(
            List<TenantUser> users,
            Map<Attribute, Map<String, String>> names,
            boolean knowsEmployeeIds,
            OutputStream target) {
        try (JsonGenerator out = Json.lines(target)) {
            for (TenantUser user : users) {
                out.writeStartObject();
                out.writeStringProperty("id", user.id().value());
                String own = knowsEmployeeIds ? "" : user.id().value();
                out.writeStringProperty(
                        Attribute.EMPLOYEE_ID.key(),
                        user.employeeId().map(EmployeeId::value).orElse(own));
                out.writeBooleanProperty(Attribute.ACTIVE.key(), user.active());
                user.attributes()
                        .values()
                        .forEach((attribute, value) ->
                                value(out, attribute.key(), value, names.getOrDefault(attribute, Map.of())));
                out.writeEndObject();
            }
        }
        end(users, target);
    }

    private static void value(JsonGenerator out, String key, Value value, Map<String, String> names) {
        switch (value) {
            case Value.Text text -> out.writeStringProperty(key, names.getOrDefault(text.text(), text.text()));
            case Value.Flag flag -> out.writeBooleanProperty(key, flag.on());
            case Value.Items items -> {
                out.writeArrayPropertyStart(key);
                items.items().forEach(item -> out.writeString(names.getOrDefault(item, item)));
                out.writeEndArray();
            }
        }
    }

    private static void end(List<TenantUser> users, OutputStream target) {
        if (!users.isEmpty()) {
            try {
                target.write("\n".getBytes(StandardCharsets.UTF_8));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
