package dev.rollcall.stage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Sends rows to one table by COPY, 32 KB at a time. A COPY is begun with the first rows, and ended to let
/// another statement through on the same connection.
final class CopyStream {
    private static final int FLUSH = 32 * 1024;

    private final Connection connection;
    private final String command;
    private final CopyTuples tuples;
    private @Nullable CopyIn copy;

    private CopyStream(Connection connection, String table, List<String> columns, String options) {
        this.connection = connection;
        this.command = "copy " + table + " (" + String.join(", ", columns) + ") from stdin (" + options + ")";
        this.tuples = new CopyTuples(columns.size());
    }

    static CopyStream into(Connection connection, String table, List<String> columns) {
        return new CopyStream(connection, table, columns, "format binary");
    }

    /// Into a table that this transaction has made. Its rows are written as everybody's from the first; else whoever
    /// reads them first would have to note on each that it is committed, and the server to log those pages.
    static CopyStream intoNew(Connection connection, String table, List<String> columns) {
        return new CopyStream(connection, table, columns, "format binary, freeze");
    }

    /// A new row.
    CopyTuples row() {
        return tuples.row();
    }

    /// The bytes of rows that were not sent yet.
    int held() {
        return tuples.length();
    }

    /// Whether enough has gathered that it should be sent.
    boolean isFull() {
        return held() >= FLUSH;
    }

    /// Sends what has gathered; the COPY stays open.
    void send() throws SQLException {
        CopyIn open = copy;
        if (open == null) {
            open = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command);
            copy = open;
            write(open, CopyTuples.head());
        }
        open.writeToCopy(tuples.bytes(), 0, tuples.length());
        tuples.clear();
    }

    /// Sends the rest and ends the COPY.
    void end() throws SQLException {
        if (held() > 0) {
            send();
        }
        if (copy != null) {
            write(copy, CopyTuples.end());
            copy.endCopy();
            copy = null;
        }
    }

    private static void write(CopyIn open, byte[] bytes) throws SQLException {
        open.writeToCopy(bytes, 0, bytes.length);
    }

    /// Breaks an open COPY off.
    void abandon() throws SQLException {
        if (copy != null && copy.isActive()) {
            copy.cancelCopy();
        }
        copy = null;
    }
}
