package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.FileCode;
import dev.rollcall.source.csv.ExportRefused;
import dev.rollcall.source.csv.Headers;
import dev.rollcall.source.csv.Layout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which cells of a row each attribute is read from.
final class Mapping {
    private final Layout layout;
    private final Map<String, List<Integer>> columns = new HashMap<>();
    private final Map<Attribute, Cell> cells = new EnumMap<>(Attribute.class);

    /// Where an attribute stands.
    ///
    /// @param columns more than one where parts are joined
    /// @param separator of a list in the cell; empty for none
    /// @param label the header as HR knows it
    record Cell(List<Integer> columns, String separator, String label) {
        Cell {
            columns = List.copyOf(columns);
        }
    }

    private Mapping(Layout layout) {
        this.layout = layout;
        for (int i = 0; i < layout.header().size(); i++) {
            columns.computeIfAbsent(Headers.fold(layout.header().get(i)), h -> new ArrayList<>())
                    .add(i);
        }
    }

    /// All headers that a job names, folded.
    static Set<String> knownHeaders(StageRules rules) {
        return rules.columns().values().stream()
                .flatMap(c -> headers(c).stream())
                .map(Headers::fold)
                .collect(Collectors.toSet());
    }

    /// @throws ExportRefused where the employee ID's column is not there, or one attribute has two columns
    static Mapping of(Layout layout, StageRules rules) {
        Mapping mapping = new Mapping(layout);
        for (Attribute attribute : Attribute.values()) {
            StageRules.Column column = rules.columns().get(attribute);
            if (column != null) {
                mapping.map(attribute, column);
            }
        }
        if (mapping.cells.get(Attribute.EMPLOYEE_ID) == null) {
            throw mapping.noEmployeeId(rules);
        }
        return mapping;
    }

    /// The mapping of cells that were taken out of records: one column a pointer, or the part of a joined one.
    static Mapping ofCells(Map<Attribute, Cell> cells, List<String> labels) {
        Mapping mapping = new Mapping(new Layout('\0', labels, List.of(), 0, 1, true, labels.size()));
        mapping.cells.putAll(cells);
        return mapping;
    }

    Map<Attribute, Cell> byAttribute() {
        return new EnumMap<>(cells);
    }

    Collection<Cell> cells() {
        return cells.values();
    }

    Map<Attribute, List<String>> mapped() {
        Map<Attribute, List<String>> mapped = new EnumMap<>(Attribute.class);
        cells.forEach((attribute, cell) ->
                mapped.put(attribute, cell.columns().stream().map(this::label).toList()));
        return mapped;
    }

    List<String> unmapped(StageOrder order) {
        Set<Integer> used =
                cells.values().stream().flatMap(c -> c.columns().stream()).collect(Collectors.toSet());
        return IntStream.range(0, layout.header().size())
                .filter(i -> !used.contains(i))
                .mapToObj(i -> layout.header().get(i))
                .filter(header -> !(order.correction() && header.startsWith("_")))
                .toList();
    }

    private void map(Attribute attribute, StageRules.Column column) {
        switch (column) {
            case StageRules.Column.AnyOf(var headers) -> one(attribute, headers, "");
            case StageRules.Column.Split(var headers, var separator) -> one(attribute, headers, separator);
            case StageRules.Column.Join(var headers) -> joined(attribute, headers);
        }
    }

    private void one(Attribute attribute, List<String> headers, String separator) {
        List<Integer> found = found(headers);
        if (found.size() > 1) {
            throw twice(attribute, found);
        }
        if (!found.isEmpty()) {
            int at = found.getFirst();
            cells.put(attribute, new Cell(List.of(at), separator, label(at)));
        }
    }

    private void joined(Attribute attribute, List<String> headers) {
        List<Integer> parts = new ArrayList<>();
        for (String header : headers) {
            List<Integer> found = found(List.of(header));
            if (found.size() > 1) {
                throw twice(attribute, found);
            }
            parts.addAll(found);
        }
        if (!parts.isEmpty()) {
            String label = parts.stream().map(this::label).collect(Collectors.joining(" + "));
            cells.put(attribute, new Cell(parts, "", label));
        }
    }

    private List<Integer> found(List<String> headers) {
        if (!layout.hasHeader()) {
            return headers.stream().flatMap(h -> position(h).stream()).toList();
        }
        Set<String> distinct = new HashSet<>();
        return headers.stream()
                .map(Headers::fold)
                .filter(distinct::add)
                .flatMap(h -> columns.getOrDefault(h, List.of()).stream())
                .sorted()
                .toList();
    }

    private Optional<Integer> position(String number) {
        if (!number.strip().matches("[1-9][0-9]{0,4}")) {
            return Optional.empty();
        }
        int at = Integer.parseInt(number.strip()) - 1;
        return at < layout.width() ? Optional.of(at) : Optional.empty();
    }

    private String label(int column) {
        return layout.hasHeader()
                ? layout.header().get(column).replace("\ufeff", "").strip()
                : String.valueOf(column + 1);
    }

    private ExportRefused twice(Attribute attribute, List<Integer> found) {
        String labels = found.stream().map(i -> "\"" + label(i) + "\"").collect(Collectors.joining(", "));
        String places = found.stream().map(i -> String.valueOf(i + 1)).collect(Collectors.joining(", "));
        return new ExportRefused(FileCode.DUPLICATE_COLUMN, "", attribute.key(), labels, places);
    }

    private ExportRefused noEmployeeId(StageRules rules) {
        StageRules.Column column = rules.columns().get(Attribute.EMPLOYEE_ID);
        List<String> headers = column == null ? List.of() : headers(column);
        String expected = String.join(", ", headers);
        if (!layout.hasHeader()) {
            return new ExportRefused(FileCode.MISSING_COLUMN, "position", expected, layout.width());
        }
        Set<String> wanted = headers.stream().map(Headers::fold).collect(Collectors.toSet());
        for (Layout.Opening opening : layout.opening()) {
            if (opening.cells().stream().map(Headers::fold).anyMatch(wanted::contains)) {
                return new ExportRefused(
                        FileCode.MISSING_COLUMN,
                        "titleLine",
                        expected,
                        opening.line(),
                        layout.firstLine(),
                        shown(layout.header()));
            }
        }
        return new ExportRefused(FileCode.MISSING_COLUMN, "", expected, shown(layout.header()));
    }

    /// The header as a message shows it: never so long that it hides the rest.
    private static String shown(List<String> header) {
        String joined = header.stream()
                .limit(40)
                .map(h -> h.length() > 40 ? h.substring(0, 40) + "…" : h)
                .collect(Collectors.joining(", "));
        return header.size() > 40 ? joined + ", …" : joined;
    }

    private static List<String> headers(StageRules.Column column) {
        return switch (column) {
            case StageRules.Column.AnyOf(var headers) -> headers;
            case StageRules.Column.Join(var headers) -> headers;
            case StageRules.Column.Split(var headers, var separator) -> headers;
        };
    }
}
