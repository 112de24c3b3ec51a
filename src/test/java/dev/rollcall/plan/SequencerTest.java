package dev.rollcall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Target;
import dev.rollcall.connector.ruangkerja.RuangkerjaConnectors;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Value;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The table "Order of pushing"; each change as `seq action id needs`.
class SequencerTest {

    static final Abilities RUANGKERJA = new RuangkerjaConnectors()
            .abilities(new Target("ruangkerja", URI.create("http://x"), Map.of(), Map.of(), Duration.ofSeconds(1)));

    private final List<PlannedChange> changes = new ArrayList<>();

    @Test
    void deactivationsGoFirstThenTheRestByEmployeeId() {
        plan(Action.UPDATE, "B", Attribute.NAME, "x", "y");
        plan(Action.CREATE, "A", Attribute.NAME, "", "y");
        plan(Action.DEACTIVATE, "Z", Attribute.NAME, "", "");

        assertThat(order()).containsExactly("1 deactivate Z []", "2 create A []", "3 update B []");
    }

    @Test
    void aChainOfRenamesGoesFromItsFreeEnd() {
        rename("A", "B");
        rename("B", "C");
        rename("C", "D");

        assertThat(order()).containsExactly("1 rename C []", "2 rename B [1]", "3 rename A [2]");
    }

    @Test
    void aCycleOfRenamesGoesThroughATemporaryId() {
        rename("A", "B");
        rename("B", "C");
        rename("C", "A");

        assertThat(order())
                .containsExactly("1 step A->TMP-A []", "2 rename C [1]", "3 rename B [2]", "4 rename A [1, 3]");
        assertThat(sequence(true).plan()).extracting(Sequenced::group).containsOnly(1L);
    }

    @Test
    void whoTakesAFreedIdIsCreatedAfterwards() {
        plan(Action.CREATE, "A", Attribute.NAME, "", "Baru");
        rename("A", "B");

        assertThat(order()).containsExactly("1 rename A []", "2 create A [1]");
    }

    @Test
    void aPhoneNumberOrUserNameThatMovesIsReleasedFirst() {
        plan(Action.UPDATE, "A", Attribute.PHONE, "1", "2");
        plan(Action.UPDATE, "B", Attribute.PHONE, "2", "3");
        plan(Action.UPDATE, "C", Attribute.USERNAME, "c", "d");
        plan(Action.UPDATE, "D", Attribute.USERNAME, "d", "e");

        assertThat(order()).containsExactly("1 update B []", "2 update A [1]", "3 update D []", "4 update C [3]");
    }

    @Test
    void twoWhoSwapWhatCanBeClearedHaveOneClearedAhead() {
        plan(Action.UPDATE, "A", Attribute.PHONE, "1", "2");
        plan(Action.UPDATE, "B", Attribute.PHONE, "2", "1");

        assertThat(order()).containsExactly("1 step A->none []", "2 update B [1]", "3 update A [1, 2]");
        assertThat(groups()).containsExactly(1L, 1L, 1L);
    }

    @Test
    void whoTakesSomethingFromACircleWaitsUntilAllOfItIsDone() {
        plan(Action.UPDATE, "A", Attribute.PHONE, "1", "2");
        changes.add(change(
                Action.UPDATE,
                "B",
                Attributes.of(Attribute.PHONE, Value.text("2")).with(Attribute.USERNAME, Value.text("b")),
                Attributes.of(Attribute.PHONE, Value.text("1")).with(Attribute.USERNAME, Value.text("bb"))));
        plan(Action.UPDATE, "C", Attribute.USERNAME, "c", "b");

        assertThat(order())
                .containsExactly("1 step A->none []", "2 update B [1]", "3 update A [1, 2]", "4 update C [2, 3]");
        assertThat(groups()).containsExactly(1L, 1L, 1L, 0L);
    }

    @Test
    void circlesThatShareAChangeAreOne() {
        changes.add(change(Action.RENAME, "A", values("A", Attribute.PHONE, "1"), values("B", Attribute.PHONE, "3")));
        rename("B", "A");
        plan(Action.UPDATE, "C", Attribute.PHONE, "3", "1");
        plan(Action.UPDATE, "X", Attribute.PHONE, "8", "9");
        plan(Action.UPDATE, "Y", Attribute.PHONE, "9", "8");

        assertThat(order())
                .containsExactly(
                        "1 step A->TMP-A []",
                        "2 step A->none [1]",
                        "3 rename B [1]",
                        "4 update C [2]",
                        "5 rename A [1, 2, 3, 4]",
                        "6 step X->none []",
                        "7 update Y [6]",
                        "8 update X [6, 7]");
        assertThat(groups()).containsExactly(1L, 1L, 1L, 1L, 1L, 2L, 2L, 2L);
    }

    @Test
    void whoHasNoOtherContactIsNotTheOneThatIsClearedAhead() {
        plan(Action.UPDATE, "A", Attribute.PHONE, "1", "2");
        plan(Action.UPDATE, "B", Attribute.PHONE, "2", "1");
        Sequencer careful = new Sequencer(
                RUANGKERJA,
                id -> "TMP-" + id,
                (change, attribute) -> change.employeeId().equals("B"));

        assertThat(careful.sequence(changes).plan().getFirst().change().employeeId())
                .isEqualTo("B");
        assertThat(sequence(false).swaps().values()).containsOnly(Attribute.PHONE);
    }

    @Test
    void twoWhoSwapWhatCannotBeClearedAreRejected() {
        plan(Action.UPDATE, "A", Attribute.USERNAME, "a", "b");
        plan(Action.UPDATE, "B", Attribute.USERNAME, "b", "a");

        assertThat(sequence(true).swaps())
                .containsOnly(
                        Map.entry(changes.get(0), Attribute.USERNAME), Map.entry(changes.get(1), Attribute.USERNAME));
        assertThat(sequence(true).plan()).isEmpty();
    }

    @Test
    void aRejectedSwapNamesWhatCannotBeCleared() {
        changes.add(change(Action.UPDATE, "A", contact("1", "a"), contact("2", "b")));
        changes.add(change(Action.UPDATE, "B", contact("2", "b"), contact("1", "a")));

        assertThat(sequence(true).swaps().values()).hasSize(2).containsOnly(Attribute.USERNAME);
    }

    @Test
    void whoSwapBothIdAndPhoneNumberHaveBothReleased() {
        changes.add(change(Action.RENAME, "A", values("A", Attribute.PHONE, "1"), values("B", Attribute.PHONE, "2")));
        changes.add(change(Action.RENAME, "B", values("B", Attribute.PHONE, "2"), values("A", Attribute.PHONE, "1")));

        assertThat(order())
                .containsExactly(
                        "1 step A->TMP-A []", "2 step A->none [1]", "3 rename B [1, 2]", "4 rename A [1, 2, 3]");
    }

    @Test
    void aNewTagIsMadeBeforeWhoeverNeedsIt() {
        changes.add(PlannedChange.reference(Attribute.TAGS, "Baru"));
        changes.add(change(Action.DEACTIVATE, "A", Attributes.NONE, Attributes.NONE));
        changes.add(change(
                Action.UPDATE,
                "B",
                Attributes.of(Attribute.TAGS, Value.items()),
                Attributes.of(Attribute.TAGS, Value.items("+Baru"))));

        assertThat(order()).containsExactly("1 create Baru []", "2 deactivate A []", "3 update B [1]");
    }

    @Test
    void theOrderOfTheRowsDoesNotMatter() {
        rename("A", "B");
        rename("B", "A");
        plan(Action.UPDATE, "C", Attribute.PHONE, "1", "2");
        plan(Action.UPDATE, "D", Attribute.PHONE, "2", "1");
        List<String> forward = order();
        java.util.Collections.reverse(changes);

        assertThat(order()).isEqualTo(forward);
    }

    private void rename(String from, String to) {
        changes.add(change(Action.RENAME, from, values(from), values(to)));
    }

    private void plan(Action action, String id, Attribute attribute, String before, String after) {
        changes.add(change(
                action,
                id,
                before.isEmpty() ? Attributes.NONE : Attributes.of(attribute, Value.text(before)),
                after.isEmpty() ? Attributes.NONE : Attributes.of(attribute, Value.text(after))));
    }

    private static PlannedChange change(Action action, String id, Attributes before, Attributes after) {
        Optional<String> remote = action == Action.CREATE ? Optional.empty() : Optional.of(id);
        return new PlannedChange(
                PlannedChange.Kind.CHANGE, action, id, remote, OptionalLong.of(2), before, after, false, "link");
    }

    private static Attributes values(String id) {
        return Attributes.of(Attribute.EMPLOYEE_ID, Value.text(id));
    }

    private static Attributes values(String id, Attribute attribute, String value) {
        return values(id).with(attribute, Value.text(value));
    }

    private static Attributes contact(String phone, String username) {
        return Attributes.of(Attribute.PHONE, Value.text(phone)).with(Attribute.USERNAME, Value.text(username));
    }

    private List<Long> groups() {
        return sequence(true).plan().stream().map(Sequenced::group).toList();
    }

    private Sequencer.Sequence sequence(boolean clearedAhead) {
        return new Sequencer(RUANGKERJA, id -> "TMP-" + id, (change, attribute) -> clearedAhead).sequence(changes);
    }

    private List<String> order() {
        return sequence(true).plan().stream().map(SequencerTest::line).toList();
    }

    private static String line(Sequenced sequenced) {
        PlannedChange change = sequenced.change();
        Set<Attribute> keys = change.after().keys();
        String what = change.kind() == PlannedChange.Kind.STEP
                ? "step " + change.employeeId() + "->"
                        + (keys.contains(Attribute.EMPLOYEE_ID) ? change.after().text(Attribute.EMPLOYEE_ID) : "none")
                : change.action().key() + " " + change.employeeId();
        return sequenced.seq() + " " + what + " " + sequenced.needs();
    }
}
