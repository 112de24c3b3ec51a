package dev.rollcall.push;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.UserKey;
import dev.rollcall.connector.Write;
import dev.rollcall.person.TenantUser;
import dev.rollcall.push.Event.Asked;
import dev.rollcall.push.Event.Call;
import dev.rollcall.push.Event.Sighting;
import dev.rollcall.tenant.TenantLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads that call the tenant for a push, and what they have to tell.
final class Callers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
    private static final int WAIT_MILLIS = 20;

    /// Where calls enough wait for a caller, answers are taken up together.
    private static final long GATHER_NANOS = 3_000_000;

    private static final int PAUSE_MILLIS = 500;
    private static final int STOP_MILLIS = 1_000;

    private final TenantLine line;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("caller-", 1).factory());
    private final BlockingQueue<Optional<Ticket>> waiting = new LinkedBlockingQueue<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final IdentityHashMap<Call, Ticket> calls = new IdentityHashMap<>();
    private int started;
    private boolean lookingUp;
    private boolean rereading;

    Callers(TenantLine line) {
        this.line = line;
    }

    /// What has happened; waits a moment where nothing has.
    List<Event> next() {
        List<Event> all = new ArrayList<>();
        try {
            Event first = events.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                all.add(first);
                if (hasPlenty()) {
                    LockSupport.parkNanos(GATHER_NANOS);
                }
                events.drainTo(all);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(this::note);
        return all;
    }

    private void note(Event event) {
        switch (event) {
            case Event.Answered answered -> calls.remove(answered.call());
            case Event.NotSent notSent -> calls.remove(notSent.call());
            case Event.FoundSome _ -> {
                // the look-up goes on
            }
            case Event.LookedUp _, Event.LookedUpNothing _ -> lookingUp = false;
            case Event.Reread _, Event.RereadNothing _ -> rereading = false;
        }
    }

    int calls() {
        return calls.size();
    }

    /// Whether callers have enough to do for now: two calls each wait for them.
    boolean hasPlenty() {
        return waiting.size() > 2 * line.settings().concurrency();
    }

    List<Call> underWay() {
        return List.copyOf(calls.keySet());
    }

    boolean isLookingUp() {
        return lookingUp;
    }

    boolean isRereading() {
        return rereading;
    }

    boolean isIdle() {
        return calls.isEmpty() && !lookingUp && !rereading && events.isEmpty();
    }

    /// Has the call made by the next caller that is free; there are as many callers as calls at once.
    void call(Call call) {
        var ticket = new Ticket(call);
        calls.put(call, ticket);
        waiting.add(Optional.of(ticket));
        if (started < line.settings().concurrency()) {
            started++;
            threads.execute(this::makeCalls);
        }
    }

    private void makeCalls() {
        try {
            for (Optional<Ticket> next = waiting.take(); next.isPresent(); next = waiting.take()) {
                events.add(make(next.get()));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("only a ticket interrupts a caller, and only while it is used", e);
        }
    }

    private Event make(Ticket ticket) {
        Call call = ticket.call();
        try {
            ticket.begin();
            TenantLine.Attempt<List<Answer<Effect>>> attempt = call.tasks().size() == 1
                    ? single(call, ticket)
                    : line.write(connector -> ticket.leave(() -> connector.writeAll(call.writes())));
            return new Event.Answered(call, attempt.answer(), attempt.counted());
        } catch (CancellationException cancelled) {
            return new Event.NotSent(call, ticket.isCalledOff());
        } catch (RuntimeException surprise) {
            LOG.error("a call to the tenant ended in {}", surprise.getClass().getName(), surprise);
            return new Event.Answered(
                    call,
                    new Answer.Lost<>("internal error " + surprise.getClass().getSimpleName()),
                    true);
        } finally {
            ticket.end();
            Thread.interrupted(); // the next call is another matter
        }
    }

    private TenantLine.Attempt<List<Answer<Effect>>> single(Call call, Ticket ticket) {
        Write write = call.writes().getFirst();
        TenantLine.Attempt<Effect> attempt = line.write(connector -> ticket.leave(() -> connector.write(write)));
        return switch (attempt.answer()) {
            case Answer.Success<Effect> _, Answer.Refused<Effect> _ ->
                new TenantLine.Attempt<>(new Answer.Success<>(List.of(attempt.answer())), attempt.counted());
            case Answer.Transient<Effect> _, Answer.Lost<Effect> _, Answer.Unauthorized<Effect> _ ->
                new TenantLine.Attempt<>(attempt.answer().map(List::of).map(effects -> List.of()), attempt.counted());
        };
    }

    /// Lets those of these calls that have not left yet leave no more.
    void callOff(Predicate<Call> which) {
        calls.forEach((call, ticket) -> {
            if (which.test(call)) {
                ticket.callOff();
            }
        });
    }

    void lookUp(List<Asked> asked, OptionalLong known) {
        lookingUp = true;
        threads.execute(() -> {
            List<Asked> open = new ArrayList<>(asked);
            try {
                Map<Task, Sighting> found = new Lookups(line, known).lookUp(asked, some -> foundSome(open, some));
                events.add(new Event.LookedUp(open, found));
            } catch (CancellationException gaveUp) {
                events.add(new Event.LookedUpNothing(open));
            } catch (RuntimeException surprise) {
                LOG.error("a look-up ended in {}", surprise.getClass().getName(), surprise);
                events.add(new Event.LookedUpNothing(open));
            }
        });
    }

    /// Handed on at once: a long look-up shows progress, and is not for nothing where it is broken off.
    private void foundSome(List<Asked> open, Map<Task, Sighting> found) {
        List<Asked> some =
                open.stream().filter(one -> found.containsKey(one.task())).toList();
        open.removeIf(one -> found.containsKey(one.task()));
        events.add(new Event.FoundSome(some, found));
    }

    void reread(List<Task> tasks, OptionalLong known) {
        rereading = true;
        Map<Task, UserKey> keys = new HashMap<>();
        tasks.forEach(task -> keys.put(task, new UserKey.ById(task.userId().orElseThrow())));
        threads.execute(() -> {
            try {
                Map<UserKey, List<TenantUser>> users =
                        new Lookup(line, known).users(new HashSet<>(keys.values()), some -> {});
                Map<Task, Optional<TenantUser>> found = new HashMap<>();
                keys.forEach((task, key) -> found.put(
                        task, users.getOrDefault(key, List.of()).stream().findFirst()));
                events.add(new Event.Reread(tasks, found));
            } catch (CancellationException gaveUp) {
                events.add(new Event.RereadNothing(tasks));
            }
        });
    }

    /// Lets calls under way finish, for a moment; nothing new leaves.
    void stop(Runnable meanwhile) {
        callOff(call -> true);
        line.cancel();
        for (int waited = 0; !isIdle() && waited < STOP_MILLIS; waited += WAIT_MILLIS) {
            meanwhile.run();
        }
        meanwhile.run();
    }

    void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Calls under way go on to their end; nothing else leaves any more. A push that ended without a database has
    /// calls that wait for their turn still, and whoever has the run next looks up what was to leave.
    @Override
    public void close() {
        callOff(call -> true);
        for (int caller = 0; caller < started; caller++) {
            waiting.add(Optional.empty());
        }
        threads.shutdown();
    }
}
