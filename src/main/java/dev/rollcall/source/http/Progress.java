package dev.rollcall.source.http;

import java.util.OptionalLong;

/// How far a pull has come.
///
/// @param records read so far
/// @param total as the source stated last
/// @param step how many records the first page had
/// @param lastWasShort whether the last page had fewer than the first
record Progress(long records, OptionalLong total, int step, boolean lastWasShort) {
    static final Progress START = new Progress(0, OptionalLong.empty(), 0, false);

    Progress and(PageRead page) {
        int first = step == 0 ? page.records() : step;
        return new Progress(
                records + page.records(),
                page.total().isPresent() ? page.total() : total,
                first,
                page.records() < first);
    }

    boolean isThrough() {
        return total.isPresent() && records >= total.getAsLong();
    }
}
