package dev.rollcall.run.jdbc;

import dev.rollcall.run.Rejects;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class JdbcRejects implements Rejects {
    private final JdbcClient jdbc;

    JdbcRejects(DataSource source) {
        this.jdbc = JdbcClient.create(source);
    }

    @Override
    public List<Map<String, @Nullable Object>> of(long runId, long after, int limit) {
        return jdbc.sql(
                        """
                        select number, line, employee_id, stage, code, variant, attribute, header, value, facts from finding
                        where run_id = :run and number > :after and stage <> 'push'
                            and code not in ('EMAIL_CHANGE_UNSUPPORTED', 'GLOBAL_CHANGE_REPORTED', 'INVITATION_EXPIRED')
                        order by number limit :limit""")
                .param("run", runId)
                .param("after", after)
                .param("limit", limit)
                .query(JdbcRejects::view)
                .list();
    }

    private static Map<String, @Nullable Object> view(ResultSet row, int n) throws SQLException {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("number", row.getLong("number"));
        all.put("line", row.getLong("line"));
        all.put("employeeId", row.getString("employee_id"));
        all.put("stage", row.getString("stage"));
        all.put("code", row.getString("code"));
        all.put("variant", row.getString("variant"));
        all.put("attribute", row.getString("attribute"));
        all.put("header", row.getString("header"));
        all.put("value", row.getString("value"));
        all.put("facts", row.getArray("facts").getArray());
        return all;
    }
}
