package dev.rollcall.stage;

/// A short cut for the phone numbers that nearly every cell of an Indonesian export holds: `0812-3456-7890`,
/// `+62 812 …`, `812…`. A test compares it with libphonenumber on random numbers.
final class IndonesianMobiles {
    private static final int SHORTEST = 9;
    private static final int LONGEST = 12;

    private IndonesianMobiles() {}

    /// The digits with country code; empty where this is not certainly such a number.
    static String digits(String cell) {
        int length = cell.length();
        if (length > 24) {
            return "";
        }
        boolean international = length > 3 && cell.startsWith("+62");
        int from = international ? 3 : 0;
        char[] digits = new char[length + 2];
        digits[0] = '6';
        digits[1] = '2';
        int count = 2;
        char before = 'x';
        for (int i = from; i < length; i++) {
            char c = cell.charAt(i);
            if (c >= '0' && c <= '9') {
                digits[count++] = c;
            } else if (c != ' ' && c != '-' || before == '-' || count == 2 && c == '-' && !international) {
                return "";
            }
            before = c;
        }
        if (before == '-') {
            return "";
        }
        return international ? national(digits, 2, count) : trunk(digits, count);
    }

    private static String trunk(char[] digits, int count) {
        if (digits[2] != '0') {
            return national(digits, 2, count);
        }
        System.arraycopy(digits, 3, digits, 2, count - 3);
        return national(digits, 2, count - 1);
    }

    private static String national(char[] digits, int from, int count) {
        int length = count - from;
        boolean mobile = length >= SHORTEST && length <= LONGEST && digits[from] == '8' && digits[from + 1] != '0';
        return mobile ? new String(digits, 0, count) : "";
    }
}
