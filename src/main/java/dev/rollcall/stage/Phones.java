package dev.rollcall.stage;

import static dev.rollcall.person.RowCode.INVALID_PHONE;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads phone numbers as digits with country code.
final class Phones {
    private static final int LONGEST = 60;
    private static final Pattern SEVERAL = Pattern.compile(
            "\\d\\D*(?:[/;,&|\\n\\r]|\\b(?:or|atau|and|dan)\\b).*\\d|\\d.*\\+",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern EXTENSION =
            Pattern.compile("\\d.*(?:\\bext|\\bx\\s*\\d|\\bpes|#).*", Pattern.CASE_INSENSITIVE);

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final Optional<String> region;
    private final boolean indonesia;

    Phones(Optional<String> region) {
        this.region = region;
        this.indonesia = region.filter("ID"::equals).isPresent();
    }

    Reading read(String cell) {
        if (cell.isEmpty()) {
            return Reading.EMPTY;
        }
        if (indonesia) {
            String digits = IndonesianNumbers.digits(cell);
            if (!digits.isEmpty()) {
                return Reading.good(digits);
            }
        }
        return readSlowly(cell);
    }

    /// The whole way, without the short cut for Indonesian numbers; both give the same.
    Reading readSlowly(String cell) {
        if (Cells.isRounded(cell)) {
            return Reading.bad(INVALID_PHONE, "rounded");
        }
        if (Cells.isSpreadsheetError(cell) || cell.length() > LONGEST) {
            return Reading.bad(INVALID_PHONE, "");
        }
        if (cell.startsWith("-")) {
            return Reading.bad(INVALID_PHONE, "negative");
        }
        if (SEVERAL.matcher(cell).find()) {
            return Reading.bad(INVALID_PHONE, "several");
        }
        if (EXTENSION.matcher(cell).find()) {
            return Reading.bad(INVALID_PHONE, "extension");
        }
        if (cell.chars().anyMatch(Character::isLetter)) {
            return Reading.bad(INVALID_PHONE, "letters");
        }
        String dialled = cell.startsWith("00") ? "+" + cell.substring(2) : cell;
        if (region.isEmpty() && !dialled.startsWith("+")) {
            return Reading.bad(INVALID_PHONE, "noRegion");
        }
        return parse(dialled);
    }

    private Reading parse(String dialled) {
        PhoneNumber number;
        try {
            number = library.parse(dialled, region.orElse(null));
        } catch (NumberParseException e) {
            return switch (e.getErrorType()) {
                case INVALID_COUNTRY_CODE -> Reading.bad(INVALID_PHONE, "countryCode");
                case TOO_SHORT_NSN, TOO_SHORT_AFTER_IDD -> Reading.bad(INVALID_PHONE, "tooShort");
                case TOO_LONG -> Reading.bad(INVALID_PHONE, "tooLong");
                case NOT_A_NUMBER -> Reading.bad(INVALID_PHONE, "");
            };
        }
        ValidationResult length = library.isPossibleNumberForTypeWithReason(number, PhoneNumberType.UNKNOWN);
        return switch (length) {
            case IS_POSSIBLE -> Reading.good(number.getCountryCode() + library.getNationalSignificantNumber(number));
            case IS_POSSIBLE_LOCAL_ONLY -> Reading.bad(INVALID_PHONE, "tooShort");
            case TOO_SHORT -> Reading.bad(INVALID_PHONE, "tooShort");
            case TOO_LONG -> Reading.bad(INVALID_PHONE, "tooLong");
            case INVALID_COUNTRY_CODE -> Reading.bad(INVALID_PHONE, "countryCode");
            case INVALID_LENGTH -> Reading.bad(INVALID_PHONE, "");
        };
    }
}
