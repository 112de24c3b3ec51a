package dev.rollcall.stage.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.RowCode;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/// Adds a finding to every row that shares a value with another that is not the same.
final class SharedValues {
    private static final String SQL = """
            with owned as (
                select line, employee_id, fingerprint, %1$s as shown, %2$s as value
                from %5$s
                union all
                select line, employee_id, fingerprint, %3$s, %3$s
                from rejected_row
                where run_id = ?
            ), suspected as (
                select line, employee_id, fingerprint, shown, value
                from owned
                where value <> '' and (cardinality(?::bigint[]) = 0 or line = any(?::bigint[]))
            ), shared as (
                select value, (array_agg(line order by line))[1:11] as lines, count(*) - 1 as others
                from suspected
                group by value
                having count(distinct %4$s) > 1
            )
            insert into finding (run_id, line, employee_id, stage, code, attribute, header, value, facts)
            select ?, line, employee_id, 'parse', ?, ?, ?, shown,
                   array[array_to_string((array_remove(lines, line))[1:10], ', ')
                             || case when others > 10 then ', …' else '' end, others::text]
            from suspected
            join shared using (value)
            order by line
            """;

    private SharedValues() {}

    static void tell(
            Connection connection,
            long runId,
            String table,
            Attribute attribute,
            RowCode code,
            Collection<Long> lines,
            String header)
            throws SQLException {
        Array looked = connection.createArrayOf("bigint", lines.toArray());
        try (PreparedStatement insert = connection.prepareStatement(sql(attribute, table))) {
            insert.setLong(1, runId);
            insert.setArray(2, looked);
            insert.setArray(3, looked);
            insert.setLong(4, runId);
            insert.setString(5, code.name());
            insert.setString(6, attribute.key());
            insert.setString(7, header);
            insert.executeUpdate();
        }
        looked.free();
    }

    private static String sql(Attribute attribute, String table) {
        String ofPeople = "coalesce(employee_id, 'line ' || line)";
        return switch (attribute) {
            case EMPLOYEE_ID -> SQL.formatted("employee_id", "employee_id", "employee_id", "fingerprint", table);
            case EMAIL -> SQL.formatted("email", "coalesce(email_key, email)", "email_key", ofPeople, table);
            case PHONE -> SQL.formatted("phone", "phone", "phone", ofPeople, table);
            case USERNAME -> SQL.formatted("username", "username", "username", ofPeople, table);
            case NEW_EMPLOYEE_ID, NAME, ACTIVE, TAGS, ORGANIZATION, GROUPS, ROLES, MEMBERSHIP_TYPE ->
                throw new IllegalArgumentException(attribute.key() + " may be shared");
        };
    }
}
