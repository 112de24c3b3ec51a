package dev.rollcall.stage;

import dev.rollcall.person.RowCode;

/// Reads employee IDs, and with the same care user names: exact, with their leading zeros.
final class EmployeeIds {
    private static final int LONGEST = 200;

    private EmployeeIds() {}

    /// @param code INVALID_EMPLOYEE_ID or INVALID_USERNAME
    static Reading read(String cell, RowCode code, boolean alphanumeric) {
        if (cell.isEmpty()) {
            return Reading.EMPTY;
        }
        boolean plain = isAlphanumeric(cell);
        if (plain && cell.length() <= LONGEST) {
            return Reading.good(cell);
        }
        if (Cells.isRounded(cell)) {
            return Reading.bad(code, "rounded");
        }
        if (Cells.isSpreadsheetError(cell)) {
            return Reading.bad(code, "spreadsheetError");
        }
        if (cell.length() > LONGEST) {
            return Reading.bad(code, "tooLong", String.valueOf(LONGEST));
        }
        if (hasControl(cell)) {
            return Reading.bad(code, "lineBreak");
        }
        if (alphanumeric && !plain) {
            return Reading.bad(code, "alphanumeric");
        }
        return Reading.good(cell);
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ') {
                return true;
            }
        }
        return false;
    }

    private static boolean isAlphanumeric(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }
}
