package dev.rollcall.source.http;

import dev.rollcall.source.Cells;
import dev.rollcall.source.csv.ExportRefused;
import dev.rollcall.source.ndjson.RecordCells;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// The records of a page that is held, cut out of its text as they stand, with their wanted cells.
final class Slices implements PageWalk.Taker {
    private final byte[] page;
    private final RecordCells reader;
    private final byte[] lines;
    private int length;
    private final List<@Nullable String[]> cells = new ArrayList<>();

    Slices(byte[] page, Cells wanted) {
        this.page = page;
        this.reader = new RecordCells(wanted);
        this.lines = new byte[page.length + 1];
    }

    /// The text cannot be cut where its parser says, or a record is none that can be read.
    static final class Uncut extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void take(JsonParser parser) throws IOException {
        int begin = offset(parser) - 1;
        parser.nextToken();
        try {
            cells.add(reader.of(parser, cells.size() + 1L).clone());
        } catch (ExportRefused refused) {
            throw new Uncut(); // told when it is this page's turn, by the number of the record among all
        }
        cut(begin, offset(parser));
    }

    /// A line break can stand between the parts of a record only, where a space is as good.
    private void cut(int begin, int end) throws Uncut {
        if (begin < 0 || end > page.length || end <= begin || page[begin] != '{' || page[end - 1] != '}') {
            throw new Uncut();
        }
        for (int i = begin; i < end; i++) {
            byte b = page[i];
            lines[length++] = b == '\n' || b == '\r' ? (byte) ' ' : b;
        }
        lines[length++] = '\n';
    }

    /// In a text that is not UTF-8 the parser knows of no bytes.
    private static int offset(JsonParser parser) {
        return Math.toIntExact(parser.currentLocation().getByteOffset());
    }

    void writeTo(OutputStream target, Checksum print) throws IOException {
        print.update(lines, 0, length);
        target.write(lines, 0, length);
    }

    List<@Nullable String[]> cells() {
        return cells;
    }
}
