package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import java.util.EnumMap;
import java.util.Map;

/// A mapping laid out for being asked with every row.
final class Columns {
    private final Mapping.Cell[] mapped;
    private final Map<Attribute, Integer> at = new EnumMap<>(Attribute.class);

    Columns(Map<Attribute, Mapping.Cell> cells) {
        mapped = new Mapping.Cell[cells.size()];
        int next = 0;
        for (Attribute attribute : Attribute.values()) {
            Mapping.Cell cell = cells.get(attribute);
            if (cell != null) {
                at.put(attribute, next);
                mapped[next++] = cell;
            }
        }
    }

    /// The cells of all mapped attributes, in the attributes' order; not to be changed.
    Mapping.Cell[] mapped() {
        return mapped;
    }

    /// Where in [#mapped()] the attribute is; -1 where the job does not map it.
    int at(Attribute attribute) {
        Integer place = at.get(attribute);
        return place == null ? -1 : place;
    }

    /// The column's header as HR knows it.
    String label(Attribute attribute) {
        return at(attribute) < 0 ? attribute.key() : mapped[at(attribute)].label();
    }
}
