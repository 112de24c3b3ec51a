package dev.rollcall.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Phone numbers, and the short cut for Indonesian numbers against libphonenumber.
class PhonesTest {
    private static final int NUMBERS = 5_000;

    private final Phones indonesian = new Phones(Optional.of("ID"));

    @RepeatedTest(4)
    void theShortCutGivesWhatTheLibraryGives(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < NUMBERS; i++) {
            String cell = cell(random);
            String quick = IndonesianNumbers.digits(cell);
            if (!quick.isEmpty()) {
                assertThat(indonesian.readSlowly(cell)).as(cell).isEqualTo(Reading.good(quick));
            }
        }
    }

    @RepeatedTest(1)
    void theShortCutIsTakenByTheUsualSpellings() {
        for (String cell :
                new String[] {"081234567890", "0812-3456-7890", "+62 812 3456 7890", "+6281234567890", "81234567890"}) {
            assertThat(IndonesianNumbers.digits(cell)).as(cell).isEqualTo("6281234567890");
        }
        for (String cell :
                new String[] {"(021) 5551234", "(021) 555-1234", "021-5551234", "0215551234", "021 555 1234"}) {
            assertThat(IndonesianNumbers.digits(cell)).as(cell).isEqualTo("62215551234");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(021) 5551234      | 62215551234",
                "6281234567890      | 6281234567890",
                "00421-123-456-001  | 421123456001",
                "+421-123-456-001   | 421123456001",
                "+65 6123 4567      | 6561234567"
            })
    void readsNumbers(String cell, String digits) {
        assertThat(indonesian.read(cell)).isEqualTo(Reading.good(digits));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(021) 555                    | tooShort",
                "-1651623197                  | negative",
                "8.12E+10                     | rounded",
                "0812 3456 7890 atau 0813 5555 6666 | several",
                "0812 3456 7890, 0813 5555 6666     | several",
                "021 555 1234 ext. 12         | extension",
                "tidak ada                    | letters",
                "+999 123 4567                | countryCode"
            })
    void refusesWhatIsNotOneNumber(String cell, String variant) {
        assertThat(indonesian.read(cell))
                .isInstanceOfSatisfying(
                        Reading.Bad.class, bad -> assertThat(bad.variant()).isEqualTo(variant));
    }

    private static String cell(Random random) {
        StringBuilder cell = new StringBuilder(
                switch (random.nextInt(8)) {
                    case 0 -> "+62";
                    case 1 -> "+62 ";
                    case 2 -> "62";
                    case 3 -> "";
                    case 4 -> "+";
                    case 5 -> "(0";
                    case 6 -> "(0" + (20 + random.nextInt(60)) + ") ";
                    default -> "0";
                });
        if (random.nextInt(4) > 0) {
            cell.append('8');
        }
        int digits = 5 + random.nextInt(10);
        for (int i = 0; i < digits; i++) {
            cell.append((char) ('0' + random.nextInt(10)));
            if (random.nextInt(6) == 0) {
                cell.append("- -)".charAt(random.nextInt(4)));
            }
        }
        return cell.toString();
    }
}
