package dev.rollcall.snapshot;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Declared;
import dev.rollcall.connector.Listing;
import dev.rollcall.connector.OpenInvitation;
import dev.rollcall.connector.Page;
import dev.rollcall.person.Abilities.Creation;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Reference;
import dev.rollcall.snapshot.SnapshotOutcome.Incomplete;
import dev.rollcall.snapshot.SnapshotOutcome.Refused;
import dev.rollcall.snapshot.SnapshotOutcome.Taken;
import dev.rollcall.snapshot.SnapshotOutcome.Unusable;
import dev.rollcall.tenant.TenantLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Reads a tenant whole: users (proven against the total that it states), references, open invitations.
@Component
public class Snapshots {
    private static final int READS = 4;

    private final SnapshotStore store;

    Snapshots(SnapshotStore store) {
        this.store = store;
    }

    /// Takes the snapshot of a run; one that is there already is replaced. A list that is shorter (or longer)
    /// than the tenant states is read again, three times.
    public SnapshotOutcome take(SnapshotOrder order) {
        SnapshotOutcome outcome = new Incomplete(0, 0);
        try {
            for (int read = 0; read < READS && outcome instanceof Incomplete; read++) {
                outcome = users(order);
            }
            if (outcome instanceof Taken) {
                references(order);
                invitations(order);
            }
            return outcome;
        } catch (Unreadable e) {
            return e.outcome;
        }
    }

    /// Forgets the snapshot of a run.
    public void drop(long runId) {
        store.drop(runId);
    }

    private SnapshotOutcome users(SnapshotOrder order) {
        try (UserSink sink = store.begin(order.runId(), order.mapped());
                var reading = new UserReading(order.line(), sink)) {
            long total = reading.readAll();
            if (total >= 0 && reading.distinct() != total) {
                return new Incomplete(reading.distinct(), total);
            }
            sink.keep();
            return new Taken(reading.distinct());
        }
    }

    private void references(SnapshotOrder order) {
        var all = new ArrayList<Reference>();
        for (Attribute kind : order.references()) {
            if (order.line().abilities().readable().contains(kind)) {
                all.addAll(pages(order.line(), number -> c -> c.references(kind, number), kind.key()));
            }
        }
        store.references(order.runId(), all);
    }

    private void invitations(SnapshotOrder order) {
        if (order.line().abilities().creation() == Creation.INVITATION) {
            store.accepted(order.runId(), order.job());
            openInvitations(order.line()).ifPresent(open -> store.invitations(order.runId(), order.job(), open));
        }
    }

    /// Empty where the tenant does not list invitations: those that the job remembers count as open then.
    private static Optional<List<OpenInvitation>> openInvitations(TenantLine line) {
        try {
            return Optional.of(pages(line, number -> c -> c.invitations(number), "open invitations"));
        } catch (Unreadable e) {
            if (e.outcome instanceof Refused no && no.code().equals(Declared.NOT_OFFERED)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static <T> List<T> pages(TenantLine line, PageCall<T> call, String what) {
        var items = new ArrayList<T>();
        var listing = new Listing<T>();
        while (!listing.hasEnded()) {
            items.addAll(listing.take(read(line, call.page(listing.next()), what)));
        }
        return items;
    }

    static <T> T read(TenantLine line, Function<Connector, Answer<T>> call, String what) {
        Answer<T> answer = line.read(call);
        return switch (answer) {
            case Answer.Success<T>(T value) -> value;
            case Answer.Refused<T> no -> throw new Unreadable(new Refused(what, no.code(), no.message()));
            case Answer.Transient<T> t -> throw unusable(line, what, t.what());
            case Answer.Lost<T> l -> throw unusable(line, what, l.what());
            case Answer.Unauthorized<T> u -> throw unusable(line, what, u.code());
        };
    }

    private static Unreadable unusable(TenantLine line, String what, String seen) {
        return line.trouble()
                .map(trouble -> new Unreadable(new Unusable(trouble)))
                .orElseGet(() -> new Unreadable(new Refused(what, "", seen)));
    }

    /// One call for one page.
    private interface PageCall<T> {
        Function<Connector, Answer<Page<T>>> page(int number);
    }

    /// Reading ended early; carries how, from whichever thread saw it.
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient SnapshotOutcome outcome;

        Unreadable(SnapshotOutcome outcome) {
            super("the tenant could not be read", null, false, false);
            this.outcome = outcome;
        }
    }
}
