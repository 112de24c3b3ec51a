package dev.rollcall.source.ndjson;

import dev.rollcall.person.FileCode;
import dev.rollcall.source.Cells;
import dev.rollcall.source.csv.ExportRefused;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Takes the wanted cells out of one record after another.
public final class RecordCells {
    private final Cells wanted;
    private final Node root;
    private final int[] ranks;
    private final @Nullable String[] cells;
    private long number;

    public RecordCells(Cells wanted) {
        this.wanted = wanted;
        this.root = Node.of(wanted);
        int width = wanted.cells().size();
        this.ranks = new int[width];
        this.cells = new String[width];
    }

    /// @param parser stands on the record's first property, or on its end; it is left on its end
    /// @param record its number in the export, from 1
    /// @return null where the record has no such cell; only good until the next call
    /// @throws ExportRefused where an object stands where a text is wanted
    public @Nullable String[] of(JsonParser parser, long record) {
        number = record;
        Arrays.fill(cells, null);
        Arrays.fill(ranks, Integer.MAX_VALUE);
        members(parser, root, parser.currentToken());
        return cells;
    }

    /// The parser stands on the value's first token; it is left on its last.
    private void value(JsonParser parser, Node node) {
        JsonToken token = parser.currentToken();
        switch (token) {
            case START_OBJECT -> object(parser, node);
            case START_ARRAY -> array(parser, node);
            case VALUE_NULL -> put(node, "");
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                put(node, parser.getString());
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("no value begins with " + token);
        }
    }

    private void object(JsonParser parser, Node node) {
        if (!node.places().isEmpty()) {
            Node.Place place = node.places().getFirst();
            String pointer = wanted.cells().get(place.cell()).pointers().get(place.rank());
            throw new ExportRefused(FileCode.MISSING_COLUMN, "object", pointer, number);
        }
        if (node.isLeaf()) {
            parser.skipChildren();
            return;
        }
        members(parser, node, parser.nextToken());
    }

    private void members(JsonParser parser, Node node, JsonToken first) {
        for (JsonToken token = first; token == JsonToken.PROPERTY_NAME; token = parser.nextToken()) {
            Node child = node.member(parser.currentName());
            parser.nextToken();
            if (child == null) {
                parser.skipChildren();
            } else {
                value(parser, child);
            }
        }
    }

    /// An array where a text is wanted is taken as all its elements.
    private void array(JsonParser parser, Node node) {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            Node child = node.element(i);
            if (child != null) {
                value(parser, child);
            } else if (node.places().isEmpty()) {
                parser.skipChildren();
            } else {
                value(parser, node);
            }
        }
        emptied(node);
    }

    /// An array that is there and has nothing of what is wanted is an empty cell, not a missing one.
    private void emptied(Node node) {
        Node each = node.element(Integer.MAX_VALUE);
        for (Node.Place place : each == null ? node.places() : each.places()) {
            if (cells[place.cell()] == null) {
                put(place, "");
            }
        }
    }

    private void put(Node node, String text) {
        for (int i = 0; i < node.places().size(); i++) {
            put(node.places().get(i), text);
        }
    }

    private void put(Node.Place place, String text) {
        int cell = place.cell();
        String before = cells[cell];
        if (before == null || place.rank() < ranks[cell] || (before.isEmpty() && place.rank() == ranks[cell])) {
            cells[cell] = text;
            ranks[cell] = place.rank();
        } else if (place.rank() == ranks[cell] && wanted.cells().get(cell).takesMany() && !text.isEmpty()) {
            cells[cell] = before + wanted.cells().get(cell).separator() + text;
        }
    }
}
