package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What is made of the rows: the part of a job's `source` block that the rules of staging read.
///
/// @param columns which header, JSON Pointer or position each attribute comes from
/// @param values attribute -> the export's word (trimmed, case-folded) -> ours
/// @param phoneRegion the region whose national numbers are read as its own, such as `ID`
/// @param clearOnEmpty attributes whose empty cell clears the value
/// @param contactRequired whether a person needs an e-mail or a phone number (Ruangkerja) when they are to be
///     created
/// @param alphanumeric attributes of which the tenant takes letters and digits only (Ruangkerja: employee IDs,
///     user names)
/// @param unique attributes of which the tenant allows each value once
public record StageRules(
        Map<Attribute, Column> columns,
        Map<Attribute, Map<String, String>> values,
        Optional<String> phoneRegion,
        Completeness completeness,
        Set<Attribute> clearOnEmpty,
        boolean contactRequired,
        Set<Attribute> alphanumeric,
        Set<Attribute> unique) {

    public StageRules {
        columns = Map.copyOf(columns);
        values = Map.copyOf(values);
        clearOnEmpty = Set.copyOf(clearOnEmpty);
        alphanumeric = Set.copyOf(alphanumeric);
        unique = Set.copyOf(unique);
    }

    /// Where an attribute's text comes from.
    public sealed interface Column {

        /// Whichever of these headers (or JSON Pointers) is there.
        record AnyOf(List<String> headers) implements Column {}

        /// The parts that are not empty, with one space between.
        record Join(List<String> headers) implements Column {}

        /// A list in one cell.
        record Split(List<String> headers, String separator) implements Column {}
    }

    /// When a full export is believed to be whole.
    ///
    /// @param minRowsPercent accepted rows, in percent of those of the last proven full run
    /// @param knownPercent linked people that a full export must name, else it is somebody else's file
    /// @param trailer a last line that states the number of rows in its group `rows`
    public record Completeness(int minRowsPercent, int knownPercent, Optional<Pattern> trailer) {
        public static final Completeness DEFAULT = new Completeness(90, 20, Optional.empty());
    }
}
