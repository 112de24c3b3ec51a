package dev.rollcall.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Answer.Refusal;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.InvitationId;
import dev.rollcall.person.RowCode;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The table "Pushing one change", whole: every kind of write with every answer, before and after a lost attempt.
class JudgeTest {
    private static final TenantUser USER = new TenantUser(
            new TenantUserId("u-1"), Optional.of(new EmployeeId("E1")), true, new Attributes(Map.of()), false);

    private static final Map<String, Write> WRITES = Map.of(
            "create", new Write.Create(new EmployeeId("E1"), new Attributes(Map.of())),
            "update", new Write.Update(USER, new Attributes(Map.of())),
            "rename", new Write.Rename(USER, new EmployeeId("E2"), new Attributes(Map.of())),
            "email", new Write.ChangeEmail(USER, "new@example.org"),
            "revoke", new Write.RevokeInvitation(new InvitationId("i-1")),
            "reference", new Write.CreateReference(Attribute.TAGS, "Night"));

    private static final String REJECTED = "failed REMOTE_REJECTED";
    private static final String OURS = "exists, else REMOTE_REJECTED";

    /// What differs from [#REJECTED], by write, refusal and whether an attempt was lost.
    private static final Map<String, String> OTHERWISE = Map.ofEntries(
            Map.entry("create EMPLOYEE_ID_EXISTS first", "exists, else EMPLOYEE_ID_TAKEN"),
            Map.entry("create EMPLOYEE_ID_EXISTS lost", "exists, else EMPLOYEE_ID_TAKEN"),
            Map.entry("create EMAIL_EXISTS lost", OURS),
            Map.entry("create VALUE_EXISTS lost", OURS),
            Map.entry("create REFERENCE_EXISTS lost", OURS),
            Map.entry("update NOT_FOUND first", REJECTED + " gone"),
            Map.entry("update NOT_FOUND lost", REJECTED + " gone"),
            Map.entry("rename NOT_FOUND first", REJECTED + " gone"),
            Map.entry("rename EMPLOYEE_ID_EXISTS first", "failed EMPLOYEE_ID_TAKEN"),
            Map.entry("rename EMPLOYEE_ID_EXISTS lost", "exists, else EMPLOYEE_ID_TAKEN"),
            Map.entry("email NOT_FOUND first", REJECTED + " gone"),
            Map.entry("email NOT_FOUND lost", REJECTED + " gone"),
            Map.entry("email EMPLOYEE_ID_EXISTS lost", OURS),
            Map.entry("email EMAIL_EXISTS lost", OURS),
            Map.entry("email VALUE_EXISTS lost", OURS),
            Map.entry("email REFERENCE_EXISTS lost", OURS),
            Map.entry("revoke NOT_FOUND lost", "done"),
            Map.entry("reference REFERENCE_EXISTS first", OURS),
            Map.entry("reference REFERENCE_EXISTS lost", OURS));

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void saysOfEachRefusalWhatItMeansForEachWrite(Refusal kind) {
        List<String> wrong = new ArrayList<>();
        WRITES.forEach((name, write) -> {
            for (String before : List.of("first", "lost")) {
                String of = name + " " + kind + " " + before;
                // whatever is said of a rename once an attempt was lost: it may have been done
                String usual = of.startsWith("rename") && before.equals("lost")
                        ? OURS
                        : kind == Refusal.BILLING ? REJECTED + " billing" : REJECTED;
                String told = told(Judge.judge(write, no(kind), before.equals("lost"), true));
                String expected = OTHERWISE.getOrDefault(of, usual);
                if (!told.equals(expected)) {
                    wrong.add(of + ": found " + told + ", expected " + expected);
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "create, look",
        "rename, look",
        "email, look",
        "reference, look",
        "update, again",
        "revoke, again",
    })
    void looksFirstAfterALostAnswerWhereASecondCallWouldDoHarm(String write, String todo) {
        Verdict verdict = Judge.judge(write(write), new Answer.Lost<>("HTTP 502"), false, true);
        assertThat(verdict)
                .isEqualTo(
                        todo.equals("look")
                                ? new Verdict.LookUp(true, "HTTP 502")
                                : new Verdict.Again(true, true, "HTTP 502"));
    }

    @Test
    void countsAnAttemptUnlessTheTenantOnlyAskedToWaitOrTheBreakerTries() {
        WRITES.values().forEach(write -> {
            assertThat(Judge.judge(write, later(false), false, true)).isEqualTo(new Verdict.Again(true, false, "busy"));
            assertThat(Judge.judge(write, later(true), false, true)).isEqualTo(new Verdict.Again(false, false, "busy"));
            assertThat(Judge.judge(write, later(false), false, false))
                    .isEqualTo(new Verdict.Again(false, false, "busy"));
        });
    }

    @Test
    void takesASuccessForDoneAndATokenThatStaysRefusedForARejection() {
        Effect effect = new Effect.Updated(new TenantUserId("u-1"));
        WRITES.values().forEach(write -> {
            assertThat(Judge.judge(write, new Answer.Success<>(effect), true, true))
                    .isEqualTo(new Verdict.Done(effect));
            assertThat(Judge.judge(write, new Answer.Unauthorized<>(1, "TOKEN", "no"), false, true))
                    .isEqualTo(new Verdict.Fail(RowCode.REMOTE_REJECTED, "TOKEN", "no"));
        });
    }

    @Test
    void keepsTheTenantsOwnWords() {
        Verdict verdict = Judge.judge(write("create"), no(Refusal.OTHER), false, true);
        assertThat(verdict).isEqualTo(new Verdict.Fail(RowCode.REMOTE_REJECTED, "CODE", "Tidak bisa."));
    }

    private static Write write(String name) {
        return Objects.requireNonNull(WRITES.get(name));
    }

    private static Answer<Effect> no(Refusal kind) {
        return new Answer.Refused<>("CODE", "Tidak bisa.", kind);
    }

    private static Answer<Effect> later(boolean throttled) {
        return new Answer.Transient<>(Optional.empty(), throttled, "busy");
    }

    private static String told(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Done _ -> "done";
            case Verdict.Fail fail when fail.complaint().equals(Complaint.GONE) -> "failed " + fail.code() + " gone";
            case Verdict.Fail fail
            when fail.complaint().equals(Complaint.BILLING) -> "failed " + fail.code() + " billing";
            case Verdict.Fail fail -> "failed " + fail.code();
            case Verdict.Exists(Verdict.Fail otherwise) -> "exists, else " + otherwise.code();
            case Verdict.Again _ -> "again";
            case Verdict.LookUp _ -> "look";
        };
    }
}
