package dev.rollcall.stage;

import java.util.Arrays;

/// A set of 64-bit digests in one array: 16 to 24 bytes a member, no objects.
final class HashSet64 {
    private long[] slots = new long[1024];
    private int size;
    private boolean zero;

    /// Whether it was not there before.
    boolean add(long digest) {
        if (digest == 0) {
            boolean fresh = !zero;
            zero = true;
            return fresh;
        }
        if (!put(slots, digest)) {
            return false;
        }
        size++;
        if (size > slots.length / 4 * 3) {
            grow();
        }
        return true;
    }

    private static boolean put(long[] slots, long digest) {
        int mask = slots.length - 1;
        int at = (int) (digest ^ digest >>> 32) & mask;
        while (slots[at] != 0) {
            if (slots[at] == digest) {
                return false;
            }
            at = at + 1 & mask;
        }
        slots[at] = digest;
        return true;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        Arrays.stream(slots).filter(digest -> digest != 0).forEach(digest -> put(larger, digest));
        slots = larger;
    }
}
