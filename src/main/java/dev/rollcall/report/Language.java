package dev.rollcall.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The languages that messages, hints and pages are written in.
public enum Language {
    ENGLISH("en"),
    INDONESIAN("id");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// `en` or `id`, as `rollcall.language` has it.
    public String tag() {
        return tag;
    }

    public static Optional<Language> ofTag(String tag) {
        for (Language language : values()) {
            if (language.tag.equalsIgnoreCase(tag.strip())) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /// The language that an `Accept-Language` header asks for; `otherwise` where it is missing, unreadable or
    /// asks for none of ours.
    public static Language accepted(Optional<String> header, Language otherwise) {
        return header.filter(asked -> asked.length() <= 200)
                .flatMap(Language::firstOf)
                .orElse(otherwise);
    }

    private static Optional<Language> firstOf(String header) {
        try {
            List<Locale> known = List.of(Locale.of("en"), Locale.of("id"));
            Locale found = Locale.lookup(Locale.LanguageRange.parse(header), known);
            return Optional.ofNullable(found).flatMap(locale -> ofTag(locale.getLanguage()));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
