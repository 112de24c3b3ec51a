package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.source.csv.Row;
import java.util.List;

/// The cleaned cells of one row, by attribute.
final class Texts {
    private static final int LONGEST_SHOWN = 1000;

    private final Row row;
    private final Columns columns;
    private final String[] texts;
    private final long fingerprint;

    Texts(Row row, Columns columns) {
        this.row = row;
        this.columns = columns;
        this.texts = new String[columns.mapped().length];
        long digest = Fingerprint.START;
        for (int i = 0; i < texts.length; i++) {
            texts[i] = cleaned(columns.mapped()[i].columns());
            digest = Fingerprint.add(digest, texts[i]);
        }
        fingerprint = row.hasTooMany() || row.isCut() ? digest + row.line() : digest;
    }

    private String cleaned(List<Integer> from) {
        if (from.size() == 1) {
            return Cells.clean(row.cell(from.getFirst()));
        }
        StringBuilder joined = new StringBuilder();
        for (int column : from) {
            String part = Cells.clean(row.cell(column));
            if (!part.isEmpty()) {
                (joined.isEmpty() ? joined : joined.append(' ')).append(part);
            }
        }
        return joined.toString();
    }

    boolean isMapped(Attribute attribute) {
        return columns.at(attribute) >= 0;
    }

    /// Whether the row is too short to have the attribute's cell at all.
    boolean isMissing(Attribute attribute) {
        int at = columns.at(attribute);
        return at < 0 || !row.has(columns.mapped()[at].columns().getFirst());
    }

    /// The cleaned cell; the empty text where there is none.
    String text(Attribute attribute) {
        int at = columns.at(attribute);
        return at < 0 ? "" : texts[at];
    }

    String separator(Attribute attribute) {
        int at = columns.at(attribute);
        return at < 0 ? "" : columns.mapped()[at].separator();
    }

    String label(Attribute attribute) {
        return columns.label(attribute);
    }

    /// The cell as it stood, as far as a message can show it.
    String shown(Attribute attribute) {
        int at = columns.at(attribute);
        if (at < 0) {
            return "";
        }
        List<Integer> from = columns.mapped()[at].columns();
        String shown = from.size() == 1 ? row.cell(from.getFirst()) : texts[at];
        return shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) : shown;
    }

    /// The same for rows that say the same.
    long fingerprint() {
        return fingerprint;
    }
}
