package dev.rollcall.source.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import dev.rollcall.person.FileCode;
import dev.rollcall.source.CsvShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/// Goes through the rows of an export once.
public final class CsvRows {
    private static final int LONGEST_CELL = 1 << 20;
    private static final int MOST_CELLS = 16_384;
    private static final int LONGEST_FOOTER = 100;

    private final CheckedText text;
    private final Layout layout;
    private final List<Pattern> footer;
    private final Wanted wanted;
    private final boolean hasEnd;
    private final List<Row> held = new ArrayList<>();
    private long line;
    private long rows;
    private String trailer = "";

    /// What of the rows is needed.
    ///
    /// @param trailer the pattern of a last line that is no row
    public record Wanted(IntPredicate column, Optional<Pattern> trailer) {}

    /// What was found when all rows were through.
    ///
    /// @param lineEnd whether the text ends with a line end
    /// @param trailer the line that matched the trailer's pattern; empty where none did
    public record End(long rows, boolean lineEnd, String trailer) {}

    /// Sees every row that is not blank, header, footer or trailer.
    @FunctionalInterface
    public interface Visitor {
        /// @param row only good during the call
        void row(Row row);
    }

    CsvRows(CheckedText text, Layout layout, CsvShape shape, Wanted wanted) {
        this.text = text;
        this.layout = layout;
        this.footer = shape.footer();
        this.wanted = wanted;
        this.hasEnd = !footer.isEmpty() || wanted.trailer().isPresent();
        this.line = layout.firstLine();
    }

    static CsvReader.CsvReaderBuilder reader(char delimiter) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .maxBufferSize(LONGEST_CELL)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false);
    }

    End forEach(Visitor visitor) throws IOException {
        try (CsvReader<Row> reader = reader(layout.delimiter()).build(new Handler(), text)) {
            Iterator<Row> all = reader.iterator();
            if (layout.hasHeader() && all.hasNext()) {
                all.next();
            }
            boolean more = all.hasNext();
            while (more) {
                Row row = all.next();
                more = all.hasNext();
                row.cut = !more && row.count < layout.width() && !text.endsWithLineEnd();
                take(row, visitor);
            }
            return new End(rows, text.endsWithLineEnd(), trailer);
        } catch (CsvParseException e) {
            throw refusal(e);
        }
    }

    /// Lines that look like a footer are held back until it is known that no row comes after them.
    private void take(Row row, Visitor visitor) {
        if (row.isBlank()) {
            return;
        }
        if (isFooter(row) && held.size() < LONGEST_FOOTER) {
            held.add(row.copy());
            return;
        }
        held.forEach(r -> show(r, visitor));
        held.clear();
        trailer = "";
        show(row, visitor);
    }

    private boolean isFooter(Row row) {
        if (!hasEnd) {
            return false;
        }
        String plain = row.plain();
        if (wanted.trailer().filter(t -> t.matcher(plain).find()).isPresent()) {
            trailer = plain;
            return true;
        }
        return footer.stream().anyMatch(p -> p.matcher(plain).find());
    }

    private void show(Row row, Visitor visitor) {
        rows++;
        visitor.row(row);
    }

    private RuntimeException refusal(CsvParseException e) {
        if (e.getCause() instanceof ExportRefused refused) {
            return refused;
        }
        String message = String.valueOf(e.getMessage());
        if (message.contains("Unclosed")) {
            return new ExportRefused(FileCode.TRUNCATED, "quote", line);
        }
        if (message.contains("buffer size")) {
            return new ExportRefused(FileCode.NOT_CSV, "longCell", line, LONGEST_CELL);
        }
        if (message.contains("closing quote")) {
            return new ExportRefused(FileCode.NOT_CSV, "quote", line);
        }
        return e;
    }

    /// Fills two rows in turn, so that one can be looked at while the next is read. A blank line is built
    /// too and thrown away by the reader: the row before it is still being looked at.
    private final class Handler extends AbstractBaseCsvCallbackHandler<Row> {
        private final int width = layout.width();
        private final char delimiter = layout.delimiter();
        private final boolean[] wantedColumns = new boolean[width];
        private Row current = new Row(width, width, hasEnd);
        private Row other = new Row(width, width, hasEnd);
        private boolean built;

        Handler() {
            for (int i = 0; i < width; i++) {
                wantedColumns[i] = wanted.column().test(i);
            }
        }

        @Override
        protected void handleBegin(long startingLine) {
            if (built) {
                Row next = other;
                other = current;
                current = next;
                built = false;
            }
            line = layout.firstLine() + startingLine - 1;
            current.begin(line);
        }

        @Override
        protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
            if (column >= MOST_CELLS) {
                throw new ExportRefused(FileCode.NOT_CSV, "manyCells", line, MOST_CELLS);
            }
            current.cell(column, buffer, offset, length, isWanted(column), delimiter);
        }

        private boolean isWanted(int column) {
            return column < width ? wantedColumns[column] : wanted.column().test(column);
        }

        @Override
        protected Row buildRecord() {
            built = getRecordType() != RecordType.EMPTY;
            return current;
        }
    }
}
