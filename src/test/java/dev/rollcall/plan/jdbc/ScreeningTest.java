package dev.rollcall.plan.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Print;
import dev.rollcall.plan.PlanOutcome;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Prints are trusted where they are equal, and only there. The prints of these rows are made up, so that it shows
/// whether values were looked at.
class ScreeningTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final long NOTHING_ASKED = Print.references(Attributes.NONE, Set.of());

    private static long run;

    @Test
    void aLinkedPairWithEqualPrintsIsNotLookedAt() {
        PlanTables tables = pair().linked("E1", "U1");
        print(tables, 1L, NOTHING_ASKED);

        PlanOutcome outcome = tables.plan();

        assertThat(tables.changes()).isEmpty();
        assertThat(outcome.unchanged()).isEqualTo(1);
    }

    @Test
    void aPairIsLookedAtWhereEitherPrintDiffersOrIsMissing() {
        PlanTables tables = pair().linked("E1", "U1");
        String update = "update E1 {\"name\": \"Siti\"} -> {\"name\": \"Siti Aminah\"}";

        for (Long[] had : new @Nullable Long[][] {{2L, NOTHING_ASKED}, {1L, 5L}, {null, NOTHING_ASKED}, {1L, null}}) {
            print(tables, had[0], had[1]);
            tables.plan();

            assertThat(tables.changes()).as("%s, %s", (Object[]) had).containsExactly(update);
        }
    }

    @Test
    void whoIsFoundByTheFirstRuleIsLinkedThoughNobodyIsLookedAt() {
        PlanTables tables = pair().sql("update tenant_user set employee_id = 'E1' where run_id = " + run);
        print(tables, 1L, NOTHING_ASKED);

        tables.plan();

        assertThat(tables.changes()).isEmpty();
        assertThat(links()).isEmpty();
        assertThat(tables.planning().adopt(run, PlanTables.JOB)).isEqualTo(1);
        assertThat(links()).containsExactly("E1 U1");
        // pushed once more, after a newer run has moved the link
        tables.sql("update link set remote_id = 'U2' where job = '" + PlanTables.JOB + "'");
        assertThat(tables.planning().adopt(run, PlanTables.JOB)).isZero();
        assertThat(links()).containsExactly("E1 U2");
    }

    private static List<String> links() {
        return database.jdbc()
                .sql("select employee_id || ' ' || remote_id from link where job = '" + PlanTables.JOB + "'")
                .query(String.class)
                .list();
    }

    private static PlanTables pair() {
        return new PlanTables(database, ++run)
                .row("E1", "Siti Aminah", null, null, true)
                .user("U1", "Siti", "siti@contoh.id", "", true);
    }

    private static void print(PlanTables tables, @Nullable Long values, @Nullable Long references) {
        tables.sql("update staged_row set values_print = 1, words_print = 3 where run_id = " + run)
                .sql("update tenant_user set values_print = " + values + ", references_print = " + references
                        + " where run_id = " + run);
    }
}
