package dev.rollcall.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What runs of an earlier release left is there after the next one has changed the tables.
class EarlierRunsTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @Test
    void keepTheirRowsAndUsersWhereColumnsMove() throws SQLException {
        schema().target("101").load().migrate();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path to earlier");
            statement.execute("create table staged_row_7 (like staged_row including defaults)");
            statement.execute("insert into staged_row_7 (run_id, line, employee_id, name, active, tags, values_print)"
                    + " values (7, 2, 'E1', 'Budi', true, '{a,b}', 5)");
            statement.execute("alter table staged_row attach partition staged_row_7 for values in (7)");
            statement.execute("create table tenant_user_7 partition of tenant_user for values in (7)");
            statement.execute(
                    "insert into tenant_user (run_id, remote_id, employee_id, active, untouchable, name,"
                            + " email, phone, username, tags, organization, groups, roles, membership_type, references_print)"
                            + " values (7, 'U1', 'E1', true, false, 'Budi', 'b@contoh.id', '', '', '{}', '', '{}', '{}', '', 6)");
        }

        schema().load().migrate();

        assertThat(text("select concat_ws(' ', line, employee_id, name, active, tags, values_print, fingerprint)"
                        + " from earlier.staged_row where run_id = 7"))
                .isEqualTo("2 E1 Budi t {a,b} 5 0");
        assertThat(text("select concat_ws(' ', remote_id, employee_id, active, name, email, references_print)"
                        + " from earlier.tenant_user where run_id = 7"))
                .isEqualTo("U1 E1 t Budi b@contoh.id 6");
    }

    private static FluentConfiguration schema() {
        return Flyway.configure().dataSource(database.dataSource()).schemas("earlier");
    }

    private static String text(String sql) {
        return JdbcClient.create(database.dataSource())
                .sql(sql)
                .query(String.class)
                .single();
    }
}
