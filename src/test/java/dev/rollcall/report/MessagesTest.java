package dev.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.FileCode;
import dev.rollcall.person.Finding;
import dev.rollcall.person.RowCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    private static final List<String> FILE_CODES =
            Arrays.stream(FileCode.values()).map(Enum::name).toList();
    private static final List<String> RUN_REASONS = List.of(
            "CREDENTIALS_REFUSED",
            "TENANT_UNAVAILABLE",
            "SNAPSHOT_INCOMPLETE",
            "SOURCE_UNAVAILABLE",
            "ROWS_NOT_CONSERVED",
            "INTERNAL");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

    private static final Pattern REFUSED = Pattern.compile("ExportRefused\\(\\s*FileCode\\.(\\w+),\\s*\"(\\w+)\"");
    private static final Pattern FOUND =
            Pattern.compile("(?:bad|found|rejected|rejectChange|Unclear)\\([^;\"]*?(?:RowCode\\.)?\\b("
                    + Arrays.stream(RowCode.values()).map(Enum::name).collect(Collectors.joining("|"))
                    + "),\\s*\"(\\w+)\"");

    private final Messages messages = new Messages();

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyCodeHasAMessageAndAHint(Language language) {
        assertThat(messages.keys(language)).containsAll(keysOfEveryCode());
    }

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(messages.keys(Language.INDONESIAN))
                .containsExactlyInAnyOrderElementsOf(messages.keys(Language.ENGLISH));
    }

    @Test
    void bothLanguagesFillInTheSameFacts() {
        for (String key : messages.keys(Language.ENGLISH)) {
            assertThat(placeholders(key, Language.INDONESIAN)).as(key).isEqualTo(placeholders(key, Language.ENGLISH));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyMessageHasAHint(Language language) {
        for (String key : messages.keys(language)) {
            boolean code = key.matches("[A-Z].*|file\\..*|run\\..*") && !key.endsWith(".hint");
            if (code) {
                String itsCode = key.replaceFirst("\\.[a-z]\\w*$", "");
                assertThat(messages.keys(language)).containsAnyOf(key + ".hint", itsCode + ".hint");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_id.properties"})
    void noKeyStandsTwice(String bundle) throws IOException {
        List<String> keys = Files.readAllLines(Path.of("src/main/resources", bundle)).stream()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    /// A finer distinction that nobody wrote words for would be told in those of its code, with holes in them.
    @Test
    void everyVariantThatIsTellableHasWordsOfItsOwn() throws IOException {
        Set<String> variants = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/dev/rollcall"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                String text = Files.readString(source);
                REFUSED.matcher(text).results().forEach(m -> variants.add("file." + m.group(1) + "." + m.group(2)));
                FOUND.matcher(text).results().forEach(m -> variants.add(m.group(1) + "." + m.group(2)));
            }
        }
        assertThat(variants).hasSizeGreaterThan(30);
        assertThat(messages.keys(Language.ENGLISH)).containsAll(variants);
    }

    @Test
    void theOperatorsManualHasAHeadingForEveryCode() throws IOException {
        List<String> headings = Files.readAllLines(Path.of("docs/operations.md")).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").strip())
                .toList();
        List<String> codes =
                new ArrayList<>(Arrays.stream(RowCode.values()).map(Enum::name).toList());
        codes.addAll(FILE_CODES);
        codes.addAll(RUN_REASONS);
        assertThat(headings).containsAll(codes);
    }

    @Test
    void namesTheHeaderAndTheCell() {
        Finding finding = finding(RowCode.INVALID_EMAIL, "", "Email Kantor", "siti@@contoh", List.of());
        assertThat(messages.of(finding, Language.ENGLISH))
                .isEqualTo(new Messages.Words(
                        "\"siti@@contoh\" in \"Email Kantor\" is not an e-mail address. Expected is something like"
                                + " name@company.co.id.",
                        "Correct the address, or leave the cell empty if the person has none."));
        assertThat(messages.of(finding, Language.INDONESIAN).message())
                .isEqualTo("\"siti@@contoh\" di \"Email Kantor\" bukan alamat e-mail. Contoh yang benar:"
                        + " nama@perusahaan.co.id.");
    }

    @Test
    void fillsInOtherLinesOfADuplicate() {
        Finding finding = finding(RowCode.DUPLICATE_EMPLOYEE_ID, "", "NIK", "0017", List.of("4, 9"));
        assertThat(messages.of(finding, Language.ENGLISH).message())
                .isEqualTo(
                        "\"0017\" in \"NIK\" also stands in line 4, 9, with other contents. One person may have one row.");
    }

    @Test
    void takesTheCodesOwnWordsForAVariantThatNobodyWrote() {
        Finding finding = finding(RowCode.MISSING_NAME, "noSuchVariant", "Nama", "", List.of());
        assertThat(messages.of(finding, Language.ENGLISH).message())
                .isEqualTo("\"Nama\" is empty. A person needs a name.");
    }

    @Test
    void takesTheVariantsOwnMessageAndHint() {
        Finding finding = finding(RowCode.INVALID_PHONE, "letters", "No HP", "tidak ada", List.of());
        assertThat(messages.of(finding, Language.INDONESIAN))
                .isEqualTo(new Messages.Words(
                        "\"tidak ada\" di \"No HP\" berisi huruf. Nomor telepon terdiri dari angka.",
                        "Tulis angka saja, atau kosongkan selnya bila orang ini tidak punya nomor."));
    }

    @Test
    void shortensAHugeCellAndKeepsItOnOneLine() {
        Finding finding = finding(RowCode.UNKNOWN_TAG, "", "Status", "a\r\nb" + "😀".repeat(5000), List.of());
        String message = messages.of(finding, Language.ENGLISH).message();
        assertThat(message)
                .startsWith("\"a b😀😀")
                .contains("…\" in \"Status\"")
                .doesNotContain("\n");
        assertThat(message.codePointCount(0, message.length())).isLessThan(200);
    }

    @Test
    void leavesTheSignsOfACellAlone() {
        Finding finding = finding(RowCode.UNKNOWN_VALUE, "", "$1", "{0} \\ {header}", List.of("x"));
        assertThat(messages.of(finding, Language.ENGLISH).message())
                .isEqualTo("\"{0} \\ {header}\" in \"$1\" is not a status that is known here. Expected is a word such"
                        + " as active, inactive, aktif, nonaktif or resign.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id-ID,id;q=0.9,en;q=0.8 | INDONESIAN",
                "id | INDONESIAN",
                "de, en;q=0.5 | ENGLISH",
                "en-GB | ENGLISH",
                "fr | INDONESIAN",
                "% nonsense | INDONESIAN"
            })
    void choosesTheLanguageThatIsAccepted(String header, Language expected) {
        assertThat(Language.accepted(Optional.of(header), Language.INDONESIAN)).isEqualTo(expected);
    }

    private static Finding finding(RowCode code, String variant, String header, String value, List<String> facts) {
        return new Finding(
                2,
                Optional.of("0017"),
                Finding.Stage.PARSE,
                code,
                variant,
                Optional.of(Attribute.EMAIL),
                header,
                value,
                facts);
    }

    private static List<String> keysOfEveryCode() {
        List<String> keys =
                new ArrayList<>(Arrays.stream(RowCode.values()).map(Enum::name).toList());
        FILE_CODES.forEach(code -> keys.add("file." + code));
        RUN_REASONS.forEach(reason -> keys.add("run." + reason));
        keys.addAll(keys.stream().map(key -> key + ".hint").toList());
        return keys;
    }

    private Set<String> placeholders(String key, Language language) {
        String raw = messages.raw(key, language);
        return new TreeSet<>(
                PLACEHOLDER.matcher(raw).results().map(MatchResult::group).toList());
    }
}
