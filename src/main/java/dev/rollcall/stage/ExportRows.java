package dev.rollcall.stage;

import dev.rollcall.source.csv.Layout;
import java.util.List;
import java.util.function.LongPredicate;

/// Reads an export once more, for the cells as they stood: what the correction file is made of.
public interface ExportRows {

    /// The columns that a correction file has after those of the export: a row's line in the export, and what is
    /// wrong with it.
    List<String> ADDED = Layout.ADDED;

    /// The header's cells as they stood; empty without a header.
    List<String> header();

    /// The positions of the export's own columns: all but those of [#ADDED].
    List<Integer> own();

    /// How many cells a row has.
    int width();

    char delimiter();

    /// Goes through the file and shows the rows whose physical line is wanted, in the file's order.
    void forEach(LongPredicate wantedLine, Visitor visitor);

    /// Sees one row.
    @FunctionalInterface
    interface Visitor {
        /// @param cells as many as the row has, unchanged (quotes resolved)
        void row(long line, List<String> cells);
    }

    /// Opens exports.
    interface Opener {
        /// The order's file, name, shape, rules and `correction` say how it was read the first time.
        ExportRows open(StageOrder order);
    }
}
