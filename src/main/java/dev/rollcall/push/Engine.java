package dev.rollcall.push;

import dev.rollcall.push.Event.Call;
import dev.rollcall.push.Event.Sighting;
import dev.rollcall.push.Outcomes.Settled;
import dev.rollcall.tenant.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pushing thread of one push: takes changes up, sends them, takes what comes back, and knows when it is over.
/// Calls are made by other threads, see [Callers]; nothing else is touched by them.
final class Engine {

    /// Read so few at a time that no caller waits for it.
    private static final int PAGE = 1_000;

    /// Few at first, so that calls leave soon.
    private static final int FIRST_PAGE = 250;

    /// A push that is cancelled has so long for calls under way, look-ups and cycles.
    private static final Duration FINISH = Duration.ofSeconds(3);

    private final PushOrder order;
    private final PushStore store;
    private final InstantSource clock;
    private final Callers callers;
    private final Books books;
    private final Agenda agenda;
    private final Window window;
    private final Cycles cycles;
    private final Departures departures;
    private final Answers answers;
    private final Findings findings;
    private Instant snapshotAt = Instant.EPOCH;
    private Pace pace;
    private long loaded;
    private boolean more = true;
    private boolean cutOff;
    private Optional<Trouble> blind = Optional.empty();

    Engine(PushOrder order, PushStore unsteady, InstantSource clock) {
        this.order = order;
        this.clock = clock;
        this.callers = new Callers(order.line());
        this.store = new PatientStore(unsteady, order, callers::pause);
        var writing = new Writing(order.line().abilities());
        this.books = new Books(order, store, clock);
        this.agenda = new Agenda(order, writing, books, clock);
        this.window = new Window(agenda, books);
        this.cycles = new Cycles(order, store, writing, agenda, window);
        this.departures = new Departures(order, store, writing, books, agenda, cycles, callers, clock);
        this.answers = new Answers(order, writing, books, agenda, clock);
        this.findings = new Findings(order, store, books, agenda, answers, clock);
        this.pace = new Pace(0, 0, clock.instant());
    }

    PushOutcome run() {
        try {
            begin();
            while (!order.cancelled().getAsBoolean()) {
                Optional<PushOutcome> end = step();
                if (end.isPresent()) {
                    return end.get();
                }
                callers.next().forEach(this::take);
            }
            return cancel();
        } catch (PushStore.Overtaken overtaken) {
            return new PushOutcome.Overtaken();
        } catch (PushStore.Unreachable cancelledWithoutDatabase) {
            return new PushOutcome.Cancelled();
        } finally {
            callers.close();
        }
    }

    private void begin() {
        books.begin(this::written);
        snapshotAt = store.snapshotAt(order.runId());
        double perCall = order.settings().bulk() ? order.line().abilities().maxBulk() : 1;
        pace = new Pace(
                store.remaining(order.runId()), order.line().allowedRate().orElse(0.0) * perCall, clock.instant());
        order.progress().onProgress(pace.report(clock.instant()));
        agenda.know(store.references(order.runId()));
        cycles.load();
    }

    private Optional<PushOutcome> step() {
        Optional<Trouble> trouble = order.line().trouble().or(() -> blind);
        if (trouble.isEmpty()) {
            load();
            agenda.wake();
            if (!more && books.isEmpty()) {
                cycles.takeBack(snapshotAt);
            }
            call();
        }
        if (writeDown() && trouble.isEmpty()) {
            call();
        }
        if (pace.isDue(clock.instant())) {
            order.progress().onProgress(pace.report(clock.instant()));
        }
        if (trouble.isPresent() && callers.isIdle()) {
            giveBack();
            return trouble.map(PushOutcome.Stopped::new);
        }
        return isThrough() ? Optional.of(finished()) : Optional.empty();
    }

    private void call() {
        departures.launch(more);
        departures.lookUp();
        departures.reread();
    }

    /// @return whether outcomes were written down, which may have set changes free that waited for them
    private boolean writeDown() {
        boolean writes = !books.isEmpty() && (books.isDue() || callers.isIdle() || window.hasWaiters());
        if (writes) {
            books.flush();
        }
        return writes;
    }

    private boolean isThrough() {
        return window.isEmpty() && !more && cycles.isWhole() && books.isEmpty() && callers.isIdle();
    }

    private PushOutcome finished() {
        order.progress().onProgress(pace.report(clock.instant()));
        return new PushOutcome.Finished();
    }

    private void load() {
        if (!more || window.size() > PAGE) {
            return;
        }
        int page = loaded == 0 ? FIRST_PAGE : PAGE;
        List<Line> lines = store.load(order.runId(), loaded, page);
        more = lines.size() == page;
        for (Line line : lines) {
            loaded = line.seq();
            var task = new Task(line, false, snapshotAt);
            cycles.takenUp(task);
            window.takeUp(task);
        }
    }

    private void take(Event event) {
        switch (event) {
            case Event.Answered answered -> answers.take(answered);
            case Event.NotSent(Call call, boolean calledOff) -> {
                cutOff |= !calledOff;
                call.tasks().forEach(task -> books.open(task, State.PENDING));
            }
            case Event.FoundSome(var asked, var found) -> lookedUp(asked, found);
            case Event.LookedUp(var asked, var found) -> lookedUp(asked, found);
            case Event.LookedUpNothing(var asked) -> {
                asked.forEach(one -> books.open(one.task(), State.UNKNOWN));
                goBlind();
            }
            case Event.Reread(var tasks, var users) ->
                tasks.forEach(task -> findings.reread(task, users.getOrDefault(task, Optional.empty())));
            case Event.RereadNothing _ -> goBlind();
        }
    }

    private void lookedUp(List<Event.Asked> asked, Map<Task, Sighting> found) {
        asked.forEach(one -> findings.lookedUp(one, found.getOrDefault(one.task(), new Sighting.Nothing())));
    }

    /// What cannot be read cannot be decided: the push stops rather than guess.
    private void goBlind() {
        cutOff = true;
        blind = Optional.of(new Trouble(
                Trouble.Reason.TENANT_UNAVAILABLE, "the tenant refuses to show users whose state must be known"));
    }

    private void written(Settled settled) {
        Task task = settled.task();
        switch (settled.outcome().state()) {
            case APPLIED -> {
                pace.done(1);
                window.applied(task, settled.outcome());
            }
            case FAILED, STALE -> {
                pace.done(task.undo ? 0 : 1);
                window.failed(task);
                cycles.failed(task);
            }
            case PENDING, SENT, UNKNOWN, HELD, DISCARDED, SUPERSEDED -> {
                // goes on
            }
        }
    }

    // ---- stopping

    /// Nothing new leaves but what finishes a cycle, or takes it back; calls under way are finished and
    /// lost answers looked up, for as long as there is time.
    private PushOutcome cancel() {
        Instant end = clock.instant().plus(FINISH);
        more = false;
        agenda.keepOnly(cycles::isBegun);
        callers.callOff(call -> call.tasks().stream().noneMatch(cycles::isBegun));
        while (isUnderWay() && !cutOff && clock.instant().isBefore(end)) {
            callers.next().forEach(this::take);
            agenda.keepOnly(cycles::isBegun);
            agenda.wake();
            if (books.isEmpty()) {
                cycles.takeBack(snapshotAt);
            }
            call();
            books.flush();
        }
        callers.stop(() -> callers.next().forEach(this::take));
        giveBack();
        return new PushOutcome.Cancelled();
    }

    private boolean isUnderWay() {
        return !callers.isIdle() || agenda.hasToLookUp() || cycles.isUnderWay();
    }

    /// Everything that was to leave and did not is pending; what is still under way is not known.
    private void giveBack() {
        for (Call call : callers.underWay()) {
            for (int i = 0; i < call.tasks().size(); i++) {
                Task task = call.tasks().get(i);
                task.lost = true;
                books.open(task, call.writes().get(i).isRepeatable() ? State.PENDING : State.UNKNOWN);
            }
        }
        agenda.keepOnly(task -> false);
        books.flush();
    }
}
