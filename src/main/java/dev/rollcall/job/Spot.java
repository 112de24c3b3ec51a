package dev.rollcall.job;

import com.networknt.schema.path.NodePath;
import java.util.Optional;

/// A part of a tree, and the path of keys to it.
record Spot(Tree tree, String key) {

    Spot(Tree root) {
        this(root, "");
    }

    Spot to(NodePath path) {
        Spot spot = this;
        for (int i = 0; i < path.getNameCount(); i++) {
            spot = spot.step(path.getElement(i));
        }
        return spot;
    }

    Tree.Place keyPlace(String name) {
        return entry(name).map(Tree.Entry::key).orElse(tree.place());
    }

    void found(Faults faults, String expected) {
        switch (tree) {
            case Tree.Scalar scalar -> faults.add(scalar.place(), key, SecretPlaces.shown(key, scalar), expected);
            case Tree.Items items ->
                faults.add(items.place(), key, items.items().isEmpty() ? "an empty list" : "a list", expected);
            case Tree.Mapping mapping -> faults.add(mapping.place(), key, "a block of keys", expected);
        }
    }

    private Spot step(Object element) {
        if (tree instanceof Tree.Items items && element instanceof Integer index) {
            return new Spot(items.items().get(index), Keys.at(key, index));
        }
        String name = element.toString();
        return entry(name)
                .map(entry -> new Spot(entry.value(), Keys.under(key, name)))
                .orElse(this);
    }

    private Optional<Tree.Entry> entry(String name) {
        return tree instanceof Tree.Mapping mapping
                ? Optional.ofNullable(mapping.entries().get(name))
                : Optional.empty();
    }
}
