package dev.rollcall.sandbox.record;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// How many calls arrived: in all, in each second of the clock, and at most in any window of one second.
public final class Rates {

    private static final long SECOND = 1_000_000_000L;
    private static final int KEPT_SECONDS = 7_200;

    private final TreeMap<Long, Integer> seconds = new TreeMap<>();
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private long[] window = new long[1024];
    private int oldest;
    private int size;
    private int most;
    private long total;
    private int inFlight;
    private int mostInFlight;

    /// A call was read whole.
    ///
    /// @param nanos on a clock that only goes forward
    public synchronized void arrived(Instant at, long nanos) {
        total++;
        seconds.merge(at.getEpochSecond(), 1, Integer::sum);
        if (seconds.size() > KEPT_SECONDS) {
            seconds.pollFirstEntry();
        }
        while (size > 0 && nanos - window[oldest] >= SECOND) {
            oldest = (oldest + 1) % window.length;
            size--;
        }
        push(nanos);
        most = Math.max(most, size);
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
    }

    public synchronized void answered(int status) {
        inFlight--;
        statuses.merge(status, 1L, Long::sum);
    }

    private void push(long nanos) {
        if (size == window.length) {
            long[] wider = Arrays.copyOf(window, window.length * 2);
            for (int i = 0; i < size; i++) {
                wider[i] = window[(oldest + i) % window.length];
            }
            window = wider;
            oldest = 0;
        }
        window[(oldest + size) % window.length] = nanos;
        size++;
    }

    /// The figures at this moment.
    public synchronized Figures figures() {
        return new Figures(total, most, mostInFlight, new TreeMap<>(seconds), new TreeMap<>(statuses));
    }

    /// @param mostInAnySecond the most calls that arrived in any window of one second, not only from one full
    ///     second to the next
    /// @param perSecond by second since 1970, the last two hours with calls
    /// @param statuses by HTTP status; 0 = no answer was sent
    public record Figures(
            long calls,
            int mostInAnySecond,
            int mostInFlight,
            Map<Long, Integer> perSecond,
            Map<Integer, Long> statuses) {}

    public synchronized void clear() {
        seconds.clear();
        statuses.clear();
        size = 0;
        most = 0;
        total = 0;
        mostInFlight = inFlight;
    }
}
