package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.source.csv.Row;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The cleaned cells of one row, by attribute.
final class Texts {
    private static final int LONGEST_SHOWN = 1000;

    private final Row row;
    private final Map<Attribute, Mapping.Cell> cells;
    private final Map<Attribute, String> texts = new EnumMap<>(Attribute.class);
    private final long fingerprint;

    Texts(Row row, Map<Attribute, Mapping.Cell> cells) {
        this.row = row;
        this.cells = cells;
        long digest = Fingerprint.START;
        for (Map.Entry<Attribute, Mapping.Cell> cell : cells.entrySet()) {
            String text = cleaned(cell.getValue());
            texts.put(cell.getKey(), text);
            digest = Fingerprint.add(digest, text);
        }
        fingerprint = row.hasTooMany() || row.isCut() ? digest + row.line() : digest;
    }

    private String cleaned(Mapping.Cell cell) {
        List<Integer> columns = cell.columns();
        if (columns.size() == 1) {
            return Cells.clean(row.cell(columns.getFirst()));
        }
        StringBuilder joined = new StringBuilder();
        for (int column : columns) {
            String part = Cells.clean(row.cell(column));
            if (!part.isEmpty()) {
                (joined.isEmpty() ? joined : joined.append(' ')).append(part);
            }
        }
        return joined.toString();
    }

    boolean isMapped(Attribute attribute) {
        return cells.get(attribute) != null;
    }

    /// Whether the row is too short to have the attribute's cell at all.
    boolean isMissing(Attribute attribute) {
        Mapping.Cell cell = cells.get(attribute);
        return cell == null || !row.has(cell.columns().getFirst());
    }

    /// The cleaned cell; the empty text where there is none.
    String text(Attribute attribute) {
        String text = texts.get(attribute);
        return text == null ? "" : text;
    }

    String separator(Attribute attribute) {
        Mapping.Cell cell = cells.get(attribute);
        return cell == null ? "" : cell.separator();
    }

    String label(Attribute attribute) {
        Mapping.Cell cell = cells.get(attribute);
        return cell == null ? attribute.key() : cell.label();
    }

    /// The cell as it stood, as far as a message can show it.
    String shown(Attribute attribute) {
        Mapping.Cell cell = cells.get(attribute);
        if (cell == null) {
            return "";
        }
        String shown = cell.columns().size() == 1 ? row.cell(cell.columns().getFirst()) : text(attribute);
        return shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) : shown;
    }

    /// The same for rows that say the same.
    long fingerprint() {
        return fingerprint;
    }
}
