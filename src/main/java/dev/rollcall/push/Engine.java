package dev.rollcall.push;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.UserKey;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.RowCode;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.push.Event.Asked;
import dev.rollcall.push.Event.Call;
import dev.rollcall.push.Event.Sighting;
import dev.rollcall.tenant.Backoff;
import dev.rollcall.tenant.Trouble;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/// The pushing thread's view of one push: which changes are taken up, what they wait for, and what becomes of
/// them. Calls are made by other threads, see [Callers]; nothing in here is touched by them.
final class Engine {

    private static final int PAGE = 5_000;

    private final PushOrder order;
    private final PushStore store;
    private final InstantSource clock;
    private final Callers callers;
    private final Writing writing;
    private final Backoff backoff = Backoff.withJitter();
    private final Outcomes outcomes = new Outcomes();
    private final ReadyQueues ready;
    private final int callsAtOnce;
    private final Map<Long, Task> window = new HashMap<>();
    private final Map<Long, List<Task>> waiters = new HashMap<>();
    private final PriorityQueue<Task> delayed = new PriorityQueue<>(Comparator.comparing((Task task) -> task.due));
    private final List<Asked> toLookUp = new ArrayList<>();
    private final List<Task> toReread = new ArrayList<>();
    private final Set<Long> broken = new HashSet<>();
    private final Set<Long> takenBack = new HashSet<>();
    private final Map<String, String> references = new HashMap<>();
    private final List<List<Task>> halves = new ArrayList<>();
    private Instant snapshotAt = Instant.EPOCH;
    private Pace pace;
    private long turn;
    private long loaded;
    private boolean more = true;
    private long known = -1;
    private Optional<Trouble> blind = Optional.empty();
    private Optional<Verdict.Fail> full = Optional.empty();

    Engine(PushOrder order, PushStore store, InstantSource clock) {
        this.order = order;
        this.store = store;
        this.clock = clock;
        this.writing = new Writing(order.line().abilities());
        int most = order.settings().bulk() ? order.line().abilities().maxBulk() : 1;
        this.ready = new ReadyQueues(Math.max(1, most));
        this.callsAtOnce = 2 * order.settings().concurrency();
        this.callers = new Callers(order.line());
        this.pace = new Pace(0, 0, clock.instant());
    }

    PushOutcome run() {
        try {
            begin();
            while (true) {
                callers.next().forEach(this::take);
                Optional<PushOutcome> end = order.cancelled().getAsBoolean() ? Optional.of(cancel()) : step();
                if (end.isPresent()) {
                    return end.get();
                }
            }
        } catch (PushStore.Overtaken overtaken) {
            return new PushOutcome.Cancelled();
        } catch (PushStore.Unreachable cancelledWithoutDatabase) {
            return new PushOutcome.Cancelled();
        } finally {
            callers.close();
        }
    }

    private void begin() {
        turn = patiently(() -> store.begin(order.runId()));
        snapshotAt = patiently(() -> store.snapshotAt(order.runId()));
        long total = patiently(() -> store.remaining(order.runId()));
        double perCall = order.settings().bulk() ? order.line().abilities().maxBulk() : 1;
        pace = new Pace(total, order.line().allowedRate().orElse(0.0) * perCall, clock.instant());
        order.progress().onProgress(pace.report(clock.instant()));
        references.putAll(patiently(() -> store.references(order.runId())));
        broken.addAll(patiently(() -> store.brokenGroups(order.runId())));
    }

    private Optional<PushOutcome> step() {
        boolean working = trouble().isEmpty();
        if (working) {
            load();
            wake();
            takeBack();
            launch();
            lookUp();
            reread();
        }
        if (outcomes.isDue(clock.instant()) || callers.isIdle() || !waiters.isEmpty()) {
            flush();
        }
        if (pace.isDue(clock.instant())) {
            order.progress().onProgress(pace.report(clock.instant()));
        }
        if (!working && callers.isIdle()) {
            giveBack();
            return trouble().map(PushOutcome.Stopped::new);
        }
        boolean through = window.isEmpty() && !more && broken.isEmpty() && outcomes.isEmpty() && callers.isIdle();
        if (through) {
            order.progress().onProgress(pace.report(clock.instant()));
        }
        return through ? Optional.of(new PushOutcome.Finished()) : Optional.empty();
    }

    private Optional<Trouble> trouble() {
        return order.line().trouble().or(() -> blind);
    }

    // ---- taking changes up

    private void load() {
        if (!more || window.size() > PAGE) {
            return;
        }
        List<Line> lines = patiently(() -> store.load(order.runId(), loaded, PAGE));
        more = lines.size() == PAGE;
        for (Line line : lines) {
            loaded = line.seq();
            takeUp(new Task(line, false, snapshotAt));
        }
    }

    private void takeUp(Task task) {
        window.put(task.seq(), task);
        for (Line.Need need : task.line.needs()) {
            if (window.containsKey(need.seq())) {
                task.open.add(need.seq());
                waiters.computeIfAbsent(need.seq(), seq -> new ArrayList<>()).add(task);
            } else if (need.state() == State.APPLIED) {
                task.done.add(need);
            } else {
                dependsOn(task);
                return;
            }
        }
        if (task.open.isEmpty()) {
            free(task);
        }
    }

    /// The change needs nothing any more.
    private void free(Task task) {
        Optional<Attributes> resolved = Writing.resolved(task.line.after(), references);
        if (resolved.isEmpty()) {
            dependsOn(task);
            return;
        }
        task.after = resolved.get();
        if (task.needsUser() && task.isOld(clock.instant())) {
            toReread.add(task);
        } else if (task.line.state() == State.UNKNOWN && !task.resumed && !task.undo) {
            task.resumed = true;
            resume(task);
        } else {
            queue(task);
        }
    }

    private void queue(Task task) {
        Write write = writing.writes(task).getFirst();
        ready.add(order.line().batchKey(write), task);
    }

    /// A change that was under way when the last push ended.
    private void resume(Task task) {
        List<Write> writes = writing.writes(task);
        Write risky = writes.getLast();
        if (writes.stream().allMatch(Write::isRepeatable)) {
            queue(task);
        } else {
            toLookUp.add(new Asked(
                    task,
                    writes.size() > 1 && task.line.action() == Action.RENAME ? writes.getFirst() : risky,
                    Optional.empty()));
        }
    }

    private void wake() {
        Instant now = clock.instant();
        while (!delayed.isEmpty() && !delayed.peek().due.isAfter(now)) {
            free(delayed.remove());
        }
    }

    // ---- calling

    private void launch() {
        List<Call> calls = new ArrayList<>();
        while (callers.calls() + calls.size() < callsAtOnce) {
            boolean partial = !more || callers.calls() + calls.size() == 0;
            List<Task> tasks = wanted(halves.isEmpty() ? fresh(ready.next(partial)) : halves.removeFirst());
            if (tasks.isEmpty() && ready.size() == 0 || tasks.isEmpty() && !partial) {
                break;
            }
            if (tasks.isEmpty()) {
                continue;
            }
            List<Write> writes =
                    tasks.stream().map(task -> writing.writes(task).getFirst()).toList();
            calls.add(new Call(tasks, writes));
        }
        if (calls.isEmpty()) {
            return;
        }
        List<Long> seqs = new ArrayList<>();
        for (Call call : calls) {
            for (Task task : call.tasks()) {
                if (task.undo) {
                    patiently(() -> {
                        store.sendBack(order.runId(), turn, task.seq());
                        return 0;
                    });
                } else {
                    seqs.add(task.seq());
                }
            }
        }
        patiently(() -> {
            store.send(order.runId(), turn, seqs);
            return 0;
        });
        calls.forEach(callers::call);
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
        toReread.addAll(old);
        return tasks.stream().filter(task -> !old.contains(task)).toList();
    }

    /// Where the subscription has no room for more users, nobody else is created: each would only be refused.
    private List<Task> wanted(List<Task> tasks) {
        Optional<Verdict.Fail> refusal = full;
        if (refusal.isEmpty() || tasks.stream().noneMatch(Task::makesUser)) {
            return tasks;
        }
        tasks.stream().filter(Task::makesUser).forEach(task -> fail(task, refusal.get()));
        return tasks.stream().filter(task -> !task.makesUser()).toList();
    }

    private void lookUp() {
        if (!toLookUp.isEmpty() && !callers.isLookingUp()) {
            callers.lookUp(List.copyOf(toLookUp), known());
            toLookUp.clear();
        }
    }

    private void reread() {
        if (!toReread.isEmpty() && !callers.isRereading()) {
            callers.reread(List.copyOf(toReread), known());
            toReread.clear();
        }
    }

    private long known() {
        if (known < 0) {
            known = patiently(() -> store.users(order.runId()));
        }
        return known;
    }

    // ---- what came of it

    private void take(Event event) {
        switch (event) {
            case Event.Answered answered -> answered(answered);
            case Event.NotSent(Call call) ->
                call.tasks().forEach(task -> outcomes.open(task, State.PENDING, clock.instant()));
            case Event.LookedUp(var asked, var found) ->
                asked.forEach(one -> lookedUp(one, found.getOrDefault(one.task(), new Sighting.Nothing())));
            case Event.LookedUpNothing(var asked) -> {
                asked.forEach(one -> outcomes.open(one.task(), State.UNKNOWN, clock.instant()));
                goBlind();
            }
            case Event.Reread(var tasks, var users) ->
                tasks.forEach(task -> rereadAs(task, users.getOrDefault(task, Optional.empty())));
            case Event.RereadNothing _ -> goBlind();
        }
    }

    /// What cannot be read cannot be decided: the push stops rather than guess.
    private void goBlind() {
        blind = Optional.of(new Trouble(
                Trouble.Reason.TENANT_UNAVAILABLE, "the tenant refuses to show users whose state must be known"));
    }

    private void answered(Event.Answered event) {
        Call call = event.call();
        if (event.whole() instanceof Answer.Refused<List<Answer<Effect>>>
                && call.tasks().size() > 1) {
            int middle = call.tasks().size() / 2;
            halves.add(call.tasks().subList(0, middle));
            halves.add(call.tasks().subList(middle, call.tasks().size()));
            return;
        }
        for (int i = 0; i < call.tasks().size(); i++) {
            int item = i;
            Answer<Effect> answer = event.whole() instanceof Answer.Success<List<Answer<Effect>>>(var items)
                    ? item < items.size() ? items.get(item) : new Answer.Lost<>("no answer for this item")
                    : event.whole().map(items -> items.get(item)).map(Engine::same);
            answered(call.tasks().get(i), call.writes().get(i), answer, event.counted());
        }
    }

    private static Effect same(Answer<Effect> never) {
        throw new IllegalStateException("only a success has a value: " + never.getClass());
    }

    private void answered(Task task, Write write, Answer<Effect> answer, boolean counted) {
        Instant now = clock.instant();
        switch (Judge.judge(write, answer, task.lost, counted)) {
            case Verdict.Done(Effect effect) -> {
                task.attempts++;
                done(task, write, effect);
            }
            case Verdict.Fail fail -> {
                task.attempts++;
                full = fail.complaint().equals(Complaint.BILLING) ? Optional.of(fail) : full;
                fail(task, fail);
            }
            case Verdict.Exists exists -> {
                task.attempts++;
                toLookUp.add(new Asked(task, write, Optional.of(exists)));
            }
            case Verdict.Again(boolean uses, boolean lost, String what) -> {
                task.lost |= lost;
                again(task, uses, what);
            }
            case Verdict.LookUp(boolean uses, String what) -> {
                task.lost = true;
                task.attempts += uses ? 1 : 0;
                outcomes.open(task, State.UNKNOWN, now);
                toLookUp.add(new Asked(task, write, Optional.empty()));
            }
        }
    }

    private void again(Task task, boolean counted, String what) {
        task.attempts += counted ? 1 : 0;
        if (task.attempts >= order.settings().attempts()) {
            fail(task, new Verdict.Fail(RowCode.REMOTE_UNAVAILABLE, "", what));
            return;
        }
        Instant now = clock.instant();
        outcomes.open(task, State.PENDING, now);
        if (trouble().isEmpty()) {
            task.due = now.plus(backoff.after(Math.max(1, task.attempts)));
            delayed.add(task);
        }
    }

    private void done(Task task, Write write, Effect effect) {
        Instant now = clock.instant();
        if (task.undo) {
            outcomes.takenBack(task, effect, now);
            return;
        }
        if (writing.writes(task).size() > 1 && effect instanceof Effect.Updated(TenantUserId id)) {
            task.current(order.line().abilities()).ifPresent(user -> {
                TenantUser after = after(user, write, id);
                task.part++;
                task.read(after, now);
            });
            queue(task);
            return;
        }
        if (effect instanceof Effect.ReferenceCreated(var reference)) {
            references.put(PlannedChange.NEW_REFERENCE + task.line.employeeId(), reference.id());
        }
        outcomes.applied(task, effect, now);
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

    private void fail(Task task, Verdict.Fail fail) {
        outcomes.failed(task, fail, clock.instant());
    }

    private void dependsOn(Task task) {
        fail(task, new Verdict.Fail(RowCode.DEPENDS_ON, "", ""));
    }

    private void lookedUp(Asked asked, Sighting sighting) {
        Task task = asked.task();
        Write write = asked.write();
        boolean ours = task.lost || write instanceof Write.CreateReference;
        switch (sighting) {
            case Sighting.Nothing() -> {
                if (asked.refused().isPresent()) {
                    fail(task, asked.refused().get().otherwise());
                } else {
                    again(task, false, "the tenant's answer was lost, and nothing of the change is to be found");
                }
            }
            case Sighting.Ref(var reference) -> done(task, write, new Effect.ReferenceCreated(reference));
            case Sighting.Invitation(var invitation) -> done(task, write, new Effect.Invited(invitation.id()));
            case Sighting.User(TenantUser user) -> seen(asked, user, ours);
        }
    }

    private void seen(Asked asked, TenantUser user, boolean ours) {
        Task task = asked.task();
        switch (asked.write()) {
            case Write.Create create -> {
                if (ours || isFree(task, user)) {
                    done(task, create, new Effect.Created(user.id()));
                } else {
                    fail(task, asked.refused().orElseThrow().otherwise());
                }
            }
            case Write.ChangeEmail change -> {
                if (Comparison.key(Attribute.EMAIL, user.attributes().text(Attribute.EMAIL))
                        .equals(Comparison.key(Attribute.EMAIL, change.email()))) {
                    outcomes.applied(task, new Effect.Updated(user.id()), clock.instant());
                } else if (asked.refused().isPresent()) {
                    fail(task, asked.refused().get().otherwise());
                } else {
                    again(task, false, "the tenant's answer was lost, and the e-mail is not changed");
                }
            }
            case Write.Rename _, Write.Update _, Write.RevokeInvitation _, Write.CreateReference _ ->
                done(task, asked.write(), new Effect.Updated(user.id()));
        }
    }

    /// Whether a user who is there already is the one that was to be created.
    private boolean isFree(Task task, TenantUser user) {
        return Staleness.isAsWanted(user, task.after)
                && !patiently(
                        () -> store.isLinkedElsewhere(order.job(), user.id().value(), task.line.employeeId()));
    }

    private void rereadAs(Task task, Optional<TenantUser> user) {
        if (user.isEmpty()) {
            fail(task, new Verdict.Fail(RowCode.REMOTE_REJECTED, "NOT_FOUND", ""));
            return;
        }
        Set<Attribute> ours = task.steps().stream()
                .flatMap(step -> step.after().keys().stream())
                .collect(Collectors.toSet());
        task.read(user.get(), clock.instant());
        if (!task.undo
                && Staleness.changed(user.get(), task.line.before(), task.after, ours)
                        .isPresent()) {
            fail(task, new Verdict.Fail(RowCode.STALE, "", ""));
        } else {
            free(task);
        }
    }

    // ---- writing it down

    private void flush() {
        while (!outcomes.isEmpty()) {
            List<Outcomes.Settled> batch = outcomes.next();
            patiently(() -> {
                List<Outcome> all =
                        batch.stream().map(Outcomes.Settled::outcome).toList();
                store.record(order.runId(), order.job(), turn, all);
                return 0;
            });
            outcomes.written(batch, clock.instant());
            batch.forEach(this::written);
        }
    }

    private void written(Outcomes.Settled settled) {
        Task task = settled.task();
        Outcome outcome = settled.outcome();
        switch (outcome.state()) {
            case APPLIED -> {
                leave(task);
                freeWaiters(task, outcome);
            }
            case FAILED, STALE -> {
                leave(task);
                failWaiters(task);
            }
            case PENDING, SENT, UNKNOWN, HELD, DISCARDED, SUPERSEDED -> {
                // goes on
            }
        }
    }

    private void leave(Task task) {
        window.remove(task.seq());
        pace.done(task.undo ? 0 : 1);
    }

    private void freeWaiters(Task task, Outcome outcome) {
        Optional<String> id = outcome.effect().flatMap(effect -> switch (effect) {
            case Effect.Updated(var user) -> Optional.of(user.value());
            case Effect.Created(var user) -> Optional.of(user.value());
            case Effect.Invited _, Effect.Revoked _, Effect.ReferenceCreated _ -> Optional.<String>empty();
        });
        Line.Need need =
                new Line.Need(task.seq(), State.APPLIED, task.line.kind(), task.line.remoteId(), outcome.after(), id);
        for (Task waiter : takeWaiters(task)) {
            waiter.open.remove(task.seq());
            waiter.done.add(need);
            if (waiter.open.isEmpty() && window.containsKey(waiter.seq())) {
                free(waiter);
            }
        }
    }

    private void failWaiters(Task task) {
        for (Task waiter : takeWaiters(task)) {
            waiter.open.remove(task.seq());
            if (waiter.undo && waiter.open.isEmpty()) {
                free(waiter);
            } else if (!waiter.undo && window.containsKey(waiter.seq()) && !waiter.due.equals(Instant.MAX)) {
                waiter.due = Instant.MAX;
                dependsOn(waiter);
            }
        }
        if (task.line.group() > 0 && !task.undo && !takenBack.contains(task.line.group())) {
            broken.add(task.line.group());
        }
    }

    private List<Task> takeWaiters(Task task) {
        List<Task> waiting = waiters.remove(task.seq());
        return waiting == null ? List.of() : waiting;
    }

    /// Takes back what was done of a cycle of renames that cannot be finished, the last step first.
    private void takeBack() {
        for (Long group : List.copyOf(broken)) {
            boolean busy = window.values().stream().anyMatch(task -> task.line.group() == group);
            if (busy || !outcomes.isEmpty() || more) {
                continue;
            }
            broken.remove(group);
            takenBack.add(group);
            Task before = null;
            for (Line line : patiently(() -> store.applied(order.runId(), group))) {
                if (line.action() == Action.RENAME) {
                    Task task = new Task(line, true, snapshotAt);
                    window.put(task.seq(), task);
                    if (before == null) {
                        startBack(task);
                    } else {
                        task.open.add(before.seq());
                        waiters.computeIfAbsent(before.seq(), seq -> new ArrayList<>())
                                .add(task);
                    }
                    before = task;
                }
            }
        }
    }

    private void startBack(Task task) {
        if (task.line.state() == State.UNKNOWN) {
            toLookUp.add(new Asked(task, writing.writes(task).getFirst(), Optional.empty()));
        } else {
            free(task);
        }
    }

    // ---- stopping

    private PushOutcome cancel() {
        callers.cancel(() -> {
            callers.next().forEach(this::take);
            flush();
        });
        giveBack();
        return new PushOutcome.Cancelled();
    }

    /// Everything that was to leave and did not is pending; what is still under way is not known.
    private void giveBack() {
        Instant now = clock.instant();
        for (Call call : callers.underWay()) {
            for (int i = 0; i < call.tasks().size(); i++) {
                Task task = call.tasks().get(i);
                task.lost = true;
                outcomes.open(task, call.writes().get(i).isRepeatable() ? State.PENDING : State.UNKNOWN, now);
            }
        }
        halves.forEach(half -> half.forEach(task -> outcomes.open(task, State.PENDING, now)));
        flush();
    }

    /// A database that is away is waited for, unless the push is cancelled.
    private <T> T patiently(java.util.function.Supplier<T> work) {
        while (true) {
            try {
                return work.get();
            } catch (PushStore.Unreachable away) {
                if (order.cancelled().getAsBoolean()) {
                    throw away;
                }
                callers.pause();
            }
        }
    }

    static UserKey idOf(Task task) {
        return new UserKey.ById(task.userId().orElseThrow());
    }
}
