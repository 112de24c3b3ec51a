package dev.rollcall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table "Gates".
class GateKeeperTest {

    private static final Gates DEFAULTS = new Gates(
            Map.of(
                    GateKind.DEACTIVATE, new Gates.Limit(10, 5),
                    GateKind.RENAME, new Gates.Limit(10, 5),
                    GateKind.BLANK, new Gates.Limit(50, 10)),
            Duration.ofDays(7));

    @ParameterizedTest(name = "{0} % and floor {1} of {2} links let {3} through")
    @CsvSource({
        "10, 5,    0,   0", // nobody is linked: nobody may go
        "10, 5,    1,   0", // half of one, rounded down
        "10, 5,    4,   2", // half of the links
        "10, 5,   10,   5", // the floor
        "10, 5,   59,   5", // 5.9 %, rounded down
        "10, 5,   60,   6",
        "10, 5, 1000, 100",
        "0,  0, 1000,   0", // nothing at all
        "0,  5, 1000,   5",
        "100, 0,  10,  10"
    })
    void limitsByLinksAndFloor(int percent, int floor, long linked, long limit) {
        Gates gates = new Gates(Map.of(GateKind.DEACTIVATE, new Gates.Limit(percent, floor)), Duration.ofDays(7));
        GateKeeper keeper = new GateKeeper(gates, linked, 0);

        assertThat(keeper.verdicts(Map.of(Action.DEACTIVATE, limit), Map.of()))
                .containsExactly(new GateKeeper.Verdict(GateKind.DEACTIVATE, Optional.empty(), limit, limit, false));
        assertThat(keeper.verdicts(Map.of(Action.DEACTIVATE, limit + 1), Map.of()))
                .containsExactly(new GateKeeper.Verdict(GateKind.DEACTIVATE, Optional.empty(), limit + 1, limit, true));
    }

    @ParameterizedTest(name = "of {0} accepted rows {1} may clear one attribute")
    @CsvSource({"0, 10", "20, 10", "21, 10", "22, 11", "1001, 500"})
    void limitsBlanksByAcceptedRowsForEachAttribute(long accepted, long limit) {
        GateKeeper keeper = new GateKeeper(DEFAULTS, 1000, accepted);

        assertThat(keeper.verdicts(Map.of(), Map.of(Attribute.PHONE, limit, Attribute.TAGS, limit + 1)))
                .filteredOn(verdict -> verdict.kind() == GateKind.BLANK)
                .containsExactly(
                        new GateKeeper.Verdict(GateKind.BLANK, Optional.of(Attribute.PHONE), limit, limit, false),
                        new GateKeeper.Verdict(GateKind.BLANK, Optional.of(Attribute.TAGS), limit + 1, limit, true));
    }

    @Test
    void createUpdateAndReactivateHaveNoGateUnlessGiven() {
        assertThat(new GateKeeper(DEFAULTS, 0, 0)
                        .verdicts(
                                Map.of(Action.CREATE, 9999L, Action.UPDATE, 9999L, Action.REACTIVATE, 9999L), Map.of()))
                .noneMatch(GateKeeper.Verdict::held)
                .extracting(GateKeeper.Verdict::kind)
                .containsExactly(GateKind.RENAME, GateKind.DEACTIVATE);
    }

    @Test
    void aKindIsHeldWholeAndTheOthersGoThrough() {
        List<Sequenced> plan = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            plan.add(new Sequenced(i, change(Action.DEACTIVATE, "L" + i, "", ""), List.of(), 0));
        }
        plan.add(new Sequenced(4, change(Action.CREATE, "J", "", ""), List.of(), 0));

        assertThat(new GateKeeper(DEFAULTS, 4, 4).judge(plan).heldBy())
                .isEqualTo(Map.of(1L, Set.of("deactivate"), 2L, Set.of("deactivate"), 3L, Set.of("deactivate")));
    }

    @Test
    void whatNeedsAHeldChangeIsHeldWithItToTheEndOfTheChain() {
        List<Sequenced> plan = List.of(
                new Sequenced(1, change(Action.RENAME, "B", "B", "C"), List.of(), 0),
                new Sequenced(2, change(Action.CREATE, "B", "", ""), List.of(1L), 0),
                new Sequenced(3, change(Action.UPDATE, "X", "", ""), List.of(2L), 0),
                new Sequenced(4, change(Action.UPDATE, "Y", "", ""), List.of(), 0));

        assertThat(new GateKeeper(DEFAULTS, 0, 4).judge(plan).heldBy())
                .isEqualTo(Map.of(1L, Set.of("rename"), 2L, Set.of("rename"), 3L, Set.of("rename")));
    }

    @Test
    void theStepThatBeginsACycleWaitsWithIt() {
        PlannedChange first = change(Action.RENAME, "A", "A", "B");
        List<Sequenced> plan = List.of(
                new Sequenced(1, PlannedChange.step(first, Action.RENAME, id("A"), id("T")), List.of(), 7),
                new Sequenced(2, change(Action.RENAME, "B", "B", "A"), List.of(1L), 7),
                new Sequenced(3, first, List.of(1L, 2L), 7));

        assertThat(new GateKeeper(DEFAULTS, 1, 2).judge(plan).heldBy()).containsOnlyKeys(1L, 2L, 3L);
        assertThat(new GateKeeper(DEFAULTS, 4, 2).judge(plan).heldBy()).isEmpty();
    }

    @Test
    void stepsAndReferencesAreNotCounted() {
        PlannedChange first = change(Action.RENAME, "A", "A", "B");
        List<Sequenced> plan = List.of(
                new Sequenced(1, PlannedChange.reference(Attribute.TAGS, "Baru"), List.of(), 0),
                new Sequenced(2, PlannedChange.step(first, Action.RENAME, id("A"), id("T")), List.of(), 1));

        assertThat(new GateKeeper(DEFAULTS, 0, 0).judge(plan).gates())
                .allMatch(verdict -> verdict.planned() == 0 && !verdict.held());
    }

    private static PlannedChange change(Action action, String id, String from, String to) {
        return new PlannedChange(
                PlannedChange.Kind.CHANGE,
                action,
                id,
                Optional.of(id),
                OptionalLong.of(2),
                from.isEmpty() ? Attributes.NONE : id(from),
                to.isEmpty() ? Attributes.NONE : id(to),
                false,
                "link");
    }

    private static Attributes id(String id) {
        return Attributes.of(Attribute.EMPLOYEE_ID, Value.text(id));
    }
}
