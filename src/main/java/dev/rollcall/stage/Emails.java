package dev.rollcall.stage;

import static dev.rollcall.person.RowCode.INVALID_EMAIL;

/// Reads e-mail addresses. What stands around one is taken off only where that is certain: `mailto:`, `Budi
/// <budi@x.id>`.
final class Emails {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final boolean[] IN_LOCAL = lettersDigitsAnd("!#$%&'*+-/=?^_`{|}~.");
    private static final boolean[] IN_DOMAIN = lettersDigitsAnd("-.");

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
        boolean sound = at > 0
                && address.length() <= LONGEST
                && isLocal(address.substring(0, at))
                && isDomain(address.substring(at + 1));
        return sound ? Reading.good(address) : Reading.bad(INVALID_EMAIL, flaw(address, at));
    }

    /// What is wrong with it, as far as it has a name.
    private static String flaw(String address, int at) {
        if (at < 0) {
            return "noAt";
        }
        if (address.indexOf('@', at + 1) >= 0) {
            return "several";
        }
        if (address.chars().anyMatch(c -> c <= ' ')) {
            return "blank";
        }
        return address.chars().anyMatch(c -> c > '~') ? "foreignSign" : "";
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
        return local.length() <= LONGEST_LOCAL && !hasLooseDot(local) && isOnly(local, IN_LOCAL);
    }

    private static boolean isDomain(String domain) {
        int dot = domain.lastIndexOf('.');
        return dot >= 0
                && domain.length() - dot >= 3
                && isOnly(domain, IN_DOMAIN)
                && !hasLooseDot(domain)
                && !isNumber(domain, dot + 1)
                && !domain.startsWith("-")
                && !domain.endsWith("-")
                && !domain.contains("-.")
                && !domain.contains(".-");
    }

    private static boolean hasLooseDot(String text) {
        return text.startsWith(".") || text.endsWith(".") || text.contains("..");
    }

    private static boolean isNumber(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isOnly(String text, boolean[] signs) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= signs.length || !signs[c]) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] lettersDigitsAnd(String others) {
        boolean[] signs = new boolean[128];
        for (char c = 0; c < signs.length; c++) {
            signs[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || others.indexOf(c) >= 0;
        }
        return signs;
    }
}
