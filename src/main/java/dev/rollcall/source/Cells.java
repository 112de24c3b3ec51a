package dev.rollcall.source;

import java.util.List;

/// The cells that are wanted of each record.
///
/// @param cells in the order of the row's columns
public record Cells(List<Cell> cells) {

    public Cells {
        cells = List.copyOf(cells);
    }

    /// Where one cell comes from.
    ///
    /// @param pointers JSON Pointers, `*` = each; the first one that is there counts
    /// @param separator put between several values; empty: the first value alone is taken
    public record Cell(List<String> pointers, String separator) {
        public Cell {
            pointers = List.copyOf(pointers);
        }

        /// Whether several values are put together.
        public boolean takesMany() {
            return !separator.isEmpty();
        }
    }
}
