package dev.rollcall.stage.jdbc;

import dev.rollcall.stage.StageStore;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/// Loads, each on a connection of its own in one transaction.
@Component
class JdbcStageStore implements StageStore {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DataSource source;

    JdbcStageStore(DataSource source) {
        this.source = source;
    }

    @Override
    public Load begin(long runId) {
        String table = "staged_row_" + runId;
        // a transaction of its own: dropping a partition locks the parent table
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists " + table);
        } catch (SQLException e) {
            throw lost(e);
        }
        return open(runId, table);
    }

    @Override
    public Load rehearse() {
        long number = RANDOM.nextLong(1, Long.MAX_VALUE);
        return open(-number, "staged_check_" + number);
    }

    private Load open(long runId, String table) {
        try {
            Connection connection = source.getConnection();
            try {
                return new CopiedRows(connection, runId, table);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    /// The database's own words may hold cells: only its code is told.
    static DataAccessResourceFailureException lost(SQLException e) {
        return new DataAccessResourceFailureException(
                "staging could not write to the database, SQL state " + e.getSQLState());
    }
}
