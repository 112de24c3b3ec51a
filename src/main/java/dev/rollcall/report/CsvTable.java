package dev.rollcall.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes a CSV file that spreadsheets open rightly: UTF-8 with BOM, CRLF, and no cell that would be taken for a
/// formula.
final class CsvTable implements Closeable {
    private final CsvWriter csv;

    CsvTable(Path file, char delimiter) throws IOException {
        Writer text = new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), 1 << 16);
        text.write('\uFEFF');
        csv = CsvWriter.builder()
                .fieldSeparator(delimiter)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(text);
    }

    void row(Object... cells) {
        String[] texts = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            texts[i] = safe(cells[i].toString());
        }
        csv.writeRecord(texts);
    }

    void row(List<String> cells) {
        csv.writeRecord(cells.stream().map(CsvTable::safe).toList());
    }

    /// A cell that a spreadsheet would compute gets a leading apostrophe; intake takes it off again.
    static String safe(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
