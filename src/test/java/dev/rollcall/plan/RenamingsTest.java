package dev.rollcall.plan;

import static dev.rollcall.plan.Renamings.Verdict.AS_NEW;
import static dev.rollcall.plan.Renamings.Verdict.TAKEN;
import static dev.rollcall.plan.Renamings.Verdict.TO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.plan.Renamings.Asked;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenamingsTest {

    @Test
    void renamesToAnIdThatNobodyHas() {
        assertThat(Renamings.resolve(List.of(asked(2, "O", "N", true, false)))).isEqualTo(Map.of(2L, TO));
    }

    @Test
    void whoHasTheNewIdAlreadyIsDecidedAsIfTheRowSaidIt() {
        assertThat(Renamings.resolve(List.of(asked(2, "O", "N", false, true)))).isEqualTo(Map.of(2L, AS_NEW));
    }

    @Test
    void anEarlierRenameOfTheJobIsNotDoneAgainEvenIfTheOldIdIsInUseAgain() {
        assertThat(Renamings.resolve(List.of(new Asked(2, "O", "N", true, true, true, false))))
                .isEqualTo(Map.of(2L, AS_NEW));
    }

    @Test
    void anIdThatSomebodyKeepsIsTaken() {
        assertThat(Renamings.resolve(List.of(asked(2, "O", "N", true, true)))).isEqualTo(Map.of(2L, TAKEN));
    }

    @Test
    void anIdThatIsRenamedAwayInTheSamePlanIsFree() {
        assertThat(Renamings.resolve(List.of(asked(2, "A", "B", true, true), asked(3, "B", "C", true, false))))
                .isEqualTo(Map.of(2L, TO, 3L, TO));
    }

    @Test
    void aChainWhoseEndIsBlockedIsTakenAsAWhole() {
        assertThat(Renamings.resolve(List.of(asked(2, "A", "B", true, true), asked(3, "B", "C", true, true))))
                .isEqualTo(Map.of(2L, TAKEN, 3L, TAKEN));
    }

    @Test
    void aCycleIsFree() {
        assertThat(Renamings.resolve(List.of(asked(2, "A", "B", true, true), asked(3, "B", "A", true, true))))
                .isEqualTo(Map.of(2L, TO, 3L, TO));
    }

    @Test
    void twoRowsThatWantOneIdBothLoseIt() {
        assertThat(Renamings.resolve(List.of(asked(2, "A", "N", true, false), asked(3, "B", "N", true, false))))
                .isEqualTo(Map.of(2L, TAKEN, 3L, TAKEN));
    }

    @Test
    void aChainThatWasDoneIsDecidedAsIfItsRowsSaidTheNewIds() {
        assertThat(Renamings.resolve(List.of(
                        new Asked(2, "A", "B", false, true, true, true),
                        new Asked(3, "B", "C", true, true, true, false))))
                .isEqualTo(Map.of(2L, AS_NEW, 3L, AS_NEW));
    }

    @Test
    void aSwapThatWasDoneIsDecidedAsIfItsRowsSaidTheNewIds() {
        assertThat(Renamings.resolve(List.of(
                        new Asked(2, "A", "B", true, true, true, true),
                        new Asked(3, "B", "A", true, true, true, true))))
                .isEqualTo(Map.of(2L, AS_NEW, 3L, AS_NEW));
    }

    @Test
    void aChainOfWhichTheFreeEndWasDoneIsFinished() {
        assertThat(Renamings.resolve(List.of(
                        new Asked(2, "A", "B", true, false, false, true),
                        new Asked(3, "B", "C", false, true, true, false))))
                .isEqualTo(Map.of(2L, TO, 3L, AS_NEW));
    }

    @Test
    void anIdThatWasLeftAndThatSomebodyElseHasSinceIsTaken() {
        assertThat(Renamings.resolve(List.of(
                        new Asked(2, "A", "B", true, true, false, true),
                        new Asked(3, "B", "C", true, true, true, false))))
                .isEqualTo(Map.of(2L, TAKEN, 3L, AS_NEW));
    }

    @Test
    void anIdWhoseOwnRowKeepsItIsTaken() {
        assertThat(Renamings.resolve(List.of(new Asked(2, "A", "B", true, false, false, true))))
                .isEqualTo(Map.of(2L, TAKEN));
    }

    private static Asked asked(long line, String from, String to, boolean oldHeld, boolean newHeld) {
        return new Asked(line, from, to, oldHeld, newHeld, false, false);
    }
}
