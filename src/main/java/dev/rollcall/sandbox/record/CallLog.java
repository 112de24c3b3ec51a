package dev.rollcall.sandbox.record;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The last calls, up to a limit of calls and touched things together; the oldest are forgotten first.
public final class CallLog {

    private final int limit;
    private final ArrayDeque<CallRecord> calls = new ArrayDeque<>();
    private long finished;
    private int weight;

    public CallLog(int limit) {
        this.limit = limit;
    }

    public synchronized void add(
            Instant at, String method, String path, int status, List<Touch> touched, List<String> faults, long micros) {
        calls.addLast(new CallRecord(++finished, at, method, path, status, touched, faults, micros));
        weight += 1 + touched.size();
        while (weight > limit && calls.size() > 1) {
            weight -= 1 + calls.removeFirst().touched().size();
        }
    }

    /// The matching calls with a number over `after`, oldest first, at most `most` of them.
    public synchronized List<CallRecord> find(Predicate<CallRecord> matching, long after, int most) {
        var found = new ArrayList<CallRecord>();
        for (CallRecord call : calls) {
            if (found.size() < most && call.number() > after && matching.test(call)) {
                found.add(call);
            }
        }
        return found;
    }

    /// How many calls are remembered.
    public synchronized int kept() {
        return calls.size();
    }

    public synchronized void clear() {
        calls.clear();
        finished = 0;
        weight = 0;
    }
}
