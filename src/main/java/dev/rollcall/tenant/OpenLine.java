package dev.rollcall.tenant;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Abilities;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A line on a real connector.
final class OpenLine implements TenantLine {

    private static final Duration SAY_NOTHING = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Connector connector;
    private final PushSettings settings;
    private final SharedTenant tenant;
    private final InstantSource clock;
    private final Pauses pauses;
    private final Turns turns;
    private final Backoff backoff;
    private final Login login = new Login(this);
    private final Trial trial = new Trial(this, login);
    private final Outage outage;
    private final Semaphore slots;
    private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();
    private final LongAdder reads = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder retried = new LongAdder();

    OpenLine(
            String job,
            Connector connector,
            PushSettings settings,
            SharedTenant tenant,
            InstantSource clock,
            Waiting waiting,
            Backoff backoff) {
        this.connector = connector;
        this.outage = new Outage(job);
        this.settings = settings;
        this.tenant = tenant;
        this.clock = clock;
        this.pauses = new Pauses(clock, waiting);
        this.turns = new Turns(settings, tenant.permits(), clock, pauses);
        this.backoff = backoff;
        this.slots = new Semaphore(settings.concurrency());
    }

    @Override
    public <T> Answer<T> read(Function<Connector, Answer<T>> attempt) {
        Instant since = Instant.MAX;
        for (int failures = 1; ; failures++) {
            Answer<T> answer = attempt(attempt, reads).answer();
            if (isAnswered(answer) || trouble.get() != null) {
                return answer;
            }
            retried.increment();
            Duration wait = backoff.after(failures);
            Instant now = clock.instant();
            since = failures == 1 ? now : since;
            if (Outage.isTooLong(since, now.plus(wait))) {
                giveUp(Trouble.Reason.TENANT_UNAVAILABLE, Outage.seenLast(seen(answer)));
                return answer;
            }
            pauses.pause(wait);
        }
    }

    @Override
    public <T> Attempt<T> tryRead(Function<Connector, Answer<T>> attempt) {
        return attempt(attempt, reads);
    }

    @Override
    public <T> Attempt<T> write(Function<Connector, Answer<T>> attempt) {
        return attempt(attempt, writes);
    }

    private <T> Attempt<T> attempt(Function<Connector, Answer<T>> attempt, LongAdder counter) {
        while (true) {
            Attempt<T> made = withToken(attempt, counter);
            if (!(made.answer() instanceof Answer.Transient<T> told && told.throttled())) {
                return made;
            }
            retried.increment();
        }
    }

    /// One call; where the token is refused one more with a new token, and where that is refused too, a trial.
    private <T> Attempt<T> withToken(Function<Connector, Answer<T>> attempt, LongAdder counter) {
        if (connector.session() == 0) {
            login.renew(0);
        }
        Attempt<T> made = once(attempt, counter);
        if (!(made.answer() instanceof Answer.Unauthorized<T> first)) {
            return made;
        }
        retried.increment();
        login.renew(first.session());
        Attempt<T> again = once(attempt, counter);
        if (!(again.answer() instanceof Answer.Unauthorized<T> second)) {
            return again;
        }
        retried.increment();
        return trial.of(attempt, counter, second);
    }

    /// One call, when its turn has come. What it says of the tenant's health is noted.
    <T> Attempt<T> once(Function<Connector, Answer<T>> attempt, LongAdder counter) {
        login.enter();
        try {
            return inASlot(attempt, counter);
        } finally {
            login.leave();
        }
    }

    private <T> Attempt<T> inASlot(Function<Connector, Answer<T>> attempt, LongAdder counter) {
        acquireSlot();
        var departure = new Departure();
        try {
            Breaker.Entry entry = awaitTurn(departure);
            if (entry == Breaker.Entry.CLOSED_OFF) {
                return noMore();
            }
            Instant sent = clock.instant();
            counter.increment();
            Answer<T> answer = call(attempt);
            note(answer, sent);
            return new Attempt<>(answer, entry == Breaker.Entry.FREE);
        } finally {
            turns.answered(departure);
            slots.release();
        }
    }

    /// What a call comes to that is not made, since the line gave up.
    <T> Attempt<T> noMore() {
        String why = trouble().map(Trouble::detail).orElse("the line gave up");
        return new Attempt<>(new Answer.Transient<>(Optional.empty(), false, why), false);
    }

    private <T> Answer<T> call(Function<Connector, Answer<T>> attempt) {
        try {
            return attempt.apply(connector);
        } catch (RuntimeException e) {
            tenant.breaker().skipped();
            throw e;
        }
    }

    private <T> void note(Answer<T> answer, Instant sent) {
        switch (answer) {
            case Answer.Success<T> _, Answer.Refused<T> _ -> {
                tenant.breaker().answered();
                outage.answered();
            }
            case Answer.Unauthorized<T> _ -> tenant.breaker().skipped();
            case Answer.Transient<T> told
            when told.throttled() -> {
                tenant.breaker().skipped();
                throttled(told, sent);
            }
            case Answer.Transient<T> _, Answer.Lost<T> _ -> {
                tenant.breaker().failed();
                tooLong(Duration.ZERO, seen(answer));
            }
        }
    }

    private <T> void throttled(Answer.Transient<T> told, Instant sent) {
        Duration wait = told.delay().map(this::span).orElse(SAY_NOTHING);
        if (!tooLong(wait, "a request to wait " + wait.toSeconds() + " s (" + told.what() + ")")) {
            tenant.permits().throttled(wait, sent);
        }
    }

    private Duration span(Answer.Wait wait) {
        Duration span = switch (wait) {
            case Answer.Wait.For(Duration told) -> told;
            case Answer.Wait.Until(Instant time) -> Duration.between(clock.instant(), time);
        };
        return span.isNegative() ? Duration.ZERO : span;
    }

    /// Waits for turn and breaker; CLOSED_OFF where the line gave up meanwhile.
    private Breaker.Entry awaitTurn(Departure call) {
        while (trouble.get() == null) {
            if (!turns.await(call)) {
                continue;
            }
            Breaker.Entry entry = tenant.breaker().enter();
            if (entry != Breaker.Entry.CLOSED_OFF) {
                return entry;
            }
            turns.over(call);
            tooLong(LOOK_AGAIN, outage.seen());
            pauses.pause(LOOK_AGAIN);
        }
        return Breaker.Entry.CLOSED_OFF;
    }

    /// Notes that there is no answer, and gives up where that lasts too long.
    boolean tooLong(Duration wait, String seen) {
        Instant now = clock.instant();
        boolean tooLong = outage.isTooLong(now, now.plus(wait), seen);
        if (tooLong) {
            giveUp(Trouble.Reason.TENANT_UNAVAILABLE, Outage.seenLast(seen));
        }
        return tooLong;
    }

    void giveUp(Trouble.Reason reason, String detail) {
        trouble.compareAndSet(null, new Trouble(reason, detail));
    }

    private void acquireSlot() {
        try {
            while (!slots.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                pauses.stopIfCancelled();
            }
        } catch (InterruptedException e) {
            throw Pauses.interrupted();
        }
        if (pauses.isCancelled()) {
            slots.release();
            pauses.stopIfCancelled();
        }
    }

    private static <T> boolean isAnswered(Answer<T> answer) {
        return answer instanceof Answer.Success<T> || answer instanceof Answer.Refused<T>;
    }

    static <T> String seen(Answer<T> answer) {
        return switch (answer) {
            case Answer.Transient<T> later -> later.what();
            case Answer.Lost<T>(String what) -> what;
            case Answer.Refused<T> no -> no.code();
            case Answer.Unauthorized<T> no -> no.code();
            case Answer.Success<T> _ -> "an answer";
        };
    }

    Pauses pauses() {
        return pauses;
    }

    Connector connector() {
        return connector;
    }

    Backoff backoff() {
        return backoff;
    }

    LongAdder reads() {
        return reads;
    }

    LongAdder retried() {
        return retried;
    }

    @Override
    public void pause(Duration span) {
        pauses.pause(span);
    }

    @Override
    public Abilities abilities() {
        return connector.abilities();
    }

    @Override
    public PushSettings settings() {
        return settings;
    }

    @Override
    public Object batchKey(Write write) {
        return connector.batchKey(write);
    }

    @Override
    public Optional<String> account() {
        return login.account();
    }

    @Override
    public Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    @Override
    public Calls calls() {
        return new Calls(reads.sum(), writes.sum(), retried.sum());
    }

    @Override
    public Optional<Double> allowedRate() {
        OptionalDouble all = tenant.permits().rate();
        OptionalInt own = settings.rate();
        if (own.isEmpty()) {
            return all.isPresent() ? Optional.of(all.getAsDouble()) : Optional.empty();
        }
        return Optional.of(Math.min(all.orElse(own.getAsInt()), own.getAsInt()));
    }

    @Override
    public void cancel() {
        pauses.cancel();
    }

    @Override
    public void close() {
        cancel();
        connector.close();
    }
}
