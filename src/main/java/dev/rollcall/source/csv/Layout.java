package dev.rollcall.source.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Where the rows of an export begin and what stands between their cells.
///
/// @param delimiter as pinned, as `sep=` says, or as found
/// @param header the header's cells as they stood, without empty ones at the end; empty where the job says there
///     is none
/// @param opening the first records from the header on, at most 20
/// @param skippedChars characters of the text before the header: blank, `sep=` and skipped lines
/// @param firstLine the physical line of the header, or of the first row where there is none
/// @param addedAt where the columns of a correction file without a header begin; -1 where there are none
public record Layout(
        char delimiter,
        List<String> header,
        List<Opening> opening,
        int skippedChars,
        long firstLine,
        boolean hasHeader,
        int addedAt) {

    /// The columns that a correction file has after those of the export.
    public static final List<String> ADDED = List.of("_line", "_code", "_attribute", "_message", "_hint");

    /// One of the first records.
    public record Opening(long line, List<String> cells) {}

    public Layout {
        header = List.copyOf(header);
        opening = List.copyOf(opening);
    }

    /// How many cells a row has: the header's, or those of the first row.
    public int width() {
        if (hasHeader) {
            return header.size();
        }
        if (addedAt >= 0) {
            return addedAt + ADDED.size();
        }
        return opening.isEmpty() ? 0 : opening.getFirst().cells().size();
    }

    /// Where a column of [#ADDED] stands; -1 where it does not.
    public int added(String name) {
        if (!hasHeader) {
            return addedAt < 0 ? -1 : addedAt + ADDED.indexOf(name);
        }
        return header.stream().map(Headers::fold).toList().indexOf(name);
    }

    /// The positions of all columns but those of [#ADDED].
    public List<Integer> own() {
        List<Integer> own = new ArrayList<>(IntStream.range(0, width()).boxed().toList());
        own.removeAll(ADDED.stream().map(this::added).toList());
        return own;
    }
}
