package dev.rollcall.push;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.UserKey;
import dev.rollcall.connector.Write;
import dev.rollcall.person.TenantUser;
import dev.rollcall.push.Event.Asked;
import dev.rollcall.push.Event.Call;
import dev.rollcall.tenant.TenantLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads that call the tenant for a push, and what they have to tell.
final class Callers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
    private static final int WAIT_MILLIS = 20;
    private static final int PAUSE_MILLIS = 500;
    private static final int STOP_MILLIS = 1_000;

    private final TenantLine line;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final IdentityHashMap<Call, Ticket> calls = new IdentityHashMap<>();
    private final CountDownLatch cancelled = new CountDownLatch(1);
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
            case Event.LookedUp _, Event.LookedUpNothing _ -> lookingUp = false;
            case Event.Reread _, Event.RereadNothing _ -> rereading = false;
        }
    }

    int calls() {
        return calls.size();
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

    void call(Call call) {
        var ticket = new Ticket();
        calls.put(call, ticket);
        threads.execute(() -> events.add(make(call, ticket)));
    }

    private Event make(Call call, Ticket ticket) {
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

    void lookUp(List<Asked> asked, long known) {
        lookingUp = true;
        threads.execute(() -> {
            try {
                events.add(new Event.LookedUp(asked, new Lookups(line, known, cancelled).lookUp(asked)));
            } catch (CancellationException gaveUp) {
                events.add(new Event.LookedUpNothing(asked));
            } catch (RuntimeException surprise) {
                LOG.error("a look-up ended in {}", surprise.getClass().getName(), surprise);
                events.add(new Event.LookedUpNothing(asked));
            }
        });
    }

    void reread(List<Task> tasks, long known) {
        rereading = true;
        Map<Task, UserKey> keys = new HashMap<>();
        tasks.forEach(task -> keys.put(task, new UserKey.ById(task.userId().orElseThrow())));
        threads.execute(() -> {
            try {
                Map<UserKey, List<TenantUser>> users = new Lookup(line, known).users(new HashSet<>(keys.values()));
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
        cancelled.countDown();
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

    @Override
    public void close() {
        threads.shutdown();
    }
}
