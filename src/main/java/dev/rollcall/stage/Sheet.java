package dev.rollcall.stage;

import dev.rollcall.source.Whole;
import dev.rollcall.source.csv.CsvRows;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/// An export whose columns are known, to be read once.
interface Sheet {
    Mapping mapping();

    /// How many cells a row has.
    int width();

    /// What is known of it by now.
    ExportFacts facts();

    CorrectedIds corrected(StageOrder order, StageStore.Load store);

    /// The variant of messages about it: `records`, or empty for a file.
    default String kind() {
        return whole().isPresent() ? "records" : "";
    }

    /// Whether an export without any row is a fault.
    boolean isRefusedEmpty(StageOrder order);

    CsvRows.End read(BitSet columns, Optional<Pattern> trailer, LongConsumer heard, CsvRows.Visitor visitor)
            throws IOException;

    /// What its pull came to, once it was read; empty for a file.
    Optional<Whole> whole();
}
