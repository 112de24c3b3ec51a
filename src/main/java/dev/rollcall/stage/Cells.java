package dev.rollcall.stage;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// Takes off a cell what no person typed on purpose.
final class Cells {
    private static final Pattern ROUNDED = Pattern.compile("[+-]?\\d+(?:[.,]\\d+)?[eE]\\+\\d+");
    private static final Pattern SPREADSHEET_ERROR =
            Pattern.compile("#(?:REF|N/A|NAME|VALUE|DIV/0|NULL|NUM)[!?]?|#{3,}");

    private Cells() {}

    /// The cell without blanks around it, zero-width characters and a protecting `'`, with plain blanks and in
    /// Unicode NFC.
    static String clean(String cell) {
        if (isClean(cell)) {
            return cell;
        }
        StringBuilder kept = new StringBuilder(cell.length());
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (!isInvisible(c)) {
                kept.append(isBlank(c) ? ' ' : c);
            }
        }
        String text = withoutJoinersAround(kept.toString().strip());
        return Normalizer.normalize(unprotected(text), Normalizer.Form.NFC);
    }

    /// Plain ASCII that begins and ends with a sign: the usual case, and the fast way.
    private static boolean isClean(String cell) {
        int length = cell.length();
        if (length == 0) {
            return true;
        }
        for (int i = 0; i < length; i++) {
            char c = cell.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        char first = cell.charAt(0);
        return first != ' ' && first != '\'' && cell.charAt(length - 1) != ' ';
    }

    private static boolean isInvisible(char c) {
        return c == '\u200b' || c == '\u2060' || c == '\ufeff' || c == '\u00ad' || c == '\u180e';
    }

    private static boolean isBlank(char c) {
        return c != '\n' && c != '\r' && c != '\t' && Character.isSpaceChar(c);
    }

    /// Joiners and direction marks mean something inside a name of some scripts, but never around one.
    private static String withoutJoinersAround(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isMark(text.charAt(start))) {
            start++;
        }
        while (end > start && isMark(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end).strip();
    }

    private static boolean isMark(char c) {
        return c >= '\u200c' && c <= '\u200f' || c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    }

    /// A `'` before `= + - @` or a digit is the mark by which spreadsheets keep text as text, and by which our
    /// own files do.
    private static String unprotected(String text) {
        if (text.length() < 2 || text.charAt(0) != '\'') {
            return text;
        }
        char second = text.charAt(1);
        boolean guarded = "=+-@\t\r".indexOf(second) >= 0 || second >= '0' && second <= '9';
        return guarded ? text.substring(1).strip() : text;
    }

    /// Whether a spreadsheet has rounded a long number: `6.28E+12`.
    static boolean isRounded(String text) {
        return text.indexOf('+') > 0 && ROUNDED.matcher(text).matches();
    }

    /// Whether the cell holds a spreadsheet's error instead of a value: `#REF!`.
    static boolean isSpreadsheetError(String text) {
        return text.startsWith("#") && SPREADSHEET_ERROR.matcher(text).matches();
    }
}
