package dev.rollcall.snapshot.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.TenantUser;
import dev.rollcall.snapshot.UserSink;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.dao.DataAccessResourceFailureException;

/// Fills a table of its own by COPY and attaches it as the run's partition, all in one transaction; frozen, so that
/// whoever reads the users first does not have to note on each that it is committed.
final class CopiedUsers implements UserSink {
    private static final int FLUSH = 32 * 1024;

    private final Connection connection;
    private final long runId;
    private final Set<Attribute> mapped;
    private final String table;
    private final StringBuilder buffer = new StringBuilder(FLUSH + 4096);
    private final CopyIn copy;

    CopiedUsers(Connection connection, long runId, Set<Attribute> mapped) throws SQLException {
        this.connection = connection;
        this.runId = runId;
        this.mapped = mapped;
        this.table = "tenant_user_" + runId;
        connection.setAutoCommit(false);
        execute("drop table if exists " + table);
        execute("create table " + table + " (like tenant_user including defaults, check (run_id = " + runId + "))");
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " (" + CopyLine.COLUMNS + ") from stdin (freeze)");
    }

    @Override
    public synchronized void add(TenantUser user) {
        CopyLine.append(buffer, runId, user, mapped);
        if (buffer.length() >= FLUSH) {
            flush();
        }
    }

    @Override
    public synchronized void keep() {
        flush();
        try {
            copy.endCopy();
            execute("alter table tenant_user attach partition " + table + " for values in (" + runId + ")");
            execute("analyze " + table);
            connection.commit();
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    @Override
    public void close() {
        try (connection) {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    private void flush() {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        buffer.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static DataAccessResourceFailureException lost(SQLException e) {
        return new DataAccessResourceFailureException("the snapshot could not be stored", e);
    }
}
