package dev.rollcall.stage;

/// A 64-bit digest of texts, good enough to tell apart, never a proof of sameness alone.
final class Fingerprint {
    static final long START = 0x9E3779B97F4A7C15L;
    private static final long PRIME = 0xff51afd7ed558ccdL;

    private Fingerprint() {}

    static long of(String text) {
        return add(START, text);
    }

    /// The digest of what was there before and one more text.
    static long add(long before, String text) {
        long h = before ^ text.length();
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * PRIME;
            h ^= h >>> 29;
        }
        h *= 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 32;
    }
}
