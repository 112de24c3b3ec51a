package dev.rollcall.plan.jdbc;

import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/// What the rows of the export have in common, found in one go over all of them. Leaves the temporary table `wording`:
/// for each combination of reference cells, by its print, the place of a row that has it.
final class StagedWords {

    private static final String WORDING = """
        create temp table wording on commit drop as
        select words_print, min(ctid) as s_tid, count(*) as many,
            coalesce(bool_or(new_employee_id <> '' and new_employee_id <> employee_id), false) as renames
        from staged_row
        where run_id = %d
        group by words_print
        """;

    /// Rows without a print, by their cells.
    private static final String UNPRINTED = """
        insert into wording
        select null, min(ctid), count(*),
            coalesce(bool_or(new_employee_id <> '' and new_employee_id <> employee_id), false)
        from staged_row
        where run_id = ? and words_print is null
        group by tags, organization, groups, roles
        """;

    private final long rows;
    private final boolean renames;

    private StagedWords(long rows, boolean renames) {
        this.rows = rows;
        this.renames = renames;
    }

    static StagedWords gather(JdbcTemplate jdbc, long runId) {
        jdbc.execute(WORDING.formatted(runId));
        if (jdbc.update("delete from wording where words_print is null") > 0) {
            jdbc.update(UNPRINTED, runId);
        }
        jdbc.execute("analyze wording");
        return Objects.requireNonNull(jdbc.queryForObject(
                "select coalesce(sum(many), 0) as rows, coalesce(bool_or(renames), false) as renames from wording",
                (row, n) -> new StagedWords(row.getLong("rows"), row.getBoolean("renames"))));
    }

    /// How many rows were staged.
    long rows() {
        return rows;
    }

    /// Whether any row names a new employee ID.
    boolean renames() {
        return renames;
    }
}
