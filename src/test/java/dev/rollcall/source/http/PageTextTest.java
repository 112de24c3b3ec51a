package dev.rollcall.source.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.source.Cells;
import dev.rollcall.source.csv.Row;
import dev.rollcall.source.ndjson.RecordRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A page that is cut into its records while it is read gives the same cells as its lines do, read again.
class PageTextTest {
    private static final Cells WANTED = new Cells(List.of(
            new Cells.Cell(List.of("/id"), ""),
            new Cells.Cell(List.of("/name"), ""),
            new Cells.Cell(List.of("/tags/*"), ";"),
            new Cells.Cell(List.of("/a/b/0", "/a/c"), "")));
    private static final PageWalk.Pointers POINTERS = new PageWalk.Pointers("/data", "/total", "/next");
    private static final String PRETTY = """
            {"total": 3, "data": [
              {"id": 1,
               "name": "Siti {Aminah} \\"]\\n",
               "tags": ["a", "b"], "a": {"b": ["x"], "c": "y"}},
              {"name": null, "id": "2", "other": {"deep": [{"id": 9}]}, "a": {"c": "ž"}}, {}
            ], "next": "n2"}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", " "})
    void isCutIntoItsRecordsHoweverItsLinesBreak(String broken) throws IOException {
        PageRead page = read(PRETTY.replace("\n", broken).getBytes(StandardCharsets.UTF_8));

        assertThat(page.cells().orElseThrow())
                .containsExactly(
                        new String[] {"1", "Siti {Aminah} \"]\n", "a;b", "x"},
                        new @Nullable String[] {"2", "", null, "ž"},
                        new @Nullable String[] {null, null, null, null});
        assertThat(fromLines(page)).isEqualTo(texts(page.cells().orElseThrow()));
        assertThat(page.records()).isEqualTo(3);
        assertThat(page.total()).isEqualTo(OptionalLong.of(3));
        assertThat(page.cursor()).contains("n2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32BE"})
    void isReadAsLinesWhereItsTextIsNotUtf8(String charset) throws IOException {
        PageRead page = read(PRETTY.getBytes(Charset.forName(charset)));

        assertThat(page.cells()).isEmpty();
        assertThat(fromLines(page))
                .isEqualTo(fromLines(read(PRETTY.getBytes(StandardCharsets.UTF_8))))
                .hasSize(3);
    }

    @Test
    void mayBeginWithAByteOrderMark() throws IOException {
        assertThat(fromLines(read(("\uFEFF" + PRETTY).getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(fromLines(read(PRETTY.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void isReadAsLinesWhereItIsTooBigToBeHeld() throws IOException {
        String record = "{\"id\": 7, \"name\": \"" + "n".repeat(1000) + "\"}";
        String text = "{\"data\": [" + (record + ",").repeat(1100) + record + "]}";

        PageRead page = read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(page.cells()).isEmpty();
        assertThat(fromLines(page)).hasSize(1101);
    }

    @Test
    void isLeftForItsTurnWhereAnObjectStandsInPlaceOfAText() throws IOException {
        PageRead page = read("{\"data\": [{\"id\": 1}, {\"id\": {\"v\": 2}}]}".getBytes(StandardCharsets.UTF_8));

        assertThat(page.cells()).isEmpty();
        assertThat(page.records()).isEqualTo(2);
    }

    private PageRead read(byte[] body) throws IOException {
        return new PageText(POINTERS, Optional.of(WANTED), new Spool(folder.resolve("spool")))
                .read(new ByteArrayInputStream(body));
    }

    private static List<List<@Nullable String>> fromLines(PageRead page) throws IOException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        var reader = new RecordRows(WANTED, row -> rows.add(cells(row)));
        try (InputStream lines = page.lines().lines()) {
            reader.see(lines);
        }
        return rows;
    }

    private static List<@Nullable String> cells(Row row) {
        List<@Nullable String> cells = new ArrayList<>();
        for (int i = 0; i < WANTED.cells().size(); i++) {
            cells.add(row.has(i) ? row.cell(i) : null);
        }
        return cells;
    }

    private static List<List<@Nullable String>> texts(List<@Nullable String[]> records) {
        return records.stream().<List<@Nullable String>>map(Arrays::asList).toList();
    }
}
