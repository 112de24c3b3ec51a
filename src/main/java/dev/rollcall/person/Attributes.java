package dev.rollcall.person;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/// Values by attribute, in the order of [Attribute]. An attribute that is not here is not spoken of; one that is
/// here with an empty value has none (in a tenant's user) or is to be cleared (in what HR wants).
public record Attributes(Map<Attribute, Value> values) {

    public static final Attributes NONE = new Attributes(Map.of());

    public Attributes {
        Map<Attribute, Value> copy = new EnumMap<>(Attribute.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    public static Attributes of(Attribute attribute, Value value) {
        return new Attributes(Map.of(attribute, value));
    }

    public Optional<Value> get(Attribute attribute) {
        return Optional.ofNullable(values.get(attribute));
    }

    public boolean has(Attribute attribute) {
        return values.containsKey(attribute);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public Set<Attribute> keys() {
        return values.keySet();
    }

    /// The text of the attribute, or the empty text where there is none.
    public String text(Attribute attribute) {
        return values.get(attribute) instanceof Value.Text(String text) ? text : "";
    }

    /// The items of the attribute, or the empty set where there are none.
    public SortedSet<String> items(Attribute attribute) {
        return values.get(attribute) instanceof Value.Items(var items) ? items : Collections.emptySortedSet();
    }

    public Optional<Boolean> flag(Attribute attribute) {
        return values.get(attribute) instanceof Value.Flag(boolean on) ? Optional.of(on) : Optional.empty();
    }

    public Attributes with(Attribute attribute, Value value) {
        Map<Attribute, Value> copy = new EnumMap<>(Attribute.class);
        copy.putAll(values);
        copy.put(attribute, value);
        return new Attributes(copy);
    }

    public Attributes without(Attribute attribute) {
        if (!has(attribute)) {
            return this;
        }
        Map<Attribute, Value> copy = new EnumMap<>(Attribute.class);
        copy.putAll(values);
        copy.remove(attribute);
        return new Attributes(copy);
    }

    /// These values without any but the wanted.
    public Attributes only(Set<Attribute> wanted) {
        if (wanted.containsAll(keys())) {
            return this;
        }
        Map<Attribute, Value> copy = new EnumMap<>(Attribute.class);
        copy.putAll(values);
        copy.keySet().retainAll(wanted);
        return new Attributes(copy);
    }

    /// These values with the other's put over them.
    public Attributes overlaidWith(Attributes other) {
        Map<Attribute, Value> copy = new EnumMap<>(Attribute.class);
        copy.putAll(values);
        copy.putAll(other.values);
        return new Attributes(copy);
    }

    /// By attribute name, in alphabetical order: the shape of JSON and of the digest.
    public SequencedMap<String, Value> byKey() {
        TreeMap<String, Value> byKey = new TreeMap<>();
        values.forEach((attribute, value) -> byKey.put(attribute.key(), value));
        return byKey;
    }
}
