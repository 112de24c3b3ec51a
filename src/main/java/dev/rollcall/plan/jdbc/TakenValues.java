package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.RowCode;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.PlannedChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/// Rejects changes that need a value which another user of the tenant has and, by this plan, keeps.
record TakenValues(JdbcTemplate jdbc, PlanOrder order, Draft draft) {

    private record Taking(int index, String key) {}

    void reject() {
        boolean anybody = !jdbc.queryForList("select 1 from tenant_user where run_id = ? limit 1", order.runId())
                .isEmpty();
        if (anybody) {
            for (Attribute attribute : List.of(Attribute.EMAIL, Attribute.PHONE, Attribute.USERNAME)) {
                if (order.abilities().unique().contains(attribute)) {
                    reject(attribute);
                }
            }
        }
    }

    private void reject(Attribute attribute) {
        List<PlannedChange> changes = List.copyOf(draft.changes());
        List<Taking> takings = new ArrayList<>();
        Set<String> givenUp = new HashSet<>();
        for (int i = 0; i < changes.size(); i++) {
            String wants = Comparison.key(attribute, changes.get(i).after().text(attribute));
            if (!wants.isEmpty()) {
                takings.add(new Taking(i, wants));
            }
            if (changes.get(i).after().has(attribute)) {
                givenUp.add(Comparison.key(attribute, changes.get(i).before().text(attribute)));
            }
        }
        if (takings.isEmpty()) {
            return;
        }
        jdbc.execute("create temp table if not exists taking (index int not null, key text not null) on commit drop");
        jdbc.execute("truncate taking");
        jdbc.update(
                "insert into taking select * from unnest(?::int[], ?::text[])",
                new SqlArrayValue("int", takings.stream().map(Taking::index).toArray()),
                new SqlArrayValue("text", takings.stream().map(Taking::key).toArray()));
        jdbc.execute("analyze taking");
        String sql = "select t.index, t.key, u.remote_id from taking t join tenant_user u on u.run_id = ? and "
                + held(attribute) + " = t.key";
        jdbc.query(
                sql,
                row -> {
                    PlannedChange change = changes.get(row.getInt("index"));
                    boolean own = change.remoteId()
                            .filter(row.getString("remote_id")::equals)
                            .isPresent();
                    if (!own && !givenUp.contains(row.getString("key"))) {
                        draft.rejectChange(change, code(attribute), "tenant", attribute);
                    }
                },
                order.runId());
    }

    private static String held(Attribute attribute) {
        return switch (attribute) {
            case EMAIL -> "coalesce(u.email_key, u.email)";
            case PHONE -> "coalesce(u.phone_key, u.phone)";
            default -> "u.username";
        };
    }

    private static RowCode code(Attribute attribute) {
        return switch (attribute) {
            case EMAIL -> RowCode.EMAIL_TAKEN;
            case PHONE -> RowCode.DUPLICATE_PHONE;
            default -> RowCode.DUPLICATE_USERNAME;
        };
    }
}
