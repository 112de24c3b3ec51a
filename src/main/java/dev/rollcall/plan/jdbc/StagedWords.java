package dev.rollcall.plan.jdbc;

import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/// What the rows of the export have in common. Leaves the temporary table `wording`: each combination of reference
/// cells
/// once, with its print. Staging has gathered them, unless there are very many: then they are found in one go over all
/// rows.
final class StagedWords {

    private static final String GATHERED = """
        create temp table wording on commit drop as
        select words_print, tags, organization, groups, roles from staged_words where run_id = %d and not renames
        """;

    private static final String WALKED = """
        create temp table wording on commit drop as
        select g.words_print, s.tags, s.organization, s.groups, s.roles
        from (select words_print, min(ctid) as s_tid from staged_row
            where run_id = %1$d and words_print is not null
            group by words_print) g
        join staged_row s on s.run_id = %1$d and s.ctid = g.s_tid
        """;

    /// Rows without a print, by their cells.
    private static final String UNPRINTED = """
        insert into wording
        select distinct null::bigint, tags, organization, groups, roles
        from staged_row
        where run_id = ? and words_print is null
        """;

    private static final String ANY_GATHERED = "select exists (select from staged_words where run_id = ?)";

    private static final String RENAMES_GATHERED =
            "select exists (select from staged_words where run_id = ? and renames)";

    private static final String RENAMES = """
        select exists (select from staged_row
            where run_id = ? and new_employee_id <> '' and new_employee_id <> employee_id)
        """;

    private final boolean renames;

    private StagedWords(boolean renames) {
        this.renames = renames;
    }

    static StagedWords gather(JdbcTemplate jdbc, long runId) {
        boolean gathered = is(jdbc, ANY_GATHERED, runId);
        if (gathered) {
            jdbc.execute(GATHERED.formatted(runId));
        } else {
            jdbc.execute(WALKED.formatted(runId));
            jdbc.update(UNPRINTED, runId);
        }
        jdbc.execute("analyze wording");
        return new StagedWords(is(jdbc, gathered ? RENAMES_GATHERED : RENAMES, runId));
    }

    private static boolean is(JdbcTemplate jdbc, String question, long runId) {
        return Objects.requireNonNull(jdbc.queryForObject(question, Boolean.class, runId));
    }

    /// Whether any row may name a new employee ID.
    boolean renames() {
        return renames;
    }
}
