package dev.rollcall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlanDigestTest {

    private static final PlannedChange UPDATE = change(
            Action.UPDATE,
            "E1",
            Attributes.of(Attribute.NAME, Value.text("Siti \"Ti\"\n")).with(Attribute.TAGS, Value.items("b", "a")),
            Attributes.of(Attribute.NAME, Value.text("Sité")).with(Attribute.TAGS, Value.items()),
            OptionalLong.of(2),
            "link");
    private static final PlannedChange LEAVER = change(
            Action.DEACTIVATE,
            "E2",
            Attributes.of(Attribute.ACTIVE, Value.flag(true)),
            Attributes.of(Attribute.ACTIVE, Value.flag(false)),
            OptionalLong.empty(),
            "link");

    @Test
    void isTheSha256OfOneLineOfCanonicalJsonForEachChange() {
        assertThat(digest(UPDATE, LEAVER)).isEqualTo(sha256("""
                {"action":"update","after":{"name":"Sité","tags":[]},"before":{"name":"Siti \\"Ti\\"\\n","tags":["a","b"]},\
                "employeeId":"E1","kind":"change","remoteId":"r-E1"}
                {"action":"deactivate","after":{"active":false},"before":{"active":true},\
                "employeeId":"E2","kind":"change","remoteId":"r-E2"}
                """));
    }

    @Test
    void changesWithTheOrderAndWithAnyValue() {
        PlannedChange renamed = change(
                Action.UPDATE,
                "E1",
                UPDATE.before(),
                Attributes.of(Attribute.NAME, Value.text("Siti")),
                OptionalLong.of(2),
                "link");

        assertThat(List.of(digest(LEAVER, UPDATE), digest(renamed, LEAVER), digest(UPDATE), digest()))
                .doesNotHaveDuplicates()
                .doesNotContain(digest(UPDATE, LEAVER));
    }

    @Test
    void isTheSameWhereverAndWheneverThePlanIsMade() {
        PlannedChange elsewhere =
                change(Action.UPDATE, "E1", UPDATE.before(), UPDATE.after(), OptionalLong.of(77), "email");

        assertThat(digest(elsewhere, LEAVER)).isEqualTo(digest(UPDATE, LEAVER));
        assertThat(PlanDigest.of(List.of(new Sequenced(5, UPDATE, List.of(1L, 2L), 3))))
                .isEqualTo(digest(UPDATE));
    }

    @Test
    void doesNotNameTheRunThoughATemporaryIdDoes() {
        assertThat(swapped("RC41TA")).isEqualTo(swapped("RC7TA"));
    }

    private static String swapped(String temporary) {
        Attributes a = Attributes.of(Attribute.EMPLOYEE_ID, Value.text("A"));
        Attributes b = Attributes.of(Attribute.EMPLOYEE_ID, Value.text("B"));
        List<PlannedChange> swap = List.of(
                change(Action.RENAME, "A", a, b, OptionalLong.of(2), "link"),
                change(Action.RENAME, "B", b, a, OptionalLong.of(3), "link"));
        List<Sequenced> plan = new Sequencer(SequencerTest.RUANGKERJA, id -> temporary, (change, attribute) -> true)
                .sequence(swap)
                .plan();
        assertThat(plan).hasSize(3);
        return PlanDigest.of(plan);
    }

    private static PlannedChange change(
            Action action, String id, Attributes before, Attributes after, OptionalLong line, String matchedBy) {
        return new PlannedChange(
                PlannedChange.Kind.CHANGE, action, id, Optional.of("r-" + id), line, before, after, false, matchedBy);
    }

    private static String digest(PlannedChange... changes) {
        PlanDigest digest = new PlanDigest();
        List.of(changes).forEach(digest::add);
        return digest.seal();
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
