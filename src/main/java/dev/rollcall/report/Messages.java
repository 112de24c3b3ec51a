package dev.rollcall.report;

import dev.rollcall.person.Finding;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of row codes, file codes and run reasons, from the bundles `messages.properties` (English) and
/// `messages_id.properties` (Indonesian). A code's message stands under `<code>.<variant>` and its hint under
/// `<code>.<variant>.hint`; where there is no such variant, under `<code>` and `<code>.hint`. File codes begin
/// with `file.`, run reasons with `run.`. Placeholders are `{header}`, `{value}` and `{0}`, `{1}` … for the facts;
/// one without a fact is left empty. A value is shortened to [#LONGEST_VALUE] characters and never shows line
/// breaks.
public final class Messages {

    /// The most characters of a value or fact that a message repeats.
    public static final int LONGEST_VALUE = 120;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(header|value|\\d{1,2})}");

    private final Map<Language, Properties> bundles = new EnumMap<>(Language.class);

    public Messages() {
        bundles.put(Language.ENGLISH, load("/messages.properties"));
        bundles.put(Language.INDONESIAN, load("/messages_id.properties"));
    }

    /// What was found and expected, and what to do next.
    public record Words(String message, String hint) {}

    public Words of(Finding finding, Language language) {
        return words(
                finding.code().name(),
                finding.variant(),
                new Filling(finding.header(), finding.value(), finding.facts()),
                language);
    }

    /// The words of a file code such as `MISSING_COLUMN`.
    public Words ofFile(String code, String variant, List<String> facts, Language language) {
        return words("file." + code, variant, new Filling("", "", facts), language);
    }

    /// The words of a run reason such as `TENANT_UNAVAILABLE`.
    public Words ofReason(String reason, String variant, List<String> facts, Language language) {
        return words("run." + reason, variant, new Filling("", "", facts), language);
    }

    /// The text of a key, such as a heading of a page; the key itself where no bundle has it.
    public String text(String key, Language language, Object... facts) {
        List<String> filled = Arrays.stream(facts).map(Object::toString).toList();
        return find(key, language)
                .map(template -> new Filling("", "", filled).into(template))
                .orElse(key);
    }

    /// Every key of a language.
    public Set<String> keys(Language language) {
        return bundle(language).stringPropertyNames();
    }

    /// A key's text before anything is filled in.
    String raw(String key, Language language) {
        return find(key, language).orElse("");
    }

    private Words words(String code, String variant, Filling filling, Language language) {
        String key =
                !variant.isEmpty() && find(code + "." + variant, language).isPresent() ? code + "." + variant : code;
        String hint = find(key + ".hint", language)
                .or(() -> find(code + ".hint", language))
                .orElse("");
        return new Words(filling.into(find(key, language).orElse(code)), filling.into(hint));
    }

    private Optional<String> find(String key, Language language) {
        return Optional.ofNullable(bundle(language).getProperty(key));
    }

    private Properties bundle(Language language) {
        return Objects.requireNonNull(bundles.get(language));
    }

    private static Properties load(String place) {
        Properties bundle = new Properties();
        try (var bytes = Objects.requireNonNull(Messages.class.getResourceAsStream(place), place);
                Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            bundle.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundle;
    }

    /// What takes the place of the placeholders.
    private record Filling(String header, String value, List<String> facts) {

        String into(String template) {
            return PLACEHOLDER
                    .matcher(template)
                    .replaceAll(match -> Matcher.quoteReplacement(shown(of(match.group(1)))));
        }

        private String of(String name) {
            return switch (name) {
                case "header" -> header;
                case "value" -> value;
                default -> {
                    int number = Integer.parseInt(name);
                    yield number < facts.size() ? facts.get(number) : "";
                }
            };
        }

        private static String shown(String text) {
            String line = text.replaceAll("\\s+", " ").strip();
            return line.codePointCount(0, line.length()) <= LONGEST_VALUE
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, LONGEST_VALUE - 1)) + "…";
        }
    }
}
