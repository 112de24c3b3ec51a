package dev.rollcall.push;

import dev.rollcall.connector.Write;
import dev.rollcall.push.Event.Call;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Sends what is ready: committed to the journal first, then handed to the callers, somewhat more than can be under
/// way at once, so that they never wait for the database.
final class Departures {

    /// Calls for one change that wait behind each that is under way.
    private static final int AHEAD = 4;

    /// Where calls are spaced: for so long ahead.
    private static final double SECONDS_AHEAD = 0.25;

    private final PushOrder order;
    private final PushStore store;
    private final Writing writing;
    private final Books books;
    private final Agenda agenda;
    private final Cycles cycles;
    private final Callers callers;
    private final InstantSource clock;
    private final boolean bulk;
    private @Nullable OptionalLong known;

    Departures(
            PushOrder order,
            PushStore store,
            Writing writing,
            Books books,
            Agenda agenda,
            Cycles cycles,
            Callers callers,
            InstantSource clock) {
        this.order = order;
        this.store = store;
        this.writing = writing;
        this.books = books;
        this.agenda = agenda;
        this.cycles = cycles;
        this.callers = callers;
        this.clock = clock;
        this.bulk = order.settings().bulk() && order.line().abilities().maxBulk() > 1;
    }

    /// @param more whether changes are still to be loaded: then calls for many wait until they are full
    void launch(boolean more) {
        if (callers.hasPlenty()) {
            return; // one commit for many calls
        }
        List<Call> calls = new ArrayList<>();
        int room = callsAtOnce() - callers.calls();
        while (calls.size() < room) {
            boolean partial = !more || callers.calls() + calls.size() == 0;
            List<Task> next = agenda.next(partial);
            if (next.isEmpty()) {
                break;
            }
            List<Task> tasks = fresh(agenda.withRoom(next));
            if (!tasks.isEmpty()) {
                calls.add(new Call(tasks, tasks.stream().map(this::write).toList()));
            }
        }
        if (!calls.isEmpty()) {
            books.send(calls);
            leave(calls);
        }
    }

    /// The commit may have waited for a database that was away, and the run may have been lost meanwhile: whoever has
    /// it now looks up what was to leave, so it must not leave after that.
    private void leave(List<Call> calls) {
        boolean stop = order.cancelled().getAsBoolean();
        for (Call call : calls) {
            if (stop && call.tasks().stream().noneMatch(cycles::isBegun)) {
                call.tasks().forEach(task -> books.open(task, State.PENDING));
            } else {
                call.tasks().forEach(cycles::sent);
                callers.call(call);
            }
        }
    }

    private int callsAtOnce() {
        int concurrency = order.settings().concurrency();
        if (bulk) {
            return 2 * concurrency;
        }
        double spaced = order.line().allowedRate().orElse(Double.MAX_VALUE) * SECONDS_AHEAD;
        return concurrency + (int) Math.clamp(spaced, concurrency, (double) AHEAD * concurrency);
    }

    private Write write(Task task) {
        return writing.writes(task).getFirst();
    }

    /// Sends nobody's change who was read too long ago.
    private List<Task> fresh(List<Task> tasks) {
        Instant now = clock.instant();
        List<Task> old = tasks.stream()
                .filter(task -> task.needsUser() && task.part == 0 && task.isOld(now))
                .toList();
        if (old.isEmpty()) {
            return tasks;
        }
        agenda.reread(old);
        return tasks.stream().filter(task -> !old.contains(task)).toList();
    }

    /// Looks up what is not known, all of it together.
    void lookUp() {
        if (agenda.hasToLookUp() && !callers.isLookingUp()) {
            callers.lookUp(agenda.takeToLookUp(), known());
        }
    }

    void reread() {
        if (!callers.isRereading()) {
            List<Task> tasks = agenda.takeToReread();
            if (!tasks.isEmpty()) {
                callers.reread(tasks, known());
            }
        }
    }

    private OptionalLong known() {
        OptionalLong users = known;
        if (users == null) {
            users = store.users(order.runId());
            known = users;
        }
        return users;
    }
}
