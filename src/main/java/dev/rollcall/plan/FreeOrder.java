package dev.rollcall.plan;

import java.util.Comparator;

/// The order of changes that need nothing of each other: references first, then deactivations, then the rest, by
/// employee ID. IDs compare by code point, as `collate "C"` does.
public record FreeOrder(int rank, String employeeId, PlannedChange.Kind kind, String remoteId)
        implements Comparable<FreeOrder> {

    private static final Comparator<FreeOrder> ORDER = Comparator.<FreeOrder>comparingInt(FreeOrder::rank)
            .thenComparing(FreeOrder::employeeId, FreeOrder::byCodePoints)
            .thenComparing(FreeOrder::kind)
            .thenComparing(FreeOrder::remoteId, FreeOrder::byCodePoints);

    public static FreeOrder of(PlannedChange change) {
        return new FreeOrder(
                rank(change.kind(), change.action()),
                change.employeeId(),
                change.kind(),
                change.remoteId().orElse(""));
    }

    public static int rank(PlannedChange.Kind kind, Action action) {
        if (kind == PlannedChange.Kind.REFERENCE) {
            return 0;
        }
        return action == Action.DEACTIVATE ? 1 : 2;
    }

    @Override
    public int compareTo(FreeOrder other) {
        return ORDER.compare(this, other);
    }

    private static int byCodePoints(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                boolean bothOrNone = Character.isSurrogate(a) == Character.isSurrogate(b);
                return bothOrNone ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
