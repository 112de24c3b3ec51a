package dev.rollcall.push;

import dev.rollcall.connector.Effect;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.InvitationId;
import dev.rollcall.person.RowCode;
import dev.rollcall.person.TenantUser;
import dev.rollcall.push.Event.Asked;
import dev.rollcall.push.Event.Sighting;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What becomes of a change whose user was looked up or read again.
final class Findings {

    private final PushOrder order;
    private final PushStore store;
    private final Books books;
    private final Agenda agenda;
    private final Answers answers;
    private final InstantSource clock;

    Findings(PushOrder order, PushStore store, Books books, Agenda agenda, Answers answers, InstantSource clock) {
        this.order = order;
        this.store = store;
        this.books = books;
        this.agenda = agenda;
        this.answers = answers;
        this.clock = clock;
    }

    void lookedUp(Asked asked, Sighting sighting) {
        Task task = asked.task();
        Write write = asked.write();
        switch (sighting) {
            case Sighting.Nothing() -> {
                if (asked.refused().isPresent() && isOurInvitation(asked)) {
                    answers.done(task, write, new Effect.Invited(InvitationId.UNSEEN));
                } else if (asked.refused().isPresent()) {
                    books.failed(task, asked.refused().get().otherwise());
                } else {
                    answers.again(
                            task, false, "the tenant's answer was lost, and nothing of the change is to be found");
                }
            }
            case Sighting.Ref(var reference) -> answers.done(task, write, new Effect.ReferenceCreated(reference));
            case Sighting.Invitation(var invitation) -> answers.done(task, write, new Effect.Invited(invitation.id()));
            case Sighting.User(TenantUser user) -> seen(asked, user);
        }
    }

    /// Invited already, says the tenant, after an attempt of ours whose answer was lost: it is not shown to us, but
    /// it is ours.
    private boolean isOurInvitation(Asked asked) {
        return asked.task().lost
                && asked.write() instanceof Write.Create
                && order.line().abilities().creation() == Abilities.Creation.INVITATION;
    }

    private void seen(Asked asked, TenantUser user) {
        switch (asked.write()) {
            case Write.Create create -> created(asked, create, user);
            case Write.ChangeEmail change -> emailed(asked, change, user);
            case Write.Rename _, Write.Update _, Write.RevokeInvitation _, Write.CreateReference _ ->
                answers.done(asked.task(), asked.write(), new Effect.Updated(user.id()));
        }
    }

    private void created(Asked asked, Write.Create create, TenantUser user) {
        if (asked.task().lost || isFree(asked.task(), user)) {
            answers.done(asked.task(), create, new Effect.Created(user.id()));
        } else {
            books.failed(asked.task(), asked.refused().orElseThrow().otherwise());
        }
    }

    private void emailed(Asked asked, Write.ChangeEmail change, TenantUser user) {
        if (Comparison.key(Attribute.EMAIL, user.attributes().text(Attribute.EMAIL))
                .equals(Comparison.key(Attribute.EMAIL, change.email()))) {
            books.applied(asked.task(), new Effect.Updated(user.id()));
        } else if (asked.refused().isPresent()) {
            books.failed(asked.task(), asked.refused().get().otherwise());
        } else {
            answers.again(asked.task(), false, "the tenant's answer was lost, and the e-mail is not changed");
        }
    }

    /// Whether a user who is there already is the one that was to be created.
    private boolean isFree(Task task, TenantUser user) {
        return Staleness.isAsWanted(user, task.after)
                && !store.isLinkedElsewhere(order.job(), user.id().value(), task.line.employeeId());
    }

    void reread(Task task, Optional<TenantUser> user) {
        if (user.isEmpty()) {
            var gone = new Verdict.Fail(RowCode.REMOTE_REJECTED, "NOT_FOUND", "", Complaint.GONE);
            if (!agenda.lookForRenamed(task, gone)) {
                books.failed(task, gone);
            }
            return;
        }
        Set<Attribute> ours = task.steps().stream()
                .flatMap(step -> step.after().keys().stream())
                .collect(Collectors.toSet());
        task.read(user.get(), clock.instant());
        if (!task.undo
                && Staleness.changed(user.get(), task.line.before(), task.after, ours)
                        .isPresent()) {
            books.failed(task, new Verdict.Fail(RowCode.STALE, "", ""));
        } else {
            agenda.free(task);
        }
    }
}
