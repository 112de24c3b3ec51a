package dev.rollcall.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which rows have a value of one attribute that came twice, maybe: their digests are the same. The exact look is
/// the store's.
///
/// A row is one number, its value's digest above its line; they are sorted when all are there. A table that is asked
/// with every row would miss the processor's cache each time: that took a quarter of all staging.
final class Seen {
    private static final int LINE_BITS = 24;
    private static final long LINE = (1L << LINE_BITS) - 1;
    private static final int DIGIT_BITS = 8;
    private static final int DIGITS = 1 << DIGIT_BITS;
    private static final int MOST_LINES = 10_000;

    private long[] rows = new long[64];
    private int size;
    private boolean pastLines;

    void see(@Nullable String value, long line) {
        if (value == null || value.isEmpty()) {
            return;
        }
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size + size / 2);
        }
        rows[size++] = Fingerprint.of(value) & ~LINE | line & LINE;
        pastLines |= line > LINE;
    }

    /// The lines of the rows that may share a value with another; an empty list where they are too many to name, or
    /// lie too far down to be told; nothing where there are none. To be asked once, at the end.
    Optional<List<Long>> suspects() {
        sort();
        List<Long> lines = new ArrayList<>();
        for (int i = 0; i < size && lines.size() <= MOST_LINES; i++) {
            boolean asBefore = i > 0 && isSame(rows[i - 1], rows[i]);
            boolean asAfter = i + 1 < size && isSame(rows[i], rows[i + 1]);
            if (asBefore || asAfter) {
                lines.add(rows[i] & LINE);
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(pastLines || lines.size() > MOST_LINES ? List.of() : lines);
    }

    private static boolean isSame(long one, long other) {
        return one >>> LINE_BITS == other >>> LINE_BITS;
    }

    /// By digest, a byte of it at a time from the lowest on.
    private void sort() {
        long[] spare = new long[size];
        for (int shift = LINE_BITS; shift < Long.SIZE; shift += DIGIT_BITS) {
            int[] starts = starts(shift);
            for (int i = 0; i < size; i++) {
                spare[starts[digit(rows[i], shift)]++] = rows[i];
            }
            long[] sorted = spare;
            spare = rows;
            rows = sorted;
        }
    }

    /// Where the rows of each digit begin.
    private int[] starts(int shift) {
        int[] starts = new int[DIGITS + 1];
        for (int i = 0; i < size; i++) {
            starts[digit(rows[i], shift) + 1]++;
        }
        for (int digit = 0; digit < DIGITS; digit++) {
            starts[digit + 1] += starts[digit];
        }
        return starts;
    }

    private static int digit(long row, int shift) {
        return (int) (row >>> shift) & DIGITS - 1;
    }
}
