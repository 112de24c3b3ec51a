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

    /// Two hundredths are left unused so that late calls do not crowd a second.
    private static final double KEPT = 0.98;

    private static final Duration BATCH = Duration.ofMillis(100);
    private static final Duration DATABASE_LOST = Duration.ofSeconds(1);
    private static final double GUESS = 16;

    private final String tenant;
    private final Budget budget;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final LastSecond lastSecond = new LastSecond();
    private int left;
    private Instant next = Instant.EPOCH;
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
                return new Turn(pausedUntil, false);
            }
            return left > 0 ? slot(now) : unlimited(now) ? Turn.at(now) : refill(now);
        } catch (RuntimeException lost) {
            standing = null;
            return new Turn(clock.instant().plus(DATABASE_LOST), false);
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

    /// Notes a call that leaves now, unless the tenant had all that it allows within a second.
    ///
    /// @return how long to wait before asking again; zero where the call may leave
    Duration leave() {
        OptionalDouble allowed = rate();
        return lastSecond.leave(
                clock.instant(), allowed.isPresent() ? OptionalDouble.of(allowed.getAsDouble() * KEPT) : allowed);
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

    private Turn slot(Instant now) {
        Instant slot = later(now, next);
        next = slot.plus(apart);
        left--;
        return Turn.at(slot);
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
            Duration wait = known == null ? BATCH : known.in();
            return new Turn(now.plus(wait), false);
        }
        double rate = known.rate().orElseThrow() * KEPT;
        apart = Duration.ofNanos((long) (1e9 / rate));
        int wanted = (int) Math.max(1, rate * BATCH.toNanos() / 1e9);
        Grant given = budget.take(tenant, wanted, apart);
        Instant asked = clock.instant();
        look(given, asked);
        if (given.permits() == 0) {
            return new Turn(asked.plus(worthAsking(given)), false);
        }
        left = given.permits();
        next = later(next, asked.plus(given.in()));
        return slot(asked);
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

    /// @param permitted whether a call may be made then; else ask again then
    record Turn(Instant at, boolean permitted) {
        static Turn at(Instant time) {
            return new Turn(time, true);
        }
    }
}
