package dev.rollcall.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Fills the placeholders of a whole tree in; of secrets it only makes sure that they can be had.
final class Filling {

    private final Placeholders placeholders;
    private final Faults faults;

    Filling(Placeholders placeholders, Faults faults) {
        this.placeholders = placeholders;
        this.faults = faults;
    }

    Tree.Mapping fill(Tree.Mapping mapping, String path) {
        SequencedMap<String, Tree.Entry> entries = new LinkedHashMap<>();
        mapping.entries()
                .forEach((name, entry) ->
                        entries.put(name, new Tree.Entry(entry.key(), fill(entry.value(), Keys.under(path, name)))));
        return new Tree.Mapping(mapping.place(), entries);
    }

    private Tree fill(Tree tree, String path) {
        return switch (tree) {
            case Tree.Mapping mapping -> fill(mapping, path);
            case Tree.Items items -> fill(items, path);
            case Tree.Scalar scalar -> fill(scalar, path);
        };
    }

    private Tree.Items fill(Tree.Items items, String path) {
        List<Tree> filled = new ArrayList<>();
        for (Tree item : items.items()) {
            filled.add(fill(item, Keys.at(path, filled.size())));
        }
        return new Tree.Items(items.place(), filled);
    }

    private Tree.Scalar fill(Tree.Scalar scalar, String path) {
        return switch (placeholders.fill(scalar.written())) {
            case Placeholders.Filled.Text(String text) ->
                SecretPlaces.holds(path) || text.equals(scalar.written()) ? scalar : filled(scalar, text);
            case Placeholders.Filled.Missing(String expected) -> {
                faults.add(scalar.place(), path, SecretPlaces.shown(path, scalar), expected);
                yield scalar;
            }
        };
    }

    private static Tree.Scalar filled(Tree.Scalar scalar, String text) {
        return new Tree.Scalar(scalar.place(), text, scalar.written(), TreeReader.kindOf(text));
    }
}
