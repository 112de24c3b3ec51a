package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Finding;
import dev.rollcall.person.RowCode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// What a dry reading understood of an export.
///
/// @param outcome as staging would have ended
/// @param first the first rows, at most [#ROWS]
/// @param rejects how many findings of each code there are
public record Understanding(StageOutcome outcome, List<Row> first, SortedMap<RowCode, Long> rejects) {
    public static final int ROWS = 20;

    /// A row as parsed.
    ///
    /// @param values attribute -> text, Boolean or list of texts; an attribute whose cell is empty is not here
    /// @param findings what is wrong with it, less what only a look at the other rows shows
    public record Row(long line, Map<Attribute, Object> values, List<Finding> findings) {}
}
