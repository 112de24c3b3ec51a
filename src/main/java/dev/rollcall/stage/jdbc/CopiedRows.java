package dev.rollcall.stage.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.Finding;
import dev.rollcall.person.Print;
import dev.rollcall.person.RowCode;
import dev.rollcall.stage.StageStore;
import dev.rollcall.stage.StagedRow;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Fills a table of its own and attaches it as the run's partition at the end: other runs stage meanwhile. Made
/// and filled in one transaction, the table's rows need no log. Rejects gather while rows are copied, and go in
/// between.
final class CopiedRows implements StageStore.Load {
    private static final List<String> ROW = List.of(
            "run_id",
            "line",
            "employee_id",
            "new_employee_id",
            "name",
            "name_key",
            "email",
            "email_key",
            "phone",
            "username",
            "active",
            "tags",
            "organization",
            "groups",
            "roles",
            "membership_type",
            "fingerprint",
            "values_print",
            "words_print");
    private static final List<String> REJECT =
            List.of("run_id", "line", "employee_id", "email_key", "phone", "username", "fingerprint");
    private static final List<String> FINDING = List.of(
            "run_id", "line", "employee_id", "stage", "code", "variant", "attribute", "header", "value", "facts");
    /// What planning joins by; to look at every column takes several times as long.
    private static final String LOOKED_UP =
            "line, employee_id, new_employee_id, name, email, phone, username, organization, tags";

    /// A third of PostgreSQL's own: IDs are all different, and the few words of the rest are found in any sample.
    private static final int SAMPLED = 30;

    private static final int REJECTS_HELD = 1 << 20;

    private final Connection connection;
    private final long runId;
    private final String table;
    private final CopyStream rows;
    private final CopyStream rejects;
    private final CopyStream findings;
    private final Wordings wordings;
    private boolean kept;

    CopiedRows(Connection connection, long runId, String table) throws SQLException {
        this.connection = connection;
        this.runId = runId;
        this.table = table;
        connection.setAutoCommit(false);
        update("create table " + table + " (like staged_row including defaults, check (run_id = " + runId + "))");
        update("delete from rejected_row where run_id = " + runId);
        // also what was planned of an earlier attempt: whoever has a finding is taken for rejected
        update("delete from finding where run_id = " + runId);
        update("delete from staged_words where run_id = " + runId);
        rows = CopyStream.intoNew(connection, table, ROW);
        rejects = CopyStream.into(connection, "rejected_row", REJECT);
        findings = CopyStream.into(connection, "finding", FINDING);
        wordings = new Wordings(connection, runId);
    }

    @Override
    public void accept(StagedRow row) {
        String name = key(Attribute.NAME, row.name());
        String email = key(Attribute.EMAIL, row.email());
        long words = Print.words(row.tags(), row.organization(), row.groups(), row.roles());
        wordings.see(row, words);
        rows.row()
                .number(runId)
                .number(row.line())
                .text(row.employeeId())
                .text(row.newEmployeeId())
                .text(row.name())
                .text(unlike(name, row.name()))
                .text(row.email())
                .text(unlike(email, row.email()))
                .text(row.phone())
                .text(row.username())
                .flag(row.active())
                .array(row.tags())
                .text(row.organization())
                .array(row.groups())
                .array(row.roles())
                .text(row.membershipType())
                .number(row.fingerprint())
                .number(Print.wanted(row.active(), name, email, row.phone(), row.username(), row.membershipType()))
                .number(words);
        if (rows.isFull()) {
            guarded(rows::send);
        }
    }

    private static @Nullable String key(Attribute attribute, @Nullable String value) {
        return value == null ? null : Comparison.key(attribute, value);
    }

    /// A key that equals its value is not stored.
    private static @Nullable String unlike(@Nullable String key, @Nullable String value) {
        return key == null || key.equals(value) ? null : key;
    }

    @Override
    public void reject(StagedRow read, Collection<Finding> found) {
        String email = read.email();
        rejects.row()
                .number(runId)
                .number(read.line())
                .text(read.employeeId().isEmpty() ? null : read.employeeId())
                .text(email == null ? null : Comparison.key(Attribute.EMAIL, email))
                .text(read.phone())
                .text(read.username())
                .number(read.fingerprint());
        found.forEach(this::add);
        if (rejects.held() + findings.held() > REJECTS_HELD) {
            guarded(this::sendRejects);
        }
    }

    private void add(Finding finding) {
        findings.row()
                .number(runId)
                .number(finding.line())
                .text(finding.employeeId().orElse(null))
                .text(finding.stage().name().toLowerCase(Locale.ROOT))
                .text(finding.code().name())
                .text(finding.variant())
                .text(finding.attribute().map(Attribute::key).orElse(null))
                .text(finding.header())
                .text(finding.value())
                .array(finding.facts());
    }

    private void sendRejects() throws SQLException {
        rows.end();
        rejects.end();
        findings.end();
    }

    @Override
    public void endOfRows() {
        guarded(() -> {
            sendRejects();
            wordings.end();
        });
    }

    @Override
    public void tellShared(Attribute attribute, RowCode code, Collection<Long> lines, String header) {
        guarded(() -> SharedValues.tell(connection, runId, table, attribute, code, lines, header));
    }

    @Override
    public long rejectTold() {
        return counted("""
                with told as (
                    delete from %1$s s
                    where exists (select from finding f where f.run_id = %2$d and f.line = s.line)
                    returning line, employee_id, coalesce(email_key, email) as email, phone, username, fingerprint
                )
                insert into rejected_row (run_id, line, employee_id, email_key, phone, username, fingerprint)
                select %2$d, line, employee_id, email, phone, username, fingerprint
                from told
                """.formatted(table, runId));
    }

    @Override
    public long dropRepeated(Collection<Long> lines) {
        String sql = """
                delete from %1$s s
                using (select employee_id, min(line) as first
                       from %1$s
                       where cardinality(?::bigint[]) = 0 or line = any(?::bigint[])
                       group by employee_id
                       having count(*) > 1) r
                where s.employee_id = r.employee_id and s.line > r.first
                """.formatted(table);
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            Array looked = connection.createArrayOf("bigint", lines.toArray());
            delete.setArray(1, looked);
            delete.setArray(2, looked);
            return delete.executeLargeUpdate();
        } catch (SQLException e) {
            throw JdbcStageStore.lost(e);
        }
    }

    @Override
    public Named known(String job, int percent) {
        try {
            return NamedPeople.among(connection, table, runId, job, percent);
        } catch (SQLException e) {
            throw JdbcStageStore.lost(e);
        }
    }

    @Override
    public Map<Long, String> remembered(long earlier) {
        Map<Long, String> ids = new HashMap<>();
        String sql = "select line, employee_id from finding where run_id = " + earlier
                + " and stage = 'parse' and employee_id is not null";
        try (Statement query = connection.createStatement();
                ResultSet found = query.executeQuery(sql)) {
            while (found.next()) {
                ids.put(found.getLong(1), found.getString(2));
            }
            return ids;
        } catch (SQLException e) {
            throw JdbcStageStore.lost(e);
        }
    }

    @Override
    public SortedMap<RowCode, Long> findingsByCode() {
        SortedMap<RowCode, Long> byCode = new TreeMap<>();
        String sql = "select code, count(*) from finding where run_id = " + runId + " group by code";
        try (Statement query = connection.createStatement();
                ResultSet found = query.executeQuery(sql)) {
            while (found.next()) {
                byCode.put(RowCode.valueOf(found.getString(1)), found.getLong(2));
            }
            return byCode;
        } catch (SQLException e) {
            throw JdbcStageStore.lost(e);
        }
    }

    @Override
    public void keep() {
        guarded(() -> {
            update("set local default_statistics_target = " + SAMPLED);
            update("analyze " + table + " (" + LOOKED_UP + ")");
            update("alter table staged_row attach partition " + table + " for values in (" + runId + ")");
            connection.commit();
            kept = true;
        });
    }

    @Override
    public void close() {
        guarded(() -> {
            try (connection) {
                if (!kept && !connection.isClosed()) {
                    rows.abandon();
                    rejects.abandon();
                    findings.abandon();
                    wordings.abandon();
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        });
    }

    private long counted(String sql) {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        } catch (SQLException e) {
            throw JdbcStageStore.lost(e);
        }
    }

    private void update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void guarded(Work work) {
        try {
            work.run();
        } catch (SQLException e) {
            throw JdbcStageStore.lost(e);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }
}
