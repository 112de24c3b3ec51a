package dev.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import dev.rollcall.person.RowCode;
import dev.rollcall.stage.ExportRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// errors.csv and the correction file of any table, opened by another CSV reader, hold the same cells, and none that a
/// spreadsheet would compute.
class SecondReaderTest {
    private static final int TABLES = 500;
    private static final String SIGNS = "abZ019 .,;|\t\"'\r\n-+=@/_éßЖ漢字😀\u00a0\u200b";

    @TempDir
    Path folder;

    private final Random random = new Random(11);

    @Test
    void readsTheSameCellsInEveryDelimiter() throws IOException {
        for (int i = 0; i < TABLES; i++) {
            char delimiter = ",;\t|".charAt(i % 4);
            Table table = new Table(delimiter, random.nextInt(5) > 0, rows());
            List<Fault> faults = IntStream.range(0, table.rows().size())
                    .filter(row -> random.nextInt(3) > 0)
                    .mapToObj(row -> fault(row + 2L, text()))
                    .toList();

            correctionsAreTheRowsAsTheyStood(table, faults);
            errorsAreTheFaults(delimiter, faults);
        }
    }

    private void correctionsAreTheRowsAsTheyStood(Table table, List<Fault> faults) throws IOException {
        Path file = folder.resolve("corrections.csv");
        new CorrectionsFile(new Messages(), Language.INDONESIAN).write(file, table, faults.iterator());
        List<List<String>> expected = new ArrayList<>();
        if (table.named()) {
            List<String> header = new ArrayList<>(table.header());
            header.addAll(ExportRows.ADDED);
            expected.add(header);
        }
        for (Fault fault : faults) {
            List<String> row =
                    new ArrayList<>(table.rows().get((int) fault.finding().line() - 2));
            Messages.Words words = new Messages().of(fault.finding(), Language.INDONESIAN);
            row.addAll(List.of(
                    Long.toString(fault.finding().line()), "INVALID_PHONE", "phone", words.message(), words.hint()));
            expected.add(row);
        }
        assertThat(cells(file, table.delimiter())).isEqualTo(guarded(expected));
    }

    private void errorsAreTheFaults(char delimiter, List<Fault> faults) throws IOException {
        Path file = folder.resolve("errors.csv");
        new ErrorsFile(new Messages(), Language.ENGLISH).write(file, delimiter, faults);
        List<List<String>> read = cells(file, delimiter);
        List<List<String>> expected = faults.stream()
                .map(fault -> List.of(
                        Long.toString(fault.finding().line()),
                        "0017",
                        "parse",
                        "INVALID_PHONE",
                        "phone",
                        fault.finding().value()))
                .toList();
        assertThat(read.stream().skip(1).map(row -> row.subList(0, 6)).toList()).isEqualTo(guarded(expected));
    }

    /// What stands at the beginning of a cell that a spreadsheet would compute.
    private static List<List<String>> guarded(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(cell -> cell.matches("(?s)[=+\\-@\t\r].*") ? "'" + cell : cell)
                        .toList())
                .toList();
    }

    private static List<List<String>> cells(Path file, char delimiter) throws IOException {
        String text = Files.readString(file);
        assertThat(text).startsWith("\uFEFF");
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get();
        try (CSVParser parser = CSVParser.parse(text.substring(1), format)) {
            return parser.stream().map(CSVRecord::toList).toList();
        }
    }

    private List<List<String>> rows() {
        return IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(row -> IntStream.range(0, 4)
                        .mapToObj(cell -> cell == 0 ? "E" + row : text())
                        .toList())
                .toList();
    }

    private String text() {
        int[] signs = SIGNS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(10); length > 0; length--) {
            text.appendCodePoint(signs[random.nextInt(signs.length)]);
        }
        return text.toString();
    }

    private static Fault fault(long line, String value) {
        return new Fault(
                line,
                new Finding(
                        line,
                        Optional.of("0017"),
                        Finding.Stage.PARSE,
                        RowCode.INVALID_PHONE,
                        "",
                        Optional.of(Attribute.PHONE),
                        "No HP",
                        value,
                        List.of()),
                "",
                "",
                0);
    }

    /// @param named whether it has a header
    private record Table(char delimiter, boolean named, List<List<String>> rows) implements ExportRows {
        @Override
        public List<String> header() {
            return named ? List.of("NIK", "Nama", "No HP", "Lain") : List.of();
        }

        @Override
        public List<Integer> own() {
            return List.of(0, 1, 2, 3);
        }

        @Override
        public int width() {
            return 4;
        }

        @Override
        public void forEach(LongPredicate wantedLine, Visitor visitor) {
            for (int i = 0; i < rows.size(); i++) {
                if (wantedLine.test(i + 2L)) {
                    visitor.row(i + 2L, rows.get(i));
                }
            }
        }
    }
}
