package dev.rollcall.report.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import dev.rollcall.person.RowCode;
import dev.rollcall.report.Fault;
import dev.rollcall.report.Labels;
import dev.rollcall.report.RunRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/// The run's findings, journal and references in PostgreSQL.
@Repository
public class JdbcRunRecord implements RunRecord {
    private static final int ROWS_AT_ONCE = 2_000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate reading;

    public JdbcRunRecord(DataSource database) {
        jdbc = new JdbcTemplate(database);
        jdbc.setFetchSize(ROWS_AT_ONCE);
        reading = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    @Override
    public void faults(long runId, Consumer<Iterator<Fault>> use) {
        reading.executeWithoutResult(_ -> {
            try (Stream<Fault> faults = jdbc.queryForStream("""
                    select f.number, f.line, f.employee_id, f.stage, f.code, f.variant, f.attribute, f.header, f.value,
                           f.facts, '' as remote_code, '' as remote_message, 0 as attempts
                    from finding f
                    where f.run_id = ? and f.stage <> 'push'
                    union all
                    select 0, coalesce(c.line, 0), c.employee_id, 'push', coalesce(j.code, upper(j.state)),
                           coalesce(j.variant, case when j.remote_code = 'NOT_FOUND' and j.remote_message = ''
                                                    then 'gone' else 'push' end),
                           j.attribute, coalesce(h.header, j.attribute, ''),
                           case when jsonb_typeof(c.after -> j.attribute) = 'string' then c.after ->> j.attribute
                                else '' end,
                           array[coalesce(j.remote_code, ''), coalesce(j.remote_message, ''), j.attempts::text],
                           coalesce(j.remote_code, ''), coalesce(j.remote_message, ''), j.attempts
                    from journal j
                    join planned_change c on c.run_id = j.run_id and c.seq = j.seq
                    left join planned_header h on h.run_id = j.run_id and h.attribute = j.attribute
                    where j.run_id = ? and j.state in ('failed', 'stale') and c.kind = 'change'
                    order by line, number
                    """, (row, _) -> fault(row), runId, runId)) {
                use.accept(faults.iterator());
            }
        });
    }

    @Override
    public List<Fault> rejects(long runId, long afterNumber, int limit) {
        String[] told = Arrays.stream(RowCode.values())
                .filter(RowCode::isTold)
                .map(Enum::name)
                .toArray(String[]::new);
        return jdbc.query("""
                select number, line, employee_id, stage, code, variant, attribute, header, value, facts,
                       '' as remote_code, '' as remote_message, 0 as attempts
                from finding
                where run_id = ? and number > ? and stage <> 'push' and code <> all (?)
                order by number
                limit ?
                """, (row, _) -> fault(row), runId, afterNumber, told, limit);
    }

    @Override
    public List<String> notCompared(long runId) {
        return jdbc.queryForList(
                "select header from planned_header where run_id = ? and not compared order by header collate \"C\"",
                String.class,
                runId);
    }

    @Override
    public Labels labels(long runId) {
        Map<Attribute, Map<String, String>> names = new EnumMap<>(Attribute.class);
        jdbc.query(
                "select kind, id, name from tenant_reference where run_id = ?",
                row -> {
                    Attribute.ofKey(row.getString("kind"))
                            .ifPresent(kind -> put(names.computeIfAbsent(kind, _ -> new HashMap<>()), row));
                },
                runId);
        return new Labels(names);
    }

    private static void put(Map<String, String> names, ResultSet row) {
        try {
            names.put(row.getString("id"), row.getString("name"));
        } catch (SQLException e) {
            throw new IllegalStateException("a reference could not be read", e);
        }
    }

    private static Fault fault(ResultSet row) throws SQLException {
        String[] facts = (String[]) row.getArray("facts").getArray();
        String[] code = row.getString("code").split("\\.", 2);
        String variant = Objects.requireNonNullElse(row.getString("variant"), "");
        Finding finding = new Finding(
                row.getLong("line"),
                Optional.ofNullable(row.getString("employee_id")),
                Finding.Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
                RowCode.valueOf(code[0]),
                code.length > 1 ? code[1] : variant,
                Optional.ofNullable(row.getString("attribute")).flatMap(Attribute::ofKey),
                row.getString("header"),
                row.getString("value"),
                List.of(facts));
        return new Fault(
                row.getLong("number"),
                finding,
                row.getString("remote_code"),
                row.getString("remote_message"),
                row.getInt("attempts"));
    }
}
