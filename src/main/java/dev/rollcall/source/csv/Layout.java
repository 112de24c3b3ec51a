package dev.rollcall.source.csv;

import java.util.List;

/// Where the rows of an export begin and what stands between their cells.
///
/// @param delimiter as pinned, as `sep=` says, or as found
/// @param header the header's cells as they stood, without empty ones at the end; empty where the job says there
///     is none
/// @param opening the first records from the header on, at most 20
/// @param skippedChars characters of the text before the header: blank, `sep=` and skipped lines
/// @param firstLine the physical line of the header, or of the first row where there is none
public record Layout(
        char delimiter,
        List<String> header,
        List<Opening> opening,
        int skippedChars,
        long firstLine,
        boolean hasHeader) {

    /// One of the first records.
    public record Opening(long line, List<String> cells) {}

    public Layout {
        header = List.copyOf(header);
        opening = List.copyOf(opening);
    }

    /// How many cells a row has: the header's, or those of the first row.
    public int width() {
        return hasHeader
                ? header.size()
                : opening.isEmpty() ? 0 : opening.getFirst().cells().size();
    }
}
