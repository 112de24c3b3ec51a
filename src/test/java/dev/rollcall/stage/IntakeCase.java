package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.source.CsvShape;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// One file of `cases/intake`: an export, how the job reads it, and what must come of it.
record IntakeCase(String name, Map<?, ?> yaml) {

    static Stream<IntakeCase> all() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/cases/intake"))) {
            return files.sorted().map(IntakeCase::read).toList().stream();
        }
    }

    private static IntakeCase read(Path file) {
        try {
            Object yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            return new IntakeCase(file.getFileName().toString(), (Map<?, ?>) yaml);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name + ": " + text("because", "");
    }

    byte[] bytes() {
        if (yaml.containsKey("hex")) {
            return HexFormat.of().parseHex(text("hex", "").replaceAll("\\s", ""));
        }
        String file = text("file", "");
        Map<?, ?> times = map("times");
        if (!times.isEmpty()) {
            String many = String.valueOf(times.get("by")).repeat(Integer.parseInt(String.valueOf(times.get("count"))));
            file = file.replace(String.valueOf(times.get("sign")), many);
        }
        return file.getBytes(Charset.forName(text("encoding", "UTF-8")));
    }

    String fileName() {
        return text("name", "november.csv");
    }

    StageOrder order(long runId, Path file) {
        return new StageOrder(
                runId,
                "acme",
                file,
                fileName(),
                shape(),
                rules(),
                true,
                yaml.containsKey("correctionOf"),
                Optional.empty(),
                yaml.containsKey("baselineRows") ? OptionalLong.of(number("baselineRows")) : OptionalLong.empty(),
                Set.copyOf(texts("baselineColumns")),
                StageProgress.NOBODY);
    }

    private CsvShape shape() {
        return new CsvShape(
                Optional.ofNullable((String) yaml.get("charset")),
                Optional.ofNullable((String) yaml.get("delimiter")).map(d -> d.charAt(0)),
                !"none".equals(yaml.get("header")),
                patterns("skip"),
                patterns("footer"),
                yaml.containsKey("maxBytes") ? number("maxBytes") : CsvShape.DEFAULT_MAX_BYTES);
    }

    private StageRules rules() {
        Map<Attribute, StageRules.Column> columns = new HashMap<>();
        Map<?, ?> given = yaml.containsKey("columns") ? (Map<?, ?>) yaml.get("columns") : DEFAULT_COLUMNS;
        given.forEach((key, column) -> columns.put(attribute(key), column(column)));
        Map<Attribute, Map<String, String>> values = new HashMap<>();
        map("values").forEach((key, words) -> {
            Map<String, String> ours = new HashMap<>();
            ((Map<?, ?>) words).forEach((word, our) -> ours.put(String.valueOf(word), String.valueOf(our)));
            values.put(attribute(key), ours);
        });
        return new StageRules(
                columns,
                values,
                Optional.of(text("phoneRegion", "ID")).filter(r -> !r.equals("none")),
                new StageRules.Completeness(
                        90,
                        20,
                        Optional.ofNullable((String) yaml.get("trailer")).map(Pattern::compile)),
                attributes("clearOnEmpty"),
                true,
                attributes("alphanumeric"),
                yaml.containsKey("unique")
                        ? attributes("unique")
                        : EnumSet.of(Attribute.EMAIL, Attribute.PHONE, Attribute.USERNAME));
    }

    private static final Map<String, Object> DEFAULT_COLUMNS = Map.of(
            "employeeId", List.of("NIK", "Employee ID"),
            "name", List.of("Nama", "Name"),
            "email", List.of("Email"),
            "phone", List.of("No HP", "Phone"),
            "username", List.of("Username"),
            "active", List.of("Status"),
            "newEmployeeId", List.of("NIK Baru"),
            "organization", List.of("Organisasi"),
            "tags", Map.of("header", "Tag", "separator", ";"));

    private static StageRules.Column column(Object column) {
        if (column instanceof Map<?, ?> map) {
            return map.containsKey("join")
                    ? new StageRules.Column.Join(strings(map.get("join")))
                    : new StageRules.Column.Split(strings(map.get("header")), String.valueOf(map.get("separator")));
        }
        return new StageRules.Column.AnyOf(strings(column));
    }

    List<String> texts(String key) {
        return yaml.containsKey(key) ? strings(yaml.get(key)) : List.of();
    }

    private static List<String> strings(@Nullable Object one) {
        return one instanceof List<?> many ? many.stream().map(String::valueOf).toList() : List.of(String.valueOf(one));
    }

    Map<?, ?> map(String key) {
        return yaml.containsKey(key) ? (Map<?, ?>) yaml.get(key) : Map.of();
    }

    private List<Pattern> patterns(String key) {
        return texts(key).stream().map(Pattern::compile).toList();
    }

    private Set<Attribute> attributes(String key) {
        Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
        texts(key).forEach(name -> attributes.add(attribute(name)));
        return attributes;
    }

    private static Attribute attribute(Object key) {
        return Attribute.ofKey(String.valueOf(key)).orElseThrow();
    }

    private long number(String key) {
        return Long.parseLong(text(key, "0"));
    }

    private String text(String key, String none) {
        Object text = yaml.get(key);
        return text == null ? none : String.valueOf(text);
    }

    /// The keys of `expect`.
    List<String> expected() {
        List<String> keys = new ArrayList<>();
        map("expect").keySet().forEach(key -> keys.add(String.valueOf(key)));
        return keys;
    }
}
