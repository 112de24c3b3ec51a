package dev.rollcall.source;

import java.io.IOException;
import java.io.InputStream;

/// The records of an export that was pulled: JSON objects, one a line, in the source's order.
public interface Records {

    /// Shows the whole export, part by part; every part ends with a whole record. Once only.
    ///
    /// @throws SourceUnavailable where the source stopped giving what it has
    void forEachPart(Part part) throws IOException;

    /// What is known of the whole; only once all parts were shown.
    Whole whole();

    /// Sees one part.
    @FunctionalInterface
    interface Part {
        /// @param lines only good during the call
        void see(InputStream lines) throws IOException;
    }
}
