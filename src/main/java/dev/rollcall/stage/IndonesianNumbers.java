package dev.rollcall.stage;

/// A short cut for the phone numbers that nearly every cell of an Indonesian export holds: `0812-3456-7890`,
/// `+62 812 …`, `812…`, `(021) 555 1234`. The library takes longer for one of them than all other rules for a row. A
/// test compares the two on random numbers.
final class IndonesianNumbers {
    private static final int LONGEST_CELL = 24;
    private static final int SHORTEST_MOBILE = 9;
    private static final int SHORTEST_LANDLINE = 8;
    private static final int LONGEST_LANDLINE = 11;
    private static final int LONGEST = 12;

    private IndonesianNumbers() {}

    /// The digits with country code; empty where this is not certainly such a number.
    static String digits(String cell) {
        if (cell.length() > LONGEST_CELL) {
            return "";
        }
        return cell.startsWith("+62") ? international(cell) : trunk(cell);
    }

    private static String international(String cell) {
        char[] digits = new char[LONGEST_CELL + 2];
        int count = gathered(cell, 3, digits);
        return isMobile(digits, 0, count) ? number(digits, 0, count) : "";
    }

    private static String trunk(String cell) {
        if (cell.startsWith("-")) {
            return "";
        }
        char[] digits = new char[LONGEST_CELL + 2];
        boolean area = cell.startsWith("(0");
        int count = gathered(cell, area ? 1 : 0, digits);
        if (count > 2 && digits[0] == '0') {
            boolean known = isMobile(digits, 1, count) || isLandline(digits, 1, count);
            return known ? number(digits, 1, count) : "";
        }
        return isMobile(digits, 0, count) ? number(digits, 0, count) : "";
    }

    /// Takes digits with single blanks, dashes or one `)` between; how many, or -1 where something else stands there.
    private static int gathered(String cell, int from, char[] digits) {
        int count = 0;
        boolean open = from == 1;
        char before = '-';
        for (int i = from; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c >= '0' && c <= '9') {
                digits[count++] = c;
            } else if (c == ')' && open) {
                open = false;
            } else if (c != ' ' && (c != '-' || before == '-' && count > 0)) {
                return -1;
            }
            before = c;
        }
        return before == '-' || open ? -1 : count;
    }

    private static boolean isMobile(char[] digits, int from, int to) {
        int length = to - from;
        return length >= SHORTEST_MOBILE && length <= LONGEST && digits[from] == '8' && digits[from + 1] != '0';
    }

    private static boolean isLandline(char[] digits, int from, int to) {
        int length = to - from;
        return length >= SHORTEST_LANDLINE
                && length <= LONGEST_LANDLINE
                && digits[from] >= '2'
                && digits[from] <= '7'
                && digits[from + 1] != '0';
    }

    private static String number(char[] digits, int from, int to) {
        return "62" + new String(digits, from, to - from);
    }
}
