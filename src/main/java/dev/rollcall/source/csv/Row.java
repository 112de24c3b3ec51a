package dev.rollcall.source.csv;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A row while it is looked at; the next one may use the same object again.
public final class Row {
    private @Nullable String[] cells;
    private final int width;
    long line;
    int count;
    boolean cut;
    private boolean text;
    private boolean excess;
    private char delimiter;
    private @Nullable StringBuilder plain;

    Row(int room, int width, boolean withText) {
        this.cells = new String[room];
        this.width = width;
        this.plain = withText ? new StringBuilder() : null;
    }

    /// A row whose cells are put in whole, for exports that are no CSV.
    public static Row ofCells(int width) {
        return new Row(width, width, false);
    }

    /// Takes the cells of another record; null where it has no such cell.
    public void set(long at, @Nullable String[] of) {
        line = at;
        count = width;
        System.arraycopy(of, 0, cells, 0, width);
    }

    /// The physical line where the row begins; the file's first is 1.
    public long line() {
        return line;
    }

    /// How many cells the row has.
    public int count() {
        return count;
    }

    /// The cell as it stood, or the empty text where the row is short or the column was not wanted.
    public String cell(int column) {
        String cell = column >= 0 && column < cells.length ? cells[column] : null;
        return cell == null ? "" : cell;
    }

    /// Whether the row has this cell at all, empty or not.
    public boolean has(int column) {
        return column < count && column >= 0 && (column >= cells.length || cells[column] != null);
    }

    /// Whether it has more cells than the header, and not only empty ones.
    public boolean hasTooMany() {
        return excess;
    }

    /// Whether all of the row stands in its first cell, within quotes, where the header has more.
    public boolean isWrapped() {
        return count == 1 && width > 1 && cell(0).indexOf(delimiter) >= 0;
    }

    /// Whether it is the last, short of cells and without a line end: the file was cut here.
    public boolean isCut() {
        return cut;
    }

    boolean isBlank() {
        return !text;
    }

    /// The row's text, without quotes.
    String plain() {
        return plain == null ? "" : plain.toString();
    }

    void begin(long at) {
        line = at;
        count = 0;
        cut = false;
        text = false;
        excess = false;
        Arrays.fill(cells, null);
        if (plain != null) {
            plain.setLength(0);
        }
    }

    void cell(int column, char[] buffer, int offset, int length, boolean wanted, char between) {
        count = column + 1;
        delimiter = between;
        boolean filled = length > 0 && (!text || column >= width) && hasText(buffer, offset, length);
        text |= filled;
        excess |= filled && column >= width;
        if (wanted) {
            if (column >= cells.length) {
                cells = Arrays.copyOf(cells, Math.max(column + 1, cells.length * 2));
            }
            cells[column] = length == 0 ? "" : new String(buffer, offset, length);
        }
        if (plain != null) {
            (column == 0 ? plain : plain.append(between)).append(buffer, offset, length);
        }
    }

    Row copy() {
        Row copy = new Row(0, width, false);
        copy.cells = cells.clone();
        copy.line = line;
        copy.count = count;
        copy.cut = cut;
        copy.text = text;
        copy.excess = excess;
        copy.delimiter = delimiter;
        copy.plain = plain == null ? null : new StringBuilder(plain);
        return copy;
    }

    private static boolean hasText(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            char c = buffer[i];
            if (c > ' ' && c != '\u00a0' && c != '\ufeff') {
                return true;
            }
        }
        return false;
    }
}
