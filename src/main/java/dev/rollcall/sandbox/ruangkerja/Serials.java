package dev.rollcall.sandbox.ruangkerja;

import java.util.Locale;
import java.util.Random;

/// Serials of the shapes seen in the pages' examples; the same seed gives the same ones. Each is unlike all before
/// it.
final class Serials {

    private static final String SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final Random random;
    private long count;

    Serials(long seed) {
        this.random = new Random(seed);
    }

    /// Sixteen signs that begin with letters of the name.
    synchronized String user(String name) {
        String letters = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
        String start = letters.substring(0, Math.min(4, letters.length()));
        return start + signs(16 - start.length());
    }

    synchronized String tag() {
        return "RUKRTAG-" + signs(8);
    }

    synchronized String organization() {
        return "COMP" + signs(8);
    }

    /// Six of the signs count, so that no serial comes twice; the others are drawn.
    private String signs(int length) {
        var signs = new char[length];
        long rest = ++count;
        for (int i = length - 1; i >= 0; i--) {
            boolean counting = i >= length - 6;
            signs[i] = SIGNS.charAt(counting ? (int) (rest % 36) : random.nextInt(36));
            rest = counting ? rest / 36 : rest;
        }
        return new String(signs);
    }
}
