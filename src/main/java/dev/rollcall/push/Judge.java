package dev.rollcall.push;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Answer.Refusal;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.Write;
import dev.rollcall.person.RowCode;

/// The table "Pushing one change": answer to verdict.
final class Judge {

    private Judge() {}

    /// @param lost whether an answer to an earlier attempt of ours was lost
    /// @param counted whether the attempt counts
    static Verdict judge(Write write, Answer<Effect> answer, boolean lost, boolean counted) {
        return switch (answer) {
            case Answer.Success<Effect>(Effect effect) -> new Verdict.Done(effect);
            case Answer.Refused<Effect> no -> refused(write, no, lost);
            case Answer.Transient<Effect> later ->
                new Verdict.Again(counted && !later.throttled(), false, later.what());
            case Answer.Unauthorized<Effect> no -> new Verdict.Fail(RowCode.REMOTE_REJECTED, no.code(), no.message());
            case Answer.Lost<Effect>(String what) ->
                write.isRepeatable() ? new Verdict.Again(counted, true, what) : new Verdict.LookUp(counted, what);
        };
    }

    private static Verdict refused(Write write, Answer.Refused<Effect> no, boolean lost) {
        Refusal kind = no.kind();
        Verdict.Fail rejected = Complaints.of(no);
        Verdict.Fail taken = new Verdict.Fail(RowCode.EMPLOYEE_ID_TAKEN, no.code(), no.message());
        boolean exists = kind == Refusal.EMPLOYEE_ID_EXISTS
                || kind == Refusal.EMAIL_EXISTS
                || kind == Refusal.VALUE_EXISTS
                || kind == Refusal.REFERENCE_EXISTS;
        return switch (write) {
            case Write.Create _ when kind == Refusal.EMPLOYEE_ID_EXISTS -> new Verdict.Exists(taken);
            case Write.Create _ when exists && lost -> new Verdict.Exists(rejected);
            case Write.Rename _ when kind == Refusal.EMPLOYEE_ID_EXISTS -> lost ? new Verdict.Exists(taken) : taken;
            case Write.Rename _ when lost -> new Verdict.Exists(rejected);
            case Write.Update _, Write.Rename _, Write.ChangeEmail _
            when kind == Refusal.NOT_FOUND -> Complaints.gone(no);
            case Write.CreateReference _ when kind == Refusal.REFERENCE_EXISTS -> new Verdict.Exists(rejected);
            case Write.ChangeEmail _ when lost && exists -> new Verdict.Exists(rejected);
            case Write.RevokeInvitation _
            when kind == Refusal.NOT_FOUND && lost -> new Verdict.Done(new Effect.Revoked());
            case Write.Create _,
                    Write.Update _,
                    Write.Rename _,
                    Write.ChangeEmail _,
                    Write.RevokeInvitation _,
                    Write.CreateReference _ -> rejected;
        };
    }
}
