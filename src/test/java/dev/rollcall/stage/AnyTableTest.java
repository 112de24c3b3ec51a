package dev.rollcall.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.source.CsvShape;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Any table of texts, written in any way we read, comes back the same.
class AnyTableTest {
    private static final String SIGNS = "abcXYZ0189 .,;|\t\"'\n-+=@/_";
    private static final String LATIN = "éüñßÅøçý";
    private static final String BEYOND = "Жλअ漢字ابเ";

    @TempDir
    Path folder;

    @Test
    void comesBackTheSame() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            Way way = Way.random(random);
            List<List<String>> table = table(random, way);
            Path file = Files.write(folder.resolve("export"), way.written(table));
            CsvShape shape = new CsvShape(
                    way.pinned(), Optional.of(way.delimiter()), true, List.of(), List.of(), CsvShape.DEFAULT_MAX_BYTES);
            ExportRows rows = new CsvExportRows.CsvOpener().open(Orders.of(1, file, "x.csv", shape));
            List<List<String>> read = new ArrayList<>();
            read.add(rows.header());
            rows.forEach(line -> true, (line, cells) -> read.add(cells));
            assertThat(read).as("table %s: %s", i, way).isEqualTo(table);
        }
    }

    private static List<List<String>> table(Random random, Way way) {
        String signs = SIGNS + (way.charset().equals("US-ASCII") ? "" : LATIN) + (way.isUnicode() ? BEYOND : "");
        int columns = 1 + random.nextInt(6);
        List<List<String>> table = new ArrayList<>();
        List<String> header = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            header.add("column " + c);
        }
        table.add(header);
        int rows = 1 + random.nextInt(8);
        for (int r = 0; r < rows; r++) {
            List<String> row = new ArrayList<>();
            for (int c = 0; c < columns; c++) {
                row.add(c == 0 ? "E" + r : text(random, signs));
            }
            table.add(row);
        }
        return table;
    }

    private static String text(Random random, String signs) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(12); n > 0; n--) {
            text.append(signs.charAt(random.nextInt(signs.length())));
        }
        return text.toString();
    }

    /// A way of writing a table.
    private record Way(
            String charset,
            boolean bom,
            char delimiter,
            boolean quoteAll,
            String lineEnd,
            boolean endLast,
            boolean blankLines) {
        static Way random(Random random) {
            String charset = new String[] {"UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE", "UTF-8"}[random.nextInt(5)];
            return new Way(
                    charset,
                    charset.startsWith("UTF-16") || charset.equals("UTF-8") && random.nextBoolean(),
                    ",;\t|".charAt(random.nextInt(4)),
                    random.nextBoolean(),
                    new String[] {"\n", "\r\n", "\r"}[random.nextInt(3)],
                    random.nextBoolean(),
                    random.nextBoolean());
        }

        boolean isUnicode() {
            return charset.startsWith("UTF");
        }

        Optional<String> pinned() {
            return bom ? Optional.empty() : Optional.of(charset);
        }

        byte[] written(List<List<String>> table) {
            StringBuilder text = new StringBuilder(bom ? "\uFEFF" : "");
            for (int r = 0; r < table.size(); r++) {
                List<String> cells = table.get(r).stream().map(this::cell).toList();
                text.append(String.join(String.valueOf(delimiter), cells));
                text.append(r < table.size() - 1 || endLast ? lineEnd : "");
                text.append(r < table.size() - 1 && blankLines ? lineEnd.repeat(r % 3) : "");
            }
            return text.toString().getBytes(Charset.forName(charset));
        }

        private String cell(String text) {
            boolean needed = text.chars().anyMatch(c -> c == delimiter || c == '"' || c == '\n' || c == '\r');
            return needed || quoteAll ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
        }
    }
}
