package dev.rollcall.stage.jdbc;

import dev.rollcall.stage.KnownPeople.Named;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Counts the linked people that the rows of a run name, rejected rows too: under their ID, and where that does not
/// suffice under one they had before. It stops counting when it is enough.
final class NamedPeople {
    private static final String LINKED = "select count(*) from link where job = ?";

    private static final String NAMED = """
            with named as not materialized (
                select employee_id from %1$s
                union all select new_employee_id from %1$s where new_employee_id is not null
                union all select employee_id from rejected_row where run_id = %2$d and employee_id is not null
            )
            """;

    private static final String NOW = NAMED + """
            select count(*)
            from (select 1 from link l
                  where l.job = ? and exists (select from named n where n.employee_id = l.employee_id)
                  limit ?) found
            """;

    private static final String NOW_OR_BEFORE = NAMED + """
            select count(*)
            from (select l.employee_id
                  from (select employee_id, employee_id as id from link where job = ?
                        union all
                        select employee_id, unnest(previous_ids) from link where job = ?) l
                  join named n on n.employee_id = l.id
                  group by l.employee_id) found
            """;

    private NamedPeople() {}

    /// @param percent of the linked people that are enough
    static Named among(Connection connection, String table, long runId, String job, int percent) throws SQLException {
        long linked = number(connection, LINKED, job);
        long enough = new Named(linked, 0).enough(percent);
        long named = number(connection, NOW.formatted(table, runId), job, enough);
        return new Named(
                linked, named < enough ? number(connection, NOW_OR_BEFORE.formatted(table, runId), job, job) : named);
    }

    private static long number(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (ResultSet found = query.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }
}
