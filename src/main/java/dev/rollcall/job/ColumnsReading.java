package dev.rollcall.job;

import dev.rollcall.person.Attribute;
import dev.rollcall.stage.StageRules.Column;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads which header each attribute comes from, and what the export's words mean.
final class ColumnsReading {

    /// What a column is called by.
    enum Naming {
        HEADER,
        POSITION,
        POINTER
    }

    private final Block source;
    private final Naming naming;

    ColumnsReading(Block source, Naming naming) {
        this.source = source;
        this.naming = naming;
    }

    Map<Attribute, Column> columns() {
        Block block = source.block("columns");
        Map<Attribute, Column> columns = new EnumMap<>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            block.tree(attribute.key())
                    .flatMap(tree -> column(block, attribute.key(), tree))
                    .ifPresent(column -> columns.put(attribute, column));
        }
        return columns;
    }

    Map<Attribute, Map<String, String>> values() {
        Block block = source.block("values");
        Map<Attribute, Map<String, String>> values = new EnumMap<>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            if (attribute.kind() != Attribute.Kind.IDENTITY && block.has(attribute.key())) {
                values.put(attribute, words(block.block(attribute.key())));
            }
        }
        return values;
    }

    private Optional<Column> column(Block block, String name, Tree tree) {
        return switch (tree) {
            case Tree.Mapping _ -> column(block, name, block.block(name));
            case Tree.Scalar _, Tree.Items _ -> some(headers(block, name)).map(Column.AnyOf::new);
        };
    }

    private Optional<Column> column(Block block, String name, Block column) {
        boolean joins = column.has("join");
        if (joins == column.has("header")) {
            block.fault(name, "either header or join");
        }
        if (joins) {
            return some(headers(column, "join")).map(Column.Join::new);
        }
        Optional<String> separator = column.text("separator");
        return some(headers(column, "header"))
                .map(headers -> separator
                        .<Column>map(text -> new Column.Split(headers, text))
                        .orElseGet(() -> new Column.AnyOf(headers)));
    }

    private List<String> headers(Block block, String name) {
        List<Tree.Scalar> scalars = block.scalars(name);
        for (int i = 0; i < scalars.size(); i++) {
            String expected = expected(scalars.get(i));
            if (!expected.isEmpty()) {
                boolean alone = block.tree(name).orElseThrow() instanceof Tree.Scalar;
                if (alone) {
                    block.fault(name, expected);
                } else {
                    block.fault(name, i, scalars.get(i), expected);
                }
            }
        }
        return scalars.stream().map(Tree.Scalar::text).toList();
    }

    private String expected(Tree.Scalar header) {
        return switch (naming) {
            case HEADER -> "";
            case POSITION ->
                header.text().matches("[1-9][0-9]{0,4}") ? "" : "a position from 1, as source.header is none";
            case POINTER ->
                header.text().startsWith("/") ? "" : "a JSON Pointer that begins with /, as source.format is json";
        };
    }

    private static Optional<List<String>> some(List<String> headers) {
        return headers.isEmpty() ? Optional.empty() : Optional.of(headers);
    }

    private static Map<String, String> words(Block block) {
        Map<String, String> words = new HashMap<>();
        for (String word : block.names()) {
            block.text(word).ifPresent(text -> {
                if (words.putIfAbsent(word.strip().toLowerCase(Locale.ROOT), text) != null) {
                    block.unknown(word, "each word once; letter case and blanks around it make no difference");
                }
            });
        }
        return words;
    }
}
