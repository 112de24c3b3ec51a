package dev.rollcall.plan.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.person.Attribute;
import dev.rollcall.plan.PlanOutcome;
import dev.rollcall.reconcile.Rules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Lines of the decision tables that are decided by what is in the database: who is whose user, who has the new ID, who
/// is absent, who keeps a value.
class TablesOnPostgresTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static long lastRun;

    private static PlanTables tables() {
        return new PlanTables(database, ++lastRun);
    }

    // ---- found

    @Test
    void theStoredLinkGoesBeforeEveryRule() {
        PlanTables tables = tables().row("E1", "Baru", null, null, true)
                .user("E1", "Lama", "", "1", true)
                .user("U9", "Lama", "", "2", true)
                .linked("E1", "U9");

        tables.plan();

        assertThat(tables.changes()).hasSize(1);
        assertThat(matches()).containsExactly("U9 link");
    }

    @Test
    void rulesAreTriedInOrderActiveUsersOrNot() {
        PlanTables tables = tables().row("E1", "Ani", "ani@x.id", null, true)
                .user("U1", "Ani", "", "1", true)
                .user("U2", "Ani", "ani@x.id", "2", false);

        tables.plan(rules(List.of(Attribute.EMPLOYEE_ID, Attribute.EMAIL)), true);

        assertThat(matches()).containsExactly("U2 email");
        assertThat(tables.changes().getFirst()).startsWith("reactivate E1");
    }

    @Test
    void twoUsersForOneRowAndTwoRowsForOneUserAreRejected() {
        PlanTables tables = tables().row("E1", "Ani", null, "1", true)
                .row("E2", "Budi", null, "2", true)
                .row("E3", "Cici", null, "2", true)
                .user("U1", "Ani", "a@x.id", "1", true)
                .user("U2", "Ani", "b@x.id", "1", true)
                .user("U3", "Budi", "c@x.id", "2", true);

        tables.plan(rules(List.of(Attribute.PHONE)), true);

        assertThat(codes()).containsExactly("2 AMBIGUOUS_MATCH", "3 AMBIGUOUS_MATCH", "4 AMBIGUOUS_MATCH");
        assertThat(tables.changes()).isEmpty();
    }

    @Test
    void aUserClaimedByAnEarlierRuleIsNotThereForALaterOne() {
        PlanTables tables = tables().row("U1", "Ani Baru", null, null, true)
                .row("E2", "Budi", "ani@x.id", null, true)
                .user("U1", "Ani", "ani@x.id", "1", true);

        tables.plan(rules(List.of(Attribute.EMPLOYEE_ID, Attribute.EMAIL)), true);

        assertThat(matches()).containsExactly("U1 employeeId");
        assertThat(codes()).containsExactly("3 EMAIL_TAKEN");
    }

    // ---- renames

    @Test
    void anEqualOrEmptyNewIdCountsAsNone() {
        PlanTables tables = tables().renaming("E1", "E1", "Ani")
                .renaming("E2", "", "Budi")
                .user("E1", "Ani", "", "1", true)
                .user("E2", "Budi", "", "2", true);

        assertThat(tables.plan().unchanged()).isEqualTo(2);
        assertThat(tables.changes()).isEmpty();
    }

    @Test
    void whoHasNeitherTheOldNorTheNewIdIsCreatedWithTheNewOne() {
        PlanTables tables = tables().renaming("O", "N", "Ani");

        tables.plan();

        assertThat(tables.changes()).containsExactly("create N {} -> {\"name\": \"Ani\"}");
    }

    @Test
    void whoHasTheNewIdAlreadyIsDecidedAsIfTheRowSaidIt() {
        PlanTables tables = tables().renaming("O", "N", "Ani Baru").user("N", "Ani", "", "1", true);

        tables.plan();

        assertThat(tables.changes()).containsExactly("update N {\"name\": \"Ani\"} -> {\"name\": \"Ani Baru\"}");
    }

    @Test
    void anEarlierRenameOfThisJobIsNotDoneAgainThoughTheOldIdIsInUseAgain() {
        PlanTables tables = tables().renaming("O", "N", "Ani")
                .user("N", "Ani", "", "1", true)
                .user("O", "Orang Lain", "", "2", true)
                .sql("insert into link values ('acme', 'N', 'N', '{O}', 0)");

        assertThat(tables.plan().unchanged()).isEqualTo(1);
        assertThat(tables.changes()).isEmpty();
    }

    @Test
    void aNewIdThatSomebodyKeepsIsTaken() {
        PlanTables tables = tables().renaming("O", "N", "Ani")
                .user("O", "Ani", "", "1", true)
                .user("N", "Budi", "", "2", true);

        tables.plan();

        assertThat(codes()).containsExactly("2 EMPLOYEE_ID_TAKEN");
        assertThat(tables.changes()).isEmpty();
    }

    @Test
    void twoRowsWithTheSameNewIdBothLoseIt() {
        PlanTables tables = tables().renaming("A", "N", "Ani")
                .renaming("B", "N", "Budi")
                .user("A", "Ani", "", "1", true)
                .user("B", "Budi", "", "2", true);

        tables.plan();

        assertThat(codes()).containsExactly("2 EMPLOYEE_ID_TAKEN", "3 EMPLOYEE_ID_TAKEN");
    }

    @Test
    void whoIsNewTakesAnIdThatAnotherRowGivesUpAndIsNotTakenForThatPerson() {
        PlanTables tables = tables().renaming("X", "A", "Baru")
                .renaming("A", "B", "Ani")
                .user("A", "Ani", "", "1", true)
                .linked("A", "A");

        tables.plan();

        assertThat(tables.changes())
                .containsExactly(
                        "rename A {\"employeeId\": \"A\"} -> {\"employeeId\": \"B\"}",
                        "create A {} -> {\"name\": \"Baru\"}");
    }

    @Test
    void anIdThatIsNotGivenUpAfterAllIsTakenToTheEndOfTheChain() {
        PlanTables tables = tables().renaming("A", "B", "Ani")
                .renaming("B", "C", "Budi")
                .sql("update staged_row set active = false where employee_id = 'B'")
                .user("A", "Ani", "", "1", true)
                .user("B", "Budi", "", "2", true);

        tables.plan();

        assertThat(codes()).containsExactly("2 EMPLOYEE_ID_TAKEN");
        assertThat(tables.changes()).containsExactly("deactivate B {\"active\": true} -> {\"active\": false}");
    }

    // ---- absent people

    @Test
    void absentScopeAllTakesPeopleWhoAreNotLinkedToo() {
        PlanTables tables = tables().row("E1", "Ani", null, null, true)
                .user("E1", "Ani", "", "1", true)
                .user("E2", "Budi", "", "2", true);

        tables.plan(rules(Rules.Absent.DEACTIVATE, Rules.AbsentScope.ALL, Set.of()), true);

        assertThat(tables.changes()).containsExactly("deactivate E2 {\"active\": true} -> {\"active\": false}");
    }

    @Test
    void protectedAndUnlinkedPeopleAreCountedAndLeftAlone() {
        PlanTables tables = tables().row("E1", "Ani", null, null, true)
                .user("E1", "Ani", "", "1", true)
                .user("E2", "Budi", "", "2", true)
                .user("E3", "Cici", "", "3", true)
                .linked("E2", "E2");

        PlanOutcome outcome =
                tables.plan(rules(Rules.Absent.DEACTIVATE, Rules.AbsentScope.MANAGED, Set.of("E2")), true);

        assertThat(tables.changes()).isEmpty();
        assertThat(outcome.unmanaged()).isEqualTo(2);
    }

    @Test
    void aRejectedRowMakesItsLinkedUserPresentWhateverIdThatUserHasNow() {
        PlanTables tables = tables().row("E1", "Ani", null, null, true)
                .user("E1", "Ani", "", "1", true)
                .user("E2X", "Budi", "", "2", true)
                .linked("E2", "E2X")
                .sql("insert into rejected_row (run_id, line, employee_id) values (%d, 99, 'E2')".formatted(lastRun));

        PlanOutcome outcome = tables.plan(rules(Rules.Absent.DEACTIVATE, Rules.AbsentScope.MANAGED, Set.of()), true);

        assertThat(outcome.absent()).isZero();
        assertThat(tables.changes()).isEmpty();
    }

    @Test
    void theUsersOfAnAmbiguousRowArePresent() {
        PlanTables tables = tables().row("E9", "Ani", null, "1", true)
                .user("U1", "Ani", "a@x.id", "1", true)
                .user("U2", "Budi", "b@x.id", "1", true)
                .linked("E1", "U1")
                .linked("E2", "U2");

        PlanOutcome outcome = tables.plan(
                new Rules(
                        List.of(Attribute.PHONE),
                        Rules.Absent.DEACTIVATE,
                        Rules.AbsentScope.MANAGED,
                        Set.of(),
                        Set.of(),
                        Map.of(),
                        false,
                        "/",
                        Rules.Sets.OWN,
                        Rules.Telling.REPORT,
                        Rules.Telling.APPLY),
                true);

        assertThat(outcome.absent()).isZero();
        assertThat(tables.changes()).isEmpty();
    }

    // ---- values that only one may have

    @Test
    void aValueThatIsKeptBecauseItsGiverIsRejectedIsTaken() {
        PlanTables tables = tables().row("E1", "Ani", null, "2", true)
                .row("E2", "Budi", null, "3", true)
                .user("E1", "Ani", "a@x.id", "1", true)
                .user("E2", "Budi", "b@x.id", "2", true)
                .user("E3", "Cici", "c@x.id", "3", true);

        tables.plan();

        assertThat(codes()).containsExactly("2 DUPLICATE_PHONE", "3 DUPLICATE_PHONE");
        assertThat(tables.changes()).isEmpty();
    }

    @Test
    void twoPeopleWithoutOtherContactCannotSwapTheirNumbers() {
        PlanTables tables = tables().row("E1", "Ani", null, "2", true)
                .row("E2", "Budi", null, "1", true)
                .user("E1", "Ani", "", "1", true)
                .user("E2", "Budi", "", "2", true);

        tables.plan(PlanTables.order(lastRun, tables.rows(), PlanTables.RULES, true, PlanTables.GATES, true));

        assertThat(findings()).containsExactly("2 VALUE_SWAP phone 2", "3 VALUE_SWAP phone 1");
        assertThat(tables.changes()).isEmpty();
    }

    @Test
    void bothRowsOfASwapThatCannotBeDoneNameWhatCannotBeCleared() {
        PlanTables tables = tables().row("E1", "Ani", "a@x.id", "2", true)
                .row("E2", "Budi", "b@x.id", "1", true)
                .user("E1", "Ani", "a@x.id", "1", true)
                .user("E2", "Budi", "b@x.id", "2", true)
                .sql("update staged_row set username = 'budi' where employee_id = 'E1'")
                .sql("update staged_row set username = 'ani' where employee_id = 'E2'")
                .sql("update tenant_user set username = lower(name)");

        tables.plan();

        assertThat(findings()).containsExactly("2 VALUE_SWAP username budi", "3 VALUE_SWAP username ani");
        assertThat(tables.changes()).isEmpty();
    }

    @Test
    void aPhoneNumberIsClearedAheadOfASwapOnlyForWhoHasAnEmail() {
        PlanTables tables = tables().row("E1", "Ani", null, "2", true)
                .row("E2", "Budi", null, "1", true)
                .user("E1", "Ani", "", "1", true)
                .user("E2", "Budi", "b@x.id", "2", true);

        tables.plan(PlanTables.order(lastRun, tables.rows(), PlanTables.RULES, true, PlanTables.GATES, true));

        assertThat(tables.changes())
                .containsExactly(
                        "step update E2 {\"phone\": \"2\"} -> {\"phone\": \"\"}",
                        "update E1 {\"phone\": \"1\"} -> {\"phone\": \"2\"}",
                        "update E2 {\"phone\": \"2\"} -> {\"phone\": \"1\"}");
    }

    // ---- what is sent

    @Test
    void valuesAreSentAsHrWroteThemAndSpacesOrCapitalsAloneAreNoDifference() {
        PlanTables tables = tables().row("E1", "Siti  RAHMA", "Siti@Contoh.co.id", null, true)
                .row("E2", "Budi  Santoso", "BUDI@contoh.co.id", null, true)
                .sql("update staged_row set name_key = 'Siti RAHMA', email_key = 'siti@contoh.co.id'"
                        + " where employee_id = 'E1'")
                .sql("update staged_row set name_key = 'Budi Santoso', email_key = 'budi@contoh.co.id'"
                        + " where employee_id = 'E2'")
                .user("E2", "Budi Santoso", "budi@contoh.co.id", "1", true);

        tables.plan();

        assertThat(tables.changes())
                .containsExactly("create E1 {} -> {\"name\": \"Siti  RAHMA\", \"email\": \"Siti@Contoh.co.id\"}");
    }

    @Test
    void aTagThatIsUnknownIsItsOwnLineBeforeThePeopleWhoNeedIt() {
        PlanTables tables = tables().row("E1", "Ani", null, null, true, "Baru")
                .row("E2", "Budi", null, null, true, "Baru")
                .user("E1", "Ani", "", "1", true)
                .user("E2", "Budi", "", "2", true);
        Rules rules = PlanTables.RULES;

        PlanOutcome outcome = tables.plan(
                new Rules(
                        rules.match(),
                        rules.absent(),
                        rules.absentScope(),
                        Set.of(),
                        Set.of(),
                        Map.of(),
                        true,
                        "/",
                        rules.sets(),
                        rules.emailChanges(),
                        rules.globalChanges()),
                true);

        assertThat(tables.changes())
                .containsExactly(
                        "reference create Baru {} -> {\"tags\": \"Baru\"}",
                        "update E1 {\"tags\": []} -> {\"tags\": [\"+Baru\"]}",
                        "update E2 {\"tags\": []} -> {\"tags\": [\"+Baru\"]}");
        assertThat(needs()).containsExactly("{}", "{1}", "{1}");
        assertThat(outcome.changes()).isEqualTo(3);
    }

    private static List<String> needs() {
        return database.jdbc()
                .sql("select needs::text from planned_change where run_id = ? order by seq")
                .param(lastRun)
                .query(String.class)
                .list();
    }

    private static List<String> matches() {
        return database.jdbc()
                .sql("select remote_id || ' ' || matched_by from planned_change where run_id = ? order by seq")
                .param(lastRun)
                .query(String.class)
                .list();
    }

    private static List<String> codes() {
        return database.jdbc()
                .sql("select line || ' ' || code from finding where run_id = ? order by line, code")
                .param(lastRun)
                .query(String.class)
                .list();
    }

    private static List<String> findings() {
        return database.jdbc()
                .sql("select line || ' ' || code || ' ' || attribute || ' ' || value from finding where run_id = ?"
                        + " order by line, code")
                .param(lastRun)
                .query(String.class)
                .list();
    }

    private static Rules rules(List<Attribute> match) {
        return new Rules(
                match,
                Rules.Absent.KEEP,
                Rules.AbsentScope.MANAGED,
                Set.of(),
                Set.of(),
                Map.of(),
                false,
                "/",
                Rules.Sets.OWN,
                Rules.Telling.APPLY,
                Rules.Telling.APPLY);
    }

    private static Rules rules(Rules.Absent absent, Rules.AbsentScope scope, Set<String> protect) {
        return new Rules(
                List.of(Attribute.EMPLOYEE_ID),
                absent,
                scope,
                protect,
                Set.of(),
                Map.of(),
                false,
                "/",
                Rules.Sets.OWN,
                Rules.Telling.REPORT,
                Rules.Telling.APPLY);
    }
}
