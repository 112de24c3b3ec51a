package dev.rollcall.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Reads YAML 1.2 into a [Tree], bounded in depth and without aliases, so that a small file cannot become a large
/// tree.
final class TreeReader {

    private static final int DEEPEST = 20;
    private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9]+");
    private static final CoreSchema CORE = new CoreSchema();

    private final Faults faults;

    TreeReader(Faults faults) {
        this.faults = faults;
    }

    /// Empty where the text is no YAML mapping; the faults say why.
    Optional<Tree.Mapping> read(String text) {
        try {
            return isBounded(text) ? root(text) : Optional.empty();
        } catch (MarkedYamlEngineException bad) {
            faults.missing(place(bad.getProblemMark()), "", expected(bad, text));
        } catch (YamlEngineException bad) {
            faults.add(Tree.Place.START, "", "a character that YAML does not allow", "YAML text in UTF-8");
        }
        return Optional.empty();
    }

    /// YAML takes the bracket of `${NAME}` within `{…}` or `[…]` for one of its own.
    private static String expected(MarkedYamlEngineException bad, String text) {
        boolean placeholder = bad.getProblemMark()
                .filter(mark -> mark.getColumn() > 0)
                .filter(mark -> text.lines()
                        .skip(mark.getLine())
                        .findFirst()
                        .filter(line -> line.startsWith("${", mark.getColumn() - 1))
                        .isPresent())
                .isPresent();
        return placeholder
                ? "quotes round ${…} within {…} or […]: write '${NAME}', or give the key a line of its own"
                : "YAML (" + bad.getProblem() + "); look at the indentation, brackets and quotes";
    }

    private Optional<Tree.Mapping> root(String text) {
        Optional<Tree> tree = new Compose(settings()).composeString(text).map(node -> tree(node, ""));
        if (tree.isPresent() && tree.get() instanceof Tree.Mapping mapping) {
            return Optional.of(mapping);
        }
        faults.missing(Tree.Place.START, "", "the keys of a job: job, source, target");
        return Optional.empty();
    }

    private boolean isBounded(String text) {
        int depth = 0;
        int documents = 0;
        for (Event event : new Parse(settings()).parseString(text)) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            documents += event instanceof DocumentStartEvent ? 1 : 0;
            Optional<String> fault = fault(event, depth, documents);
            if (fault.isPresent()) {
                faults.missing(place(event.getStartMark()), "", fault.get());
                return false;
            }
        }
        return true;
    }

    private static Optional<String> fault(Event event, int depth, int documents) {
        if (event instanceof AliasEvent) {
            return Optional.of("no alias (*name); write the value out");
        }
        if (documents > 1) {
            return Optional.of("one job in a file; put what follows --- into a file of its own");
        }
        return depth > DEEPEST ? Optional.of("at most " + DEEPEST + " levels of keys") : Optional.empty();
    }

    private static LoadSettings settings() {
        return LoadSettings.builder().setSchema(CORE).setUseMarks(true).build();
    }

    private Tree tree(Node node, String key) {
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, key);
            case SequenceNode sequence -> items(sequence, key);
            case ScalarNode scalar -> scalar(scalar, scalar.getValue());
            default -> throw new IllegalStateException("a node that YAML does not have");
        };
    }

    private Tree.Mapping mapping(MappingNode node, String path) {
        SequencedMap<String, Tree.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Tree.Place place = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                faults.missing(place, path, "a word as key");
                continue;
            }
            String name = scalar.getValue();
            String key = Keys.under(path, name);
            Tree.Entry first = entries.get(name);
            if (first != null) {
                faults.missing(
                        place,
                        key,
                        "the key once; it stands in line " + first.key().line() + " already");
                continue;
            }
            entries.put(name, new Tree.Entry(place, tree(tuple.getValueNode(), key)));
        }
        return new Tree.Mapping(place(node.getStartMark()), entries);
    }

    private Tree.Items items(SequenceNode node, String path) {
        List<Tree> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            items.add(tree(item, Keys.at(path, items.size())));
        }
        return new Tree.Items(place(node.getStartMark()), items);
    }

    private static Tree.Scalar scalar(ScalarNode node, String text) {
        return new Tree.Scalar(place(node.getStartMark()), text, text, kind(node.getTag(), text));
    }

    /// What a bare word is once `${…}` has been filled in.
    static Tree.Kind kindOf(String text) {
        return kind(CORE.getScalarResolver().resolve(text, true), text);
    }

    private static Tree.Kind kind(Tag tag, String text) {
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            boolean number = !LEADING_ZERO.matcher(text).matches();
            return number ? (tag.equals(Tag.INT) ? Tree.Kind.INTEGER : Tree.Kind.NUMBER) : Tree.Kind.TEXT;
        }
        return tag.equals(Tag.BOOL) ? Tree.Kind.FLAG : tag.equals(Tag.NULL) ? Tree.Kind.NOTHING : Tree.Kind.TEXT;
    }

    private static Tree.Place place(Optional<Mark> mark) {
        return mark.map(m -> new Tree.Place(m.getLine() + 1, m.getColumn() + 1)).orElse(Tree.Place.START);
    }
}
