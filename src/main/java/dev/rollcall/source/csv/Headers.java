package dev.rollcall.source.csv;

import java.text.Normalizer;
import java.util.Locale;

/// When two headers (or words) are the same.
public final class Headers {
    private Headers() {}

    /// Trimmed, case-folded, Unicode NFC, white space of any kind folded to one blank, zero-width characters
    /// and a leading BOM left out.
    public static String fold(String header) {
        StringBuilder folded = new StringBuilder(header.length());
        header.codePoints().forEach(c -> append(folded, c));
        String nfc = Normalizer.normalize(folded.toString().strip(), Normalizer.Form.NFC);
        return nfc.toLowerCase(Locale.ROOT);
    }

    private static void append(StringBuilder folded, int c) {
        if (Character.getType(c) == Character.FORMAT) {
            return;
        }
        if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
            folded.appendCodePoint(c);
        } else if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
            folded.append(' ');
        }
    }
}
