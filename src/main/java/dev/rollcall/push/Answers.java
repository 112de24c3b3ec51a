package dev.rollcall.push;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.RowCode;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.push.Event.Asked;
import dev.rollcall.push.Event.Call;
import dev.rollcall.tenant.Backoff;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What becomes of a change once its call was answered, or was not.
final class Answers {

    private final PushOrder order;
    private final Writing writing;
    private final Books books;
    private final Agenda agenda;
    private final InstantSource clock;
    private final Backoff backoff = Backoff.withJitter();

    Answers(PushOrder order, Writing writing, Books books, Agenda agenda, InstantSource clock) {
        this.order = order;
        this.writing = writing;
        this.books = books;
        this.agenda = agenda;
        this.clock = clock;
    }

    void take(Event.Answered event) {
        Call call = event.call();
        if (event.whole() instanceof Answer.Refused<List<Answer<Effect>>>
                && call.tasks().size() > 1) {
            int middle = call.tasks().size() / 2;
            agenda.part(call.tasks().subList(0, middle));
            agenda.part(call.tasks().subList(middle, call.tasks().size()));
            return;
        }
        for (int i = 0; i < call.tasks().size(); i++) {
            take(call.tasks().get(i), call.writes().get(i), item(event.whole(), i), event.counted());
        }
    }

    private static Answer<Effect> item(Answer<List<Answer<Effect>>> whole, int number) {
        if (whole instanceof Answer.Success<List<Answer<Effect>>>(var items)) {
            return number < items.size() ? items.get(number) : new Answer.Lost<>("no answer for this item");
        }
        return whole.map(items -> {
            throw new IllegalStateException("only a success has items: " + items.size());
        });
    }

    private void take(Task task, Write write, Answer<Effect> answer, boolean counted) {
        switch (Judge.judge(write, answer, task.lost, counted)) {
            case Verdict.Done(Effect effect) -> {
                task.attempts++;
                done(task, write, effect);
            }
            case Verdict.Fail fail when task.undo -> again(task, true, fail);
            case Verdict.Fail fail -> {
                task.attempts++;
                if (fail.complaint().equals(Complaint.BILLING)) {
                    agenda.full(fail);
                }
                books.failed(task, fail);
            }
            case Verdict.Exists exists -> {
                task.attempts++;
                agenda.lookUp(new Asked(task, write, Optional.of(exists)));
            }
            case Verdict.Again(boolean uses, boolean lost, String what) -> {
                task.lost |= lost;
                again(task, uses, what);
            }
            case Verdict.LookUp(boolean uses, String what) -> {
                task.lost = true;
                task.attempts += uses ? 1 : 0;
                books.open(task, State.UNKNOWN);
                agenda.lookUp(new Asked(task, write, Optional.empty()));
            }
        }
    }

    /// @param counted whether the attempt that came to nothing counts
    void again(Task task, boolean counted, String what) {
        again(task, counted, new Verdict.Fail(RowCode.REMOTE_UNAVAILABLE, "", what));
    }

    /// Taking a change back is tried again even where the tenant refused it: nobody is to keep a temporary ID, or to be
    /// left without the value that was cleared ahead.
    private void again(Task task, boolean counted, Verdict.Fail otherwise) {
        task.attempts += counted ? 1 : 0;
        if (task.attempts >= order.settings().attempts()) {
            books.failed(task, otherwise);
            return;
        }
        books.open(task, State.PENDING);
        if (order.line().trouble().isEmpty()) {
            agenda.later(task, clock.instant().plus(backoff.after(Math.max(1, task.attempts))));
        }
    }

    /// The write was carried out.
    void done(Task task, Write write, Effect effect) {
        if (task.undo) {
            books.takenBack(task, effect);
        } else if (writing.hasMore(task) && effect instanceof Effect.Updated(TenantUserId id)) {
            task.current(order.line().abilities()).ifPresent(user -> {
                task.part++;
                task.read(after(user, write, id), clock.instant());
            });
            agenda.queue(task);
        } else {
            if (effect instanceof Effect.ReferenceCreated(var reference)) {
                agenda.know(Map.of(PlannedChange.NEW_REFERENCE + task.line.employeeId(), reference.id()));
            }
            books.applied(task, effect);
        }
    }

    private static TenantUser after(TenantUser user, Write write, TenantUserId id) {
        Attributes changes = switch (write) {
            case Write.Update update -> update.changes();
            case Write.Rename rename -> rename.changes();
            case Write.Create _, Write.ChangeEmail _, Write.RevokeInvitation _, Write.CreateReference _ ->
                Attributes.NONE;
        };
        return new TenantUser(
                id,
                write instanceof Write.Rename rename ? Optional.of(rename.newEmployeeId()) : user.employeeId(),
                changes.flag(Attribute.ACTIVE).orElse(user.active()),
                user.attributes().overlaidWith(changes.without(Attribute.ACTIVE)),
                user.untouchable());
    }
}
