package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.person.Value;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads people out of rows of `staged_row` and `tenant_user`.
final class CandidateRow {

    private static final Map<Attribute, String> TEXTS = Map.of(
            Attribute.NAME, "name",
            Attribute.EMAIL, "email",
            Attribute.PHONE, "phone",
            Attribute.USERNAME, "username",
            Attribute.ORGANIZATION, "organization",
            Attribute.MEMBERSHIP_TYPE, "membership_type");
    private static final List<Attribute> SETS = List.of(Attribute.TAGS, Attribute.GROUPS, Attribute.ROLES);

    private CandidateRow() {}

    /// What the row wants, references still in HR's words.
    static Attributes wanted(ResultSet row) throws SQLException {
        Map<Attribute, Value> wanted = new EnumMap<>(Attribute.class);
        for (Map.Entry<Attribute, String> text : TEXTS.entrySet()) {
            String value = row.getString(text.getValue());
            if (value != null) {
                wanted.put(text.getKey(), Value.text(value));
            }
        }
        for (Attribute set : SETS) {
            Array array = row.getArray(set.key());
            if (array != null) {
                wanted.put(set, Value.items(items(array)));
            }
        }
        return new Attributes(wanted);
    }

    /// The tenant's user from columns that start with `prefix`.
    static TenantUser user(ResultSet row, String prefix, Abilities abilities) throws SQLException {
        Map<Attribute, Value> has = new EnumMap<>(Attribute.class);
        for (Map.Entry<Attribute, String> text : TEXTS.entrySet()) {
            if (abilities.readable().contains(text.getKey())) {
                has.put(text.getKey(), Value.text(row.getString(prefix + text.getValue())));
            }
        }
        for (Attribute set : SETS) {
            if (abilities.readable().contains(set)) {
                has.put(set, Value.items(items(row.getArray(prefix + set.key()))));
            }
        }
        return new TenantUser(
                new TenantUserId(row.getString(prefix + "id")),
                Optional.ofNullable(row.getString(prefix + "employee_id"))
                        .filter(id -> !id.isEmpty())
                        .map(EmployeeId::new),
                row.getBoolean(prefix + "active"),
                new Attributes(has),
                row.getBoolean(prefix + "untouchable"));
    }

    static Map<Attribute, SortedSet<String>> own(ResultSet row, Abilities abilities) throws SQLException {
        Map<Attribute, SortedSet<String>> own = new EnumMap<>(Attribute.class);
        for (Attribute set : SETS) {
            if (abilities.readable().contains(set)) {
                own.put(set, new TreeSet<>(items(row.getArray("own_" + set.key()))));
            }
        }
        return own;
    }

    private static List<String> items(@Nullable Array array) throws SQLException {
        return array == null
                ? List.of()
                : Arrays.stream((String[]) array.getArray())
                        .filter(item -> item != null && !item.isEmpty())
                        .toList();
    }
}
