package dev.rollcall.source.csv;

import java.nio.charset.Charset;

/// Counts runs of letters that are the UTF-8 bytes of one letter each, read as windows-1252: `Ã©` for `é`.
final class Mojibake {
    private static final int LONGEST = 16;
    private static final String HIGH = new String(c1(), Charset.forName("windows-1252"));

    private final int[] run = new int[LONGEST];
    private int length;
    private boolean sound;
    private long mangled;
    private long whole;
    private long firstLine;

    private static byte[] c1() {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[i] = (byte) (0x80 + i);
        }
        return bytes;
    }

    /// Takes a character outside ASCII.
    void see(char c, long line) {
        int b = c >= 0xa0 && c <= 0xff ? c : 0x80 + HIGH.indexOf(c);
        if (b < 0x80 || length == LONGEST) {
            sound = true;
        } else if (!sound) {
            run[length++] = b;
        }
        if (mangled == 0) {
            firstLine = line;
        }
    }

    /// An ASCII character, or the end, comes after a run.
    void endRun() {
        if (!sound && isUtf8()) {
            mangled++;
        } else {
            whole++;
        }
        length = 0;
        sound = false;
    }

    /// Whether there is so much of it that the text was certainly read in a wrong charset before.
    boolean isCertain() {
        return mangled > 0 && mangled * 4 >= whole;
    }

    /// The line of the first.
    long line() {
        return firstLine;
    }

    private boolean isUtf8() {
        int i = 0;
        while (i < length) {
            int lead = run[i++];
            int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
            if (lead < 0xc2 || lead > 0xf4 || i + more > length) {
                return false;
            }
            int code = lead & (0x3f >> more);
            for (int k = 0; k < more; k++) {
                int b = run[i++];
                if (b > 0xbf) {
                    return false;
                }
                code = code << 6 | b & 0x3f;
            }
            if (isUnlikely(code)) {
                return false;
            }
        }
        return length > 0;
    }

    /// Phonetic signs and combining marks are what chance makes of `É»`, not what names hold.
    private static boolean isUnlikely(int code) {
        return code >= 0x180 && code < 0x370 || code < 0xa0;
    }
}
