package dev.rollcall.stage;

import dev.rollcall.person.Attribute;
import dev.rollcall.source.csv.Headers;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The export's words in ours: what the job lists, and for the status the built-in ones.
final class Words {
    private static final Map<String, Boolean> STATUS = new HashMap<>();

    static {
        Arrays.asList("true", "1", "yes", "y", "active", "aktif", "ya").forEach(w -> STATUS.put(w, true));
        Arrays.asList(
                        "false",
                        "0",
                        "no",
                        "n",
                        "inactive",
                        "nonaktif",
                        "tidak aktif",
                        "tidak",
                        "resign",
                        "resigned",
                        "terminated")
                .forEach(w -> STATUS.put(w, false));
    }

    private final Map<Attribute, Map<String, String>> listed = new EnumMap<>(Attribute.class);

    Words(Map<Attribute, Map<String, String>> values) {
        values.forEach((attribute, words) -> {
            Map<String, String> folded = new HashMap<>();
            words.forEach((word, ours) -> folded.put(Headers.fold(word), ours));
            listed.put(attribute, folded);
        });
    }

    /// Our word for the export's, or the export's own where none is listed.
    String translated(Attribute attribute, String word) {
        Map<String, String> words = listed.get(attribute);
        if (words == null || word.isEmpty()) {
            return word;
        }
        String ours = words.get(Headers.fold(word));
        return ours == null ? word : ours;
    }

    Optional<Boolean> status(String word) {
        Boolean known = STATUS.get(word);
        return Optional.ofNullable(known != null ? known : STATUS.get(Headers.fold(word)));
    }
}
