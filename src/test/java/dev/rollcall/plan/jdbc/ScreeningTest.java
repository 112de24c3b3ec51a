package dev.rollcall.plan.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Print;
import dev.rollcall.plan.PlanOutcome;
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
        assertThat(database.jdbc()
                        .sql("select employee_id || ' ' || remote_id from planned_link where run_id = " + run)
                        .query(String.class)
                        .list())
                .containsExactly("E1 U1");
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
