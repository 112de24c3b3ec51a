package dev.rollcall.plan.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.person.Attribute;
import dev.rollcall.plan.PlanOutcome;
import dev.rollcall.reconcile.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlanningTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static long lastRun;

    private static PlanTables tables() {
        return new PlanTables(database, ++lastRun);
    }

    @Test
    void createsWhoIsUnknownAndLeavesAloneWhoIsEqual() {
        PlanTables tables = tables().tag("T1", "Sales")
                .row("E1", "Ani", "ani@contoh.co.id", "62811", true, "Sales")
                .row("E2", "Budi", "BUDI@contoh.co.id", null, null)
                .row("E3", "Pergi", null, null, false)
                .user("E2", "Budi", "budi@contoh.co.id", "62812", true);

        PlanOutcome outcome = tables.plan();

        assertThat(tables.changes())
                .containsExactly(
                        "create E1 {} -> {\"name\": \"Ani\", \"tags\": [\"T1\"], \"email\": \"ani@contoh.co.id\","
                                + " \"phone\": \"62811\"}");
        assertThat(outcome.unchanged()).isEqualTo(2);
    }

    @Test
    void updatesDeactivatesAndReactivates() {
        PlanTables tables = tables().row("E1", "Ani Baru", null, null, true)
                .row("E2", "Budi Lain", null, null, false)
                .row("E3", "Cici", null, null, true)
                .row("E4", "Dedi Lain", null, null, null)
                .user("E1", "Ani", "", "62811", true)
                .user("E2", "Budi", "", "62812", true)
                .user("E3", "Cici", "", "62813", false)
                .user("E4", "Dedi", "", "62814", false);

        PlanOutcome outcome = tables.plan();

        assertThat(tables.changes())
                .containsExactly(
                        "deactivate E2 {\"active\": true} -> {\"active\": false}",
                        "update E1 {\"name\": \"Ani\"} -> {\"name\": \"Ani Baru\"}",
                        "reactivate E3 {\"active\": false} -> {\"active\": true}");
        assertThat(outcome.unchanged()).isEqualTo(1);
    }

    @Test
    void countsTheAbsentAndKeepsThemUnlessTheJobSaysOtherwise() {
        PlanTables tables = tables().row("E1", "Ani", null, null, true)
                .user("E1", "Ani", "", "1", true)
                .user("E2", "Budi", "", "2", true)
                .user("E3", "Cici", "", "3", true)
                .linked("E1", "E1")
                .linked("E2", "E2");

        assertThat(tables.plan().absent()).isEqualTo(1);
        assertThat(tables.changes()).isEmpty();

        PlanOutcome unproven = tables.plan(deactivating(), false);
        assertThat(unproven.absent()).isEqualTo(1);
        assertThat(tables.changes()).isEmpty();

        PlanOutcome proven = tables.plan(deactivating(), true);
        assertThat(tables.changes()).containsExactly("deactivate E2 {\"active\": true} -> {\"active\": false}");
        assertThat(proven.unmanaged()).isEqualTo(1);
    }

    @Test
    void aRejectedRowStillCountsAsPresent() {
        PlanTables tables = tables().row("E1", "Ani", null, null, true)
                .user("E1", "Ani", "", "1", true)
                .user("E2", "Budi", "", "2", true)
                .linked("E2", "E2")
                .sql("insert into rejected_row (run_id, line, employee_id) values (%d, 99, 'E2')".formatted(lastRun));

        assertThat(tables.plan(deactivating(), true).absent()).isZero();
        assertThat(tables.changes()).isEmpty();
    }

    @Test
    void holdsDeactivationsOverTheGateAndLetsJoinersThrough() {
        PlanTables tables = tables().row("J1", "Joko", null, "62999", true);
        for (int i = 1; i <= 8; i++) {
            tables.row("E" + i, "N", null, null, false)
                    .user("E" + i, "N", "", "62" + i, true)
                    .linked("E" + i, "E" + i);
        }

        PlanOutcome outcome = tables.plan();

        assertThat(outcome.gates())
                .filteredOn(gate -> gate.held())
                .singleElement()
                .satisfies(gate -> assertThat(gate.limit()).isEqualTo(4));
        assertThat(tables.held()).hasSize(8).allMatch("{deactivate}"::equals);
    }

    @Test
    void renamesAChainFromItsFreeEndAndACycleThroughATemporaryId() {
        PlanTables tables = tables().renaming("A", "B", "A")
                .renaming("B", "C", "B")
                .renaming("X", "Y", "X")
                .renaming("Y", "X", "Y");
        for (String id : List.of("A", "B", "X", "Y")) {
            tables.user(id, id, "", "62" + (int) id.charAt(0), true).linked(id, id);
        }

        tables.plan();

        assertThat(tables.changes())
                .containsExactly(
                        "rename B {\"employeeId\": \"B\"} -> {\"employeeId\": \"C\"}",
                        "rename A {\"employeeId\": \"A\"} -> {\"employeeId\": \"B\"}",
                        "step rename X {\"employeeId\": \"X\"} -> {\"employeeId\": \"RC%dTX\"}".formatted(lastRun),
                        "rename Y {\"employeeId\": \"Y\"} -> {\"employeeId\": \"X\"}",
                        "rename X {\"employeeId\": \"X\"} -> {\"employeeId\": \"Y\"}");
    }

    @Test
    void tellsOfAnEmailThatRuangkerjaDoesNotChange() {
        PlanTables tables = tables().row("E1", "Ani", "baru@contoh.co.id", null, true)
                .user("E1", "Ani", "lama@contoh.co.id", "1", true);

        PlanOutcome outcome = tables.plan();

        assertThat(outcome.reported()).isEqualTo(1);
        assertThat(outcome.unchanged()).isEqualTo(1);
        assertThat(tables.findings()).containsExactly("2 EMAIL_CHANGE_UNSUPPORTED Surel baru@contoh.co.id");
    }

    @Test
    void rejectsUnknownTagsProtectedUsersAndTakenEmails() {
        PlanTables tables = tables().row("E1", "Ani", null, null, true, "Tidak Ada")
                .row("ADMIN1", "Other", null, null, true)
                .row("E3", "Cici", "dipakai@contoh.co.id", null, true)
                .user("E1", "Ani", "", "1", true)
                .user("ADMIN1", "Admin", "", "2", true)
                .user("E9", "Dedi", "Dipakai@contoh.co.id", "3", true)
                .sql("update tenant_user set email_key = lower(email) where email <> lower(email)");

        PlanOutcome outcome = tables.plan();

        assertThat(tables.findings())
                .containsExactly(
                        "2 UNKNOWN_TAG tags Tidak Ada",
                        "3 PROTECTED_USER  ",
                        "4 EMAIL_TAKEN Surel dipakai@contoh.co.id");
        assertThat(outcome.rejected()).isEqualTo(3);
        assertThat(outcome.unchanged()).isZero();
    }

    @Test
    void takesAwayOnlyTagsThatTheJobOnceAdded() {
        PlanTables tables = tables().tag("T1", "Satu")
                .tag("T2", "Dua")
                .tag("T3", "Tiga")
                .row("E1", "Ani", null, null, true, "Satu")
                .user("E1", "Ani", "", "1", true, "T2", "T3")
                .sql("insert into own_value values ('acme', 'E1', 'tags', 'T2')");

        tables.plan();

        assertThat(tables.changes())
                .containsExactly("update E1 {\"tags\": [\"T2\", \"T3\"]} -> {\"tags\": [\"T1\", \"T3\"]}");
    }

    @Test
    void adoptsWhomItMatchedOnlyWhenTheRunGoesOn() {
        PlanTables tables = tables().row("E1", "Ani", null, null, true).user("E1", "Ani", "", "1", true);

        tables.plan();
        assertThat(links()).isEmpty();

        tables.planning().adopt(lastRun, PlanTables.JOB);
        assertThat(links()).containsExactly("E1=E1");
    }

    @Test
    void planningTwiceGivesTheSameDigest() {
        PlanTables tables = tables().row("E1", "Ani", null, "1", true)
                .row("E2", "Budi", null, "2", true)
                .user("E2", "Budiman", "", "2", true);

        assertThat(tables.plan().digest())
                .startsWith("sha256:")
                .isEqualTo(tables.plan().digest());
    }

    private static List<String> links() {
        return database.jdbc()
                .sql("select employee_id || '=' || remote_id from link where job = 'acme'")
                .query(String.class)
                .list();
    }

    private static Rules deactivating() {
        Rules rules = PlanTables.RULES;
        return new Rules(
                List.of(Attribute.EMPLOYEE_ID),
                Rules.Absent.DEACTIVATE,
                rules.absentScope(),
                rules.protect(),
                rules.clearOnEmpty(),
                rules.references(),
                rules.createTags(),
                rules.pathSeparator(),
                rules.sets(),
                rules.emailChanges(),
                rules.globalChanges());
    }
}
