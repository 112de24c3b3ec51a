package dev.rollcall.source.http;

import dev.rollcall.source.Cells;
import dev.rollcall.source.ndjson.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/// Reads one page: the records go to a spool, their wanted cells are taken, the total and the next cursor are picked up
/// on the way. A page up to 1 MB is held and gone through once. A bigger one, or one that cannot be cut into its
/// records,
/// is written to the spool while it arrives, and its cells are taken from there later.
final class PageText {
    private static final long MOST_BYTES = 8L << 30;
    private static final int HELD = 1 << 20;

    private final PageWalk.Pointers pointers;
    private final Optional<Cells> wanted;
    private final Spool spool;
    private final CRC32C print = new CRC32C();

    /// @param wanted the cells to take of each record; empty for none
    PageText(PageWalk.Pointers pointers, Optional<Cells> wanted, Spool spool) {
        this.pointers = pointers;
        this.wanted = wanted;
        this.spool = spool;
    }

    /// Not a page of this API: what was seen, without any of its text.
    static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(String seen) {
            super(seen);
        }
    }

    PageRead read(InputStream body) throws IOException {
        var bounded = new Bounded(body, MOST_BYTES);
        if (wanted.isEmpty()) {
            return streamed(bounded);
        }
        byte[] start = bounded.readNBytes(HELD + 1);
        if (start.length <= HELD) {
            Optional<PageRead> cut = cut(start, wanted.get());
            if (cut.isPresent()) {
                return cut.get();
            }
        }
        return streamed(new SequenceInputStream(new ByteArrayInputStream(start), bounded));
    }

    /// @return empty where the page cannot be cut: nothing of it was written then
    private Optional<PageRead> cut(byte[] page, Cells cells) throws IOException {
        var slices = new Slices(page, cells);
        var walk = new PageWalk(pointers, slices);
        try (JsonParser parser = Json.parser(page)) {
            walk.through(parser);
        } catch (Slices.Uncut _) {
            return Optional.empty();
        }
        spool.packsOnly();
        slices.writeTo(spool, print);
        spool.close();
        return Optional.of(read(walk, Optional.of(slices.cells())));
    }

    private PageRead streamed(InputStream body) throws IOException {
        try (var lines = new CheckedOutputStream(spool, print);
                JsonGenerator out = Json.lines(lines);
                JsonParser parser = Json.parser(body)) {
            var walk = new PageWalk(pointers, out::copyCurrentStructureExact);
            walk.through(parser);
            out.flush();
            lines.write('\n');
            return read(walk, Optional.empty());
        }
    }

    private PageRead read(PageWalk walk, Optional<List<@Nullable String[]>> cells) {
        long unlike = print.getValue() << 24 ^ walk.records();
        return new PageRead(spool, cells, walk.records(), walk.total(), walk.cursor(), Optional.empty(), unlike);
    }
}
