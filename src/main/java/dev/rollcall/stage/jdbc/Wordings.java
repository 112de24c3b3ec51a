package dev.rollcall.stage.jdbc;

import dev.rollcall.stage.StagedRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The different combinations of reference cells among the rows that are copied, by their prints. An export has few of
/// them, and to find them afterwards takes a walk over all of its rows.
final class Wordings {
    private static final List<String> COLUMNS =
            List.of("run_id", "words_print", "tags", "organization", "groups", "roles", "renames");

    /// Of exports with more, nothing is kept.
    private static final int MOST = 20_000;

    private final CopyStream copied;
    private final long runId;
    private final Set<Long> prints = new HashSet<>();
    private boolean renames;
    private boolean tooMany;

    Wordings(Connection connection, long runId) {
        this.copied = CopyStream.into(connection, "staged_words", COLUMNS);
        this.runId = runId;
    }

    void see(StagedRow row, long print) {
        if (tooMany) {
            return;
        }
        if (prints.add(print)) {
            keep(row, print, false);
            tooMany = prints.size() > MOST;
        }
        if (!renames && namesAnother(row)) {
            renames = true;
            keep(row, print, true);
        }
    }

    private static boolean namesAnother(StagedRow row) {
        String renamed = row.newEmployeeId();
        return renamed != null && !renamed.isEmpty() && !renamed.equals(row.employeeId());
    }

    private void keep(StagedRow row, long print, boolean renaming) {
        copied.row()
                .number(runId)
                .number(print)
                .array(row.tags())
                .text(row.organization())
                .array(row.groups())
                .array(row.roles())
                .flag(renaming);
    }

    /// All rows have been seen.
    void end() throws SQLException {
        if (tooMany) {
            copied.abandon();
        } else {
            copied.end();
        }
    }

    void abandon() throws SQLException {
        copied.abandon();
    }
}
