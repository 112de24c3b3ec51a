package dev.rollcall.sandbox.host;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The options of one tenant; they can be changed while it runs.
public final class Options {

    private final List<? extends Option> known;
    private final AtomicReferenceArray<String> values;

    public Options(Option[] known, Map<String, String> given) {
        this.known = List.of(known);
        this.values = new AtomicReferenceArray<>(
                Arrays.stream(known).map(Option::fallback).toArray(String[]::new));
        given.forEach(this::set);
    }

    public boolean on(Option option) {
        return is(option, "true");
    }

    public boolean is(Option option, String value) {
        return values.get(option.ordinal()).equals(value);
    }

    public String text(Option option) {
        return values.get(option.ordinal());
    }

    public int number(Option option) {
        return Integer.parseInt(values.get(option.ordinal()));
    }

    /// Changes one option.
    ///
    /// @throws OptionRefused when there is no such option or it does not take this value
    public void set(String key, String value) {
        Option option = known.stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new OptionRefused("Found the option " + key + "; expected one of "
                        + known.stream().map(Option::key).toList() + "."));
        boolean listed = option.choices().isEmpty() || option.choices().contains(value);
        boolean number = !option.fallback().matches("[0-9]+") || value.matches("[0-9]{1,9}");
        if (!listed || !number) {
            throw new OptionRefused("Found " + key + "=" + value + "; expected "
                    + (option.choices().isEmpty() ? "a whole number" : "one of " + option.choices()) + ".");
        }
        values.set(option.ordinal(), value);
    }

    public Map<String, String> described() {
        var described = new TreeMap<String, String>();
        known.forEach(option -> described.put(option.key(), text(option)));
        return described;
    }
}
