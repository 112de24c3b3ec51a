package dev.rollcall.stage;

import static dev.rollcall.person.RowCode.INVALID_EMAIL;

import java.util.function.IntPredicate;

/// Reads e-mail addresses. What stands around one is taken off only where that is certain: `mailto:`, `Budi
/// <budi@x.id>`.
final class Emails {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final String LOCAL_SIGNS = "!#$%&'*+-/=?^_`{|}~.";

    private Emails() {}

    static Reading read(String cell) {
        if (cell.isEmpty()) {
            return Reading.EMPTY;
        }
        if (Cells.isSpreadsheetError(cell)) {
            return Reading.bad(INVALID_EMAIL, "spreadsheetError");
        }
        String address = bare(cell);
        int at = address.indexOf('@');
        if (at < 0) {
            return Reading.bad(INVALID_EMAIL, "noAt");
        }
        if (address.indexOf('@', at + 1) >= 0) {
            return Reading.bad(INVALID_EMAIL, "several");
        }
        if (any(address, c -> c <= ' ')) {
            return Reading.bad(INVALID_EMAIL, "blank");
        }
        if (any(address, c -> c > '~')) {
            return Reading.bad(INVALID_EMAIL, "foreignSign");
        }
        boolean sound =
                address.length() <= LONGEST && isLocal(address.substring(0, at)) && isDomain(address.substring(at + 1));
        return sound ? Reading.good(address) : Reading.bad(INVALID_EMAIL, "");
    }

    private static String bare(String cell) {
        String text = cell;
        int open = text.indexOf('<');
        if (open >= 0 && open == text.lastIndexOf('<') && text.indexOf('>') == text.length() - 1) {
            text = text.substring(0, open).indexOf('@') < 0
                    ? text.substring(open + 1, text.length() - 1).strip()
                    : text;
        }
        return text.regionMatches(true, 0, "mailto:", 0, 7) ? text.substring(7).strip() : text;
    }

    private static boolean isLocal(String local) {
        if (local.isEmpty() || local.length() > LONGEST_LOCAL || hasLooseDot(local)) {
            return false;
        }
        return !any(local, c -> !isLetterOrDigit(c) && LOCAL_SIGNS.indexOf(c) < 0);
    }

    private static boolean isDomain(String domain) {
        int dot = domain.lastIndexOf('.');
        if (dot < 0 || hasLooseDot(domain) || domain.length() - dot < 3) {
            return false;
        }
        boolean topIsNumber = !any(domain.substring(dot + 1), c -> c < '0' || c > '9');
        return !topIsNumber
                && !any(domain, c -> !isLetterOrDigit(c) && c != '-' && c != '.')
                && !domain.startsWith("-")
                && !domain.endsWith("-")
                && !domain.contains("-.")
                && !domain.contains(".-");
    }

    private static boolean hasLooseDot(String text) {
        return text.startsWith(".") || text.endsWith(".") || text.contains("..");
    }

    /// A plain loop: a stream for each of these looks costs more than all other rules of a row.
    private static boolean any(String text, IntPredicate is) {
        for (int i = 0; i < text.length(); i++) {
            if (is.test(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
