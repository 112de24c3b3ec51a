package dev.rollcall.source.csv;

/// Whether bytes that come piece by piece are strictly UTF-8 (RFC 3629: no overlong forms, no surrogates).
final class Utf8Check {
    private boolean broken;
    private boolean manyBytes;
    private int missing;
    private int low = 0x80;
    private int high = 0xbf;

    void see(byte[] bytes, int length) {
        for (int i = 0; i < length && !broken; i++) {
            int b = bytes[i];
            if (b >= 0 && missing == 0) {
                continue;
            }
            step(b & 0xff);
        }
    }

    private void step(int b) {
        if (missing == 0) {
            lead(b);
            return;
        }
        broken = b < low || b > high;
        low = 0x80;
        high = 0xbf;
        missing--;
        manyBytes |= missing == 0 && !broken;
    }

    private void lead(int b) {
        missing = b >= 0xf0 ? 3 : b >= 0xe0 ? 2 : 1;
        broken = b < 0xc2 || b > 0xf4;
        low = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
        high = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
    }

    boolean isValid() {
        return !broken && missing == 0;
    }

    /// Whether it is UTF-8 that was cut in the middle of a character, and certainly so: there are whole ones
    /// before.
    boolean endsWithinCharacter() {
        return !broken && missing > 0 && manyBytes;
    }
}
