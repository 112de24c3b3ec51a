package dev.rollcall.tenant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// When the next call of a line may leave: with a permit of the tenant's, at its job's own pace, and while the last
/// second has room for it.
final class Turns {

    private final Permits permits;
    private final OwnPace pace;
    private final boolean limited;
    private final InstantSource clock;
    private final Pauses pauses;

    Turns(PushSettings settings, Permits permits, InstantSource clock, Pauses pauses) {
        this.permits = permits;
        this.pace = new OwnPace(settings.rate());
        this.limited = settings.rate().isPresent();
        this.clock = clock;
        this.pauses = pauses;
    }

    /// Waits for the tenant's permit. A caller that wakes too late for it takes the next one as well and leaves between
    /// the two: any second that the call falls into has the time of one of them, at which nobody else leaves.
    ///
    /// @return whether the call may leave; else the tenant pauses by now, and it has to be asked again
    boolean await(Departure call) {
        pauses.until(pace.after(clock.instant()));
        Permits.Turn turn = permits.take();
        pauses.until(turn.at());
        while (turn.permitted()) {
            awaitRoom(call);
            if (!turn.isLate(clock.instant())) {
                break;
            }
            over(call);
            turn = next(turn);
        }
        if (!turn.permitted() || permits.isPaused()) {
            over(call);
            return false;
        }
        return true;
    }

    private Permits.Turn next(Permits.Turn missed) {
        Permits.Turn next = permits.take();
        if (!next.permitted() || !missed.isWithinASecondOf(next)) {
            pauses.until(next.at());
        }
        return next;
    }

    private void awaitRoom(Departure call) {
        for (Duration wait = room(call); wait.isPositive(); wait = room(call)) {
            pauses.pause(wait);
        }
    }

    private Duration room(Departure call) {
        Instant now = clock.instant();
        Duration own = pace.leave(call, now);
        if (own.isPositive()) {
            return own;
        }
        Duration everybodys = permits.leave(call, now);
        if (everybodys.isPositive()) {
            pace.stay(call);
        }
        return everybodys;
    }

    /// The call does not leave after all.
    void over(Departure call) {
        pace.stay(call);
        permits.stay(call);
    }

    /// The call is answered, or will not be.
    void answered(Departure call) {
        if (limited) {
            Instant now = clock.instant();
            pace.answered(call, now);
            permits.answered(call, now);
        }
    }
}
