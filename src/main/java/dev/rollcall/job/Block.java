package dev.rollcall.job;

import dev.rollcall.connector.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/// A mapping of a job file with its path, from which typed values are taken. A value of the wrong shape, which the
/// schema has reported by then, reads as if it were absent.
final class Block {

    private final Tree.Mapping mapping;
    private final String path;
    private final Reading reading;

    Block(Tree.Mapping mapping, String path, Reading reading) {
        this.mapping = mapping;
        this.path = path;
        this.reading = reading;
    }

    String key(String name) {
        return Keys.under(path, name);
    }

    Set<String> names() {
        return mapping.entries().keySet();
    }

    boolean has(String name) {
        return tree(name).isPresent();
    }

    Optional<Tree> tree(String name) {
        reading.reads(key(name));
        return Optional.ofNullable(mapping.entries().get(name)).map(Tree.Entry::value);
    }

    Block block(String name) {
        Tree.Mapping inner = tree(name)
                .filter(Tree.Mapping.class::isInstance)
                .map(Tree.Mapping.class::cast)
                .orElseGet(() -> Tree.Mapping.empty(mapping.place()));
        return new Block(inner, key(name), reading);
    }

    Optional<String> text(String name) {
        return scalar(name).map(Tree.Scalar::text);
    }

    boolean flag(String name, boolean otherwise) {
        return scalar(name)
                .filter(scalar -> scalar.kind() == Tree.Kind.FLAG)
                .map(scalar -> Boolean.parseBoolean(scalar.text()))
                .orElse(otherwise);
    }

    int number(String name, int otherwise) {
        return text(name)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    int percent(String name, int otherwise) {
        return text(name)
                .filter(text -> text.matches("[0-9]{1,3}%?"))
                .map(text -> Integer.parseInt(text.replace("%", "")))
                .orElse(otherwise);
    }

    Duration duration(String name, Duration otherwise) {
        return duration(name).orElse(otherwise);
    }

    Optional<Duration> duration(String name) {
        return text(name).flatMap(Amounts::duration);
    }

    long bytes(String name, long otherwise) {
        return text(name).flatMap(Amounts::bytes).orElse(otherwise);
    }

    /// The constant whose lower-case name stands there.
    <E extends Enum<E>> E word(String name, Class<E> type, E otherwise) {
        return text(name)
                .flatMap(text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant ->
                                constant.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst())
                .orElse(otherwise);
    }

    /// A list's texts; one text alone is a list of one.
    List<String> texts(String name) {
        return scalars(name).stream().map(Tree.Scalar::text).toList();
    }

    List<Tree.Scalar> scalars(String name) {
        return switch (tree(name).orElse(mapping)) {
            case Tree.Scalar scalar -> List.of(scalar);
            case Tree.Items items ->
                items.items().stream()
                        .filter(Tree.Scalar.class::isInstance)
                        .map(Tree.Scalar.class::cast)
                        .toList();
            case Tree.Mapping _ -> List.of();
        };
    }

    Optional<Secret> secret(String name) {
        return scalar(name).map(scalar -> reading.secret(key(name), scalar.written()));
    }

    Optional<URI> url(String name) {
        return scalar(name).flatMap(scalar -> {
            try {
                URI url = URI.create(scalar.text());
                return url.getHost() == null
                        ? bad(name, "a URL with a host, such as https://example.com")
                        : Optional.of(url);
            } catch (IllegalArgumentException malformed) {
                return bad(name, "a URL without blanks or other characters that must be escaped");
            }
        });
    }

    Optional<Pattern> pattern(String name) {
        return scalar(name).flatMap(scalar -> pattern(scalar, key(name)));
    }

    List<Pattern> patterns(String name) {
        List<Tree.Scalar> scalars = scalars(name);
        return IntStream.range(0, scalars.size())
                .mapToObj(i -> pattern(scalars.get(i), Keys.at(key(name), i)))
                .flatMap(Optional::stream)
                .toList();
    }

    /// Reports the value of this key.
    void fault(String name, String expected) {
        new Spot(tree(name).orElse(mapping), key(name)).found(reading.faults(), expected);
    }

    /// Reports an item of this key's list.
    void fault(String name, int index, Tree.Scalar item, String expected) {
        new Spot(item, Keys.at(key(name), index)).found(reading.faults(), expected);
    }

    /// Reports a key that should not be there.
    void unknown(String name, String expected) {
        reading.faults().add(new Spot(mapping, path).keyPlace(name), key(name), name, expected);
    }

    void missing(String name, String expected) {
        reading.faults().missing(mapping.place(), key(name), expected);
    }

    private <T> Optional<T> bad(String name, String expected) {
        fault(name, expected);
        return Optional.empty();
    }

    private Optional<Pattern> pattern(Tree.Scalar scalar, String key) {
        try {
            return Optional.of(Pattern.compile(scalar.text()));
        } catch (PatternSyntaxException bad) {
            new Spot(scalar, key).found(reading.faults(), "a regular expression; " + bad.getDescription());
            return Optional.empty();
        }
    }

    private Optional<Tree.Scalar> scalar(String name) {
        return tree(name)
                .filter(tree -> tree instanceof Tree.Scalar scalar && scalar.kind() != Tree.Kind.NOTHING)
                .map(Tree.Scalar.class::cast);
    }
}
