package dev.rollcall.stage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Sends lines to one table by COPY, 32 KB at a time. A COPY is begun with the first lines, and ended to let
/// another statement through on the same connection.
final class CopyStream {
    private static final int FLUSH = 32 * 1024;

    private final Connection connection;
    private final String command;
    private final CopyText text = new CopyText();
    private @Nullable CopyIn copy;

    /// @param into table and columns
    CopyStream(Connection connection, String into) {
        this.connection = connection;
        this.command = "copy " + into + " from stdin";
    }

    CopyText line() {
        return text;
    }

    /// Whether enough has gathered that it should be sent.
    boolean isFull() {
        return text.length() >= FLUSH;
    }

    /// Sends what has gathered; the COPY stays open.
    void send() throws SQLException {
        CopyIn open = copy;
        if (open == null) {
            open = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command);
            copy = open;
        }
        open.writeToCopy(text.bytes(), 0, text.length());
        text.clear();
    }

    /// Sends the rest and ends the COPY.
    void end() throws SQLException {
        if (text.length() > 0) {
            send();
        }
        if (copy != null) {
            copy.endCopy();
            copy = null;
        }
    }

    /// Breaks an open COPY off.
    void abandon() throws SQLException {
        if (copy != null && copy.isActive()) {
            copy.cancelCopy();
        }
        copy = null;
    }
}
