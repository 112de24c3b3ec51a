package dev.rollcall.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records of an export that was pulled: JSON objects, one a line, in the source's order.
public interface Records {

    /// Shows the whole export, part by part; every part ends with a whole record. Once only.
    ///
    /// @throws SourceUnavailable where the source stopped giving what it has
    void forEachPart(Part part) throws IOException;

    /// The same for someone who wants only some cells of each record: they come as cells where those could be taken
    /// while
    /// the records were read, else as lines.
    default void forEachPart(Cells wanted, CellPart part) throws IOException {
        forEachPart(part);
    }

    /// What is known of the whole; only once all parts were shown.
    Whole whole();

    /// Sees one part.
    @FunctionalInterface
    interface Part {
        /// @param lines only good during the call
        void see(InputStream lines) throws IOException;
    }

    /// Sees one part, whichever way it comes.
    interface CellPart extends Part {
        /// @param records the cells of each record, in the order they were wanted; null where it has no such cell
        void take(List<@Nullable String[]> records);
    }
}
