package dev.rollcall.push;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far a push is, and when it will be through: at the rate of the last seconds, at first at the rate that is
/// allowed.
final class Pace {

    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final double SMOOTH = 0.3;
    /// One change in ten minutes: at less nobody can say when it will be through.
    private static final double STANDSTILL = 1.0 / 600;

    private final long total;
    private long done;
    private long doneBefore;
    private Instant told;
    private double rate;

    Pace(long total, double expected, Instant start) {
        this.total = total;
        this.rate = expected;
        this.told = start;
    }

    void done(int changes) {
        done += changes;
    }

    /// The first report; later ones only now and then.
    Progress report(Instant now) {
        Optional<Duration> left = rate > STANDSTILL
                ? Optional.of(Duration.ofMillis((long) ((total - done) / rate * 1000)))
                : Optional.empty();
        return new Progress(Math.min(done, total), total, rate, left.map(now::plus), left);
    }

    boolean isDue(Instant now) {
        Duration since = Duration.between(told, now);
        if (since.compareTo(BETWEEN) < 0) {
            return false;
        }
        double lately = (done - doneBefore) / (since.toNanos() / 1e9);
        rate = rate == 0 ? lately : rate + SMOOTH * (lately - rate);
        doneBefore = done;
        told = now;
        return true;
    }
}
