package dev.rollcall.source;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a CSV export is written.
///
/// @param charset a charset's name; empty = auto: BOM, else strict UTF-8, else windows-1252
/// @param delimiter one character; empty = auto: `,` `;` tab or `|`
/// @param header whether the first line that is not skipped names the columns; else columns are 1-based positions
/// @param skip lines above the header that match are left out
/// @param footer lines below the data that match are left out
/// @param maxBytes the most bytes of the unpacked file
public record CsvShape(
        Optional<String> charset,
        Optional<Character> delimiter,
        boolean header,
        List<Pattern> skip,
        List<Pattern> footer,
        long maxBytes) {

    public static final long DEFAULT_MAX_BYTES = 512L * 1024 * 1024;

    public static final CsvShape AUTO =
            new CsvShape(Optional.empty(), Optional.empty(), true, List.of(), List.of(), DEFAULT_MAX_BYTES);

    public CsvShape {
        skip = List.copyOf(skip);
        footer = List.copyOf(footer);
    }
}
