package dev.rollcall.tenant;

import dev.rollcall.tenant.Budget.Grant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// This worker's share of a tenant's budget: batches of permits from the database, handed out evenly spaced.
final class Permits {

    /// Three hundredths are left unused: a call may so be late by 30 ms and still crowd no second.
    private static final double KEPT = 0.97;

    private static final Duration BATCH = Duration.ofMillis(100);

    /// A permit is good for so long after its time. Used any later, the call would crowd calls of other workers.
    private static final Duration GOOD = Duration.ofMillis(20);

    /// The longest that the database's answer is taken to have been on its way.
    private static final Duration ANSWER = Duration.ofMillis(10);

    private static final Duration DATABASE_LOST = Duration.ofSeconds(1);
    private static final double GUESS = 16;

    private final String tenant;
    private final Budget budget;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final LastSecond lastSecond = new LastSecond();
    private int left;
    private Turn next = Turn.freely(Instant.EPOCH);
    private Duration apart = Duration.ZERO;
    private Instant known = Instant.EPOCH;
    private Instant pausedUntil = Instant.EPOCH;
    private @Nullable Grant standing;

    Permits(String tenant, Budget budget, InstantSource clock) {
        this.tenant = tenant;
        this.budget = budget;
        this.clock = clock;
    }

    /// When the caller may call, or should ask again.
    Turn take() {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (pausedUntil.isAfter(now)) {
                return Turn.ask(pausedUntil);
            }
            throwAwayLate(now);
            return left > 0 ? permit() : unlimited(now) ? Turn.freely(now) : refill(now);
        } catch (RuntimeException lost) {
            standing = null;
            return Turn.ask(clock.instant().plus(DATABASE_LOST));
        } finally {
            lock.unlock();
        }
    }

    /// Whether a pause began after the turn was given.
    boolean isPaused() {
        return pausedUntil.isAfter(clock.instant());
    }

    Optional<Instant> pausedUntil() {
        return isPaused() ? Optional.of(pausedUntil) : Optional.empty();
    }

    OptionalDouble rate() {
        Grant now = standing;
        return now == null ? OptionalDouble.empty() : now.rate();
    }

    /// See [LastSecond#leave].
    Duration leave(Departure call, Instant now) {
        return lastSecond.leave(call, now, rate());
    }

    /// The call does not leave after all.
    void stay(Departure call) {
        lastSecond.stay(call);
    }

    void answered(Departure call, Instant now) {
        lastSecond.answered(call, now);
    }

    /// From one call to the next.
    private static Duration apart(double rate) {
        return Duration.ofNanos((long) (1e9 / (rate * KEPT)));
    }

    void throttled(Duration pause, Instant sent) {
        lock.lock();
        try {
            Instant now = clock.instant();
            double rate = rate().orElse(Math.max(GUESS, lastSecond.calls(now)));
            pausedUntil = later(pausedUntil, now.plus(pause));
            left = 0;
            known = Instant.EPOCH;
            budget.throttled(tenant, pause, Slowdown.after(rate), Duration.between(sent, now));
        } catch (RuntimeException lost) {
            standing = null;
        } finally {
            lock.unlock();
        }
    }

    private void throwAwayLate(Instant now) {
        while (left > 0 && next.isLate(now)) {
            permit();
        }
    }

    private Turn permit() {
        Turn turn = next;
        next = turn.later(apart);
        left--;
        return turn;
    }

    /// Without a limit the database is asked ten times a second whether that is still so.
    private boolean unlimited(Instant now) {
        if (known.isBefore(now)) {
            look(budget.take(tenant, 0, Duration.ZERO), now);
        }
        return standing != null && !standing.isPaused() && standing.rate().isEmpty();
    }

    private Turn refill(Instant now) {
        Grant known = standing;
        if (known == null || known.isPaused()) {
            return Turn.ask(now.plus(known == null ? BATCH : known.in()));
        }
        apart = apart(known.rate().orElseThrow());
        int wanted = (int) Math.max(1, BATCH.dividedBy(apart));
        Grant given = budget.take(tenant, wanted, apart);
        Instant told = clock.instant();
        look(given, told);
        if (given.permits() == 0) {
            return Turn.ask(told.plus(worthAsking(given)));
        }
        left = given.permits();
        Instant first = told.plus(given.in());
        Duration answer = Duration.between(now, told);
        next = new Turn(
                first,
                first.minus(answer.compareTo(ANSWER) < 0 ? answer : ANSWER).plus(GOOD),
                true);
        return permit();
    }

    private static Duration worthAsking(Grant early) {
        Duration wait = early.isPaused() ? early.in() : early.in().minus(BATCH);
        return wait.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wait;
    }

    private void look(Grant now, Instant at) {
        standing = now;
        known = at.plus(BATCH);
        if (now.isPaused()) {
            pausedUntil = later(pausedUntil, at.minus(now.sincePause()));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// @param at when a call may be made, or else asked again
    /// @param until how long it may be made
    record Turn(Instant at, Instant until, boolean permitted) {

        static Turn freely(Instant now) {
            return new Turn(now, Instant.MAX, true);
        }

        static Turn ask(Instant at) {
            return new Turn(at, Instant.MAX, false);
        }

        Turn later(Duration span) {
            return new Turn(at.plus(span), until.plus(span), permitted);
        }

        boolean isLate(Instant now) {
            return until.isBefore(now);
        }

        boolean isWithinASecondOf(Turn later) {
            return later.at.isBefore(at.plusSeconds(1));
        }
    }
}
