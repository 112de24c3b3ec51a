package dev.rollcall.source.http;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A page that was read to its end.
///
/// @param lines its records, packed
/// @param cells the wanted cells of each record, where they were taken while it was read
/// @param records how many there are
/// @param total how many there are in all, where the page states it
/// @param cursor of the next page, for paging by cursor
/// @param link to the next page, for paging by link
/// @param print what tells two pages apart
record PageRead(
        Spool lines,
        Optional<List<@Nullable String[]>> cells,
        int records,
        OptionalLong total,
        Optional<String> cursor,
        Optional<URI> link,
        long print) {}
