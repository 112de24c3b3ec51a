package dev.rollcall.job;

import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.ConnectorFactory.OptionRule;
import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Reads which tenant is meant and how to get in, as its connector demands.
final class TargetReading {

    /// A target, and who can make its connector.
    record Tenant(Target target, ConnectorFactory factory) {}

    private final Map<String, ConnectorFactory> factories = new TreeMap<>();

    TargetReading(List<ConnectorFactory> factories) {
        factories.forEach(factory -> this.factories.put(factory.name(), factory));
    }

    /// Empty where the connector is not known or its settings are not good; the faults say why.
    Optional<Tenant> read(Block block, Duration timeout) {
        Optional<URI> url = block.url("url");
        Map<String, Secret> credentials = secrets(block.block("credentials"));
        Map<String, String> options = texts(block.block("options"));
        Optional<ConnectorFactory> factory = factory(block);
        boolean good = factory.map(f -> isGood(block, f, options)).orElse(false);
        return good && url.isPresent()
                ? factory.map(f -> new Tenant(new Target(f.name(), url.get(), credentials, options, timeout), f))
                : Optional.empty();
    }

    private Optional<ConnectorFactory> factory(Block block) {
        Optional<String> name = block.text("connector");
        Optional<ConnectorFactory> factory = name.map(factories::get);
        if (name.isPresent() && factory.isEmpty()) {
            Set<String> known = factories.keySet();
            block.fault("connector", "one of " + String.join(", ", known) + Nearest.hint(name.get(), known));
        }
        return factory;
    }

    private static boolean isGood(Block block, ConnectorFactory factory, Map<String, String> options) {
        boolean complete = hasCredentials(block, factory);
        boolean known = hasKnownOptions(block.block("options"), factory, options);
        return complete && known;
    }

    private static boolean hasCredentials(Block block, ConnectorFactory factory) {
        if (block.tree("credentials").isPresent() && !(block.tree("credentials").get() instanceof Tree.Mapping)) {
            return false;
        }
        List<Set<String>> ways = factory.credentials();
        Set<String> known = ways.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        Block inner = block.block("credentials");
        Set<String> given = inner.names();
        given.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> inner.unknown(
                        name, factory.name() + "'s credentials: " + words(ways) + Nearest.hint(name, known)));
        if (ways.stream().anyMatch(given::containsAll)) {
            return known.containsAll(given);
        }
        Set<String> nearest = ways.stream()
                .min(Comparator.comparingInt(way -> lacking(way, given).size()))
                .orElse(Set.of());
        lacking(nearest, given).forEach(name -> inner.missing(name, factory.name() + "'s credentials: " + words(ways)));
        return false;
    }

    private static Set<String> lacking(Set<String> way, Set<String> given) {
        Set<String> lacking = new TreeSet<>(way);
        lacking.removeAll(given);
        return lacking;
    }

    private static String words(List<Set<String>> ways) {
        return ways.stream()
                .map(way -> way.stream().sorted().collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", or "));
    }

    private static boolean hasKnownOptions(Block block, ConnectorFactory factory, Map<String, String> options) {
        Map<String, OptionRule> rules = factory.options().stream()
                .collect(Collectors.toMap(OptionRule::name, rule -> rule, (a, _) -> a, TreeMap::new));
        boolean good = true;
        for (Map.Entry<String, String> option : options.entrySet()) {
            OptionRule rule = rules.get(option.getKey());
            if (rule == null) {
                block.unknown(option.getKey(), expected(factory, rules.keySet(), option.getKey()));
            } else if (!option.getValue().matches(rule.pattern())) {
                block.fault(option.getKey(), rule.expected());
            }
            good &= rule != null && option.getValue().matches(rule.pattern());
        }
        for (OptionRule rule : rules.values()) {
            if (rule.required() && !options.containsKey(rule.name())) {
                block.missing(rule.name(), rule.expected());
                good = false;
            }
        }
        return good;
    }

    private static String expected(ConnectorFactory factory, Set<String> known, String name) {
        return known.isEmpty()
                ? "no option; " + factory.name() + " has none"
                : "one of " + factory.name() + "'s options " + String.join(", ", known) + Nearest.hint(name, known);
    }

    private static Map<String, Secret> secrets(Block block) {
        Map<String, Secret> secrets = new HashMap<>();
        block.names().forEach(name -> block.secret(name).ifPresent(secret -> secrets.put(name, secret)));
        return secrets;
    }

    private static Map<String, String> texts(Block block) {
        Map<String, String> texts = new TreeMap<>();
        block.names().forEach(name -> block.text(name).ifPresent(text -> texts.put(name, text)));
        return texts;
    }
}
