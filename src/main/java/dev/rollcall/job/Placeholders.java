package dev.rollcall.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills in `${ENV}`, `${ENV:default}` and `${file:/run/secrets/x}`; `$${` stands for a literal `${`.
final class Placeholders {

    private static final int LONGEST_FILE = 64 * 1024;

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\$\\$\\{|\\$\\{(?:file:(?<file>[^}]+)|(?<name>[A-Za-z_][A-Za-z0-9_]*)(?<default>:[^}]*)?)}|(?<bad>\\$\\{)");

    private final Function<String, Optional<String>> environment;

    /// @param environment the value of a variable; empty where it is not set
    Placeholders(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    sealed interface Filled {
        record Text(String text) implements Filled {}

        /// @param expected what has to be there, and what to do
        record Missing(String expected) implements Filled {}
    }

    Filled fill(String written) {
        if (!written.contains("${")) {
            return new Filled.Text(written);
        }
        Matcher matcher = PLACEHOLDER.matcher(written);
        StringBuilder text = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            switch (value(matcher)) {
                case Filled.Text(String value) ->
                    text.append(written, end, matcher.start()).append(value);
                case Filled.Missing missing -> {
                    return missing;
                }
            }
            end = matcher.end();
        }
        return new Filled.Text(text.append(written, end, written.length()).toString());
    }

    private Filled value(Matcher matcher) {
        if (matcher.group("bad") != null) {
            return new Filled.Missing(
                    "${NAME}, ${NAME:default} or ${file:/path}; write $${ where the text itself has ${");
        }
        String file = matcher.group("file");
        String name = matcher.group("name");
        if (file != null) {
            return content(file.strip());
        }
        return name == null ? new Filled.Text("${") : variable(name, Optional.ofNullable(matcher.group("default")));
    }

    private Filled variable(String name, Optional<String> fallback) {
        return environment
                .apply(name)
                .filter(value -> !value.isEmpty())
                .or(() -> fallback.map(text -> text.substring(1)))
                .<Filled>map(Filled.Text::new)
                .orElseGet(() -> new Filled.Missing("the environment variable " + name
                        + " to be set; set it for the worker, or give a default: ${" + name + ":…}"));
    }

    private static Filled content(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(LONGEST_FILE + 1);
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            return bytes.length > LONGEST_FILE || text.isEmpty()
                    ? new Filled.Missing("the file " + file + " to hold one value of at most 64 KB")
                    : new Filled.Text(text);
        } catch (IOException | InvalidPathException unreadable) {
            return new Filled.Missing("the file " + file + " to be there and readable by the worker");
        }
    }
}
