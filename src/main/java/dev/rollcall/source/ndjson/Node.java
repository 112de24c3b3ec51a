package dev.rollcall.source.ndjson;

import dev.rollcall.source.Cells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All wanted JSON Pointers as one tree, so that a record is gone through once.
final class Node {
    private static final String EACH = "*";

    private final Map<String, Node> children = new HashMap<>();
    private @Nullable Node each;
    private final List<Place> places = new ArrayList<>();

    /// A cell that takes what stands here.
    ///
    /// @param rank which of the cell's pointers leads here; the lowest one that is there counts
    record Place(int cell, int rank) {}

    static Node of(Cells wanted) {
        Node root = new Node();
        for (int cell = 0; cell < wanted.cells().size(); cell++) {
            List<String> pointers = wanted.cells().get(cell).pointers();
            for (int rank = 0; rank < pointers.size(); rank++) {
                root.add(pointers.get(rank), new Place(cell, rank));
            }
        }
        root.settle();
        return root;
    }

    private void add(String pointer, Place place) {
        Node node = this;
        for (String step : pointer.split("/", -1)) {
            if (node == this && step.isEmpty()) {
                continue;
            }
            node = node.children.computeIfAbsent(plain(step), s -> new Node());
        }
        node.places.add(place);
    }

    /// The escapes of RFC 6901.
    private static String plain(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    /// Puts what is wanted of each element under those that are wanted by their number, too.
    private void settle() {
        each = children.remove(EACH);
        if (each != null) {
            Node all = each;
            children.forEach((step, child) -> child.merge(all));
            all.settle();
        }
        children.values().forEach(Node::settle);
    }

    private void merge(Node other) {
        places.addAll(other.places);
        other.children.forEach(
                (step, child) -> children.computeIfAbsent(step, s -> new Node()).merge(child));
    }

    List<Place> places() {
        return places;
    }

    boolean isLeaf() {
        return children.isEmpty() && each == null;
    }

    @Nullable
    Node member(String name) {
        return children.get(name);
    }

    @Nullable
    Node element(int index) {
        Node one = children.isEmpty() ? null : children.get(Integer.toString(index));
        return one == null ? each : one;
    }
}
