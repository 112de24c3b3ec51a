package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps the first rows as parsed, for showing.
final class Preview {
    private final int most;
    private final List<Understanding.Row> rows = new ArrayList<>();

    Preview(int most) {
        this.most = most;
    }

    void see(RowRules.Judged judged) {
        if (rows.size() < most) {
            StagedRow row = judged.row();
            rows.add(new Understanding.Row(row.line(), values(row), judged.findings()));
        }
    }

    List<Understanding.Row> rows() {
        return List.copyOf(rows);
    }

    private static Map<Attribute, Object> values(StagedRow row) {
        Map<Attribute, Object> values = new EnumMap<>(Attribute.class);
        put(values, Attribute.EMPLOYEE_ID, row.employeeId());
        put(values, Attribute.NEW_EMPLOYEE_ID, row.newEmployeeId());
        put(values, Attribute.NAME, row.name());
        put(values, Attribute.EMAIL, row.email());
        put(values, Attribute.PHONE, row.phone());
        put(values, Attribute.USERNAME, row.username());
        put(values, Attribute.ACTIVE, row.active());
        put(values, Attribute.TAGS, row.tags());
        put(values, Attribute.ORGANIZATION, row.organization());
        put(values, Attribute.GROUPS, row.groups());
        put(values, Attribute.ROLES, row.roles());
        put(values, Attribute.MEMBERSHIP_TYPE, row.membershipType());
        return values;
    }

    private static void put(Map<Attribute, Object> values, Attribute attribute, @Nullable Object value) {
        if (value != null && !"".equals(value)) {
            values.put(attribute, value);
        }
    }
}
