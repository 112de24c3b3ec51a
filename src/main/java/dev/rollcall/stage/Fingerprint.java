package dev.rollcall.stage;

/// A 64-bit digest of texts, good enough to tell apart, never a proof of sameness alone.
final class Fingerprint {
    static final long START = 0x9E3779B97F4A7C15L;
    private static final long PRIME = 0xff51afd7ed558ccdL;

    private Fingerprint() {}

    static long of(String text) {
        return add(START, text);
    }

    /// The digest of what was there before and one more text. Four characters at a time: each step waits for the one
    /// before.
    static long add(long before, String text) {
        int length = text.length();
        int fours = length & ~3;
        long h = before ^ length;
        for (int i = 0; i < fours; i += 4) {
            long four = text.charAt(i)
                    | (long) text.charAt(i + 1) << 16
                    | (long) text.charAt(i + 2) << 32
                    | (long) text.charAt(i + 3) << 48;
            h = mixed(h ^ four);
        }
        for (int i = fours; i < length; i++) {
            h = mixed(h ^ text.charAt(i));
        }
        h *= 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 32;
    }

    private static long mixed(long h) {
        long product = h * PRIME;
        return product ^ product >>> 29;
    }
}
