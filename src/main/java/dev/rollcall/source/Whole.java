package dev.rollcall.source;

import java.util.List;
import java.util.OptionalLong;

/// What a pull came to: the facts by which it is proven.
///
/// @param bytes of the archived export
/// @param sha256 of the same, in hexadecimal
/// @param pages how many pages were read
/// @param total how many records there are in all, as the source stated last; empty where it states none
/// @param flaws why the pages cannot be the whole list, such as `page 7 is page 6 once more`; empty where nothing
///     speaks against it
public record Whole(long bytes, String sha256, long pages, OptionalLong total, List<String> flaws) {
    public Whole {
        flaws = List.copyOf(flaws);
    }
}
