package dev.rollcall.plan;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.Reference;
import dev.rollcall.person.RowCode;
import dev.rollcall.reconcile.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds what HR's words for tags, organizations, groups and roles mean in the tenant.
public final class ReferenceCatalog {

    /// What a word means.
    public sealed interface Meaning {
        record Known(String id) implements Meaning {}

        /// To be created by the plan.
        record New(String name) implements Meaning {}

        record Unclear(RowCode code, String variant) implements Meaning {}
    }

    private final Rules rules;
    private final Map<Attribute, Map<String, List<Reference>>> byWord = new HashMap<>();

    public ReferenceCatalog(Rules rules, Iterable<Reference> references) {
        this.rules = rules;
        for (Reference reference : references) {
            Map<String, List<Reference>> words = byWord.computeIfAbsent(reference.kind(), kind -> new HashMap<>());
            words(reference)
                    .forEach(word ->
                            words.computeIfAbsent(word, w -> new ArrayList<>(1)).add(reference));
        }
    }

    private List<String> words(Reference reference) {
        return switch (rules.referenceBy(reference.kind())) {
            case ID -> List.of(reference.id());
            case NAME -> List.of(folded(reference.name()));
            case PATH -> {
                List<String> words = new ArrayList<>(List.of(folded(reference.name())));
                String path = folded(reference.path());
                int root = path.indexOf('/');
                if (root >= 0) {
                    words.add("/" + path);
                    words.add("/" + path.substring(root + 1));
                } else {
                    words.add("/" + path);
                }
                yield words.stream().distinct().toList();
            }
        };
    }

    /// @param word as HR wrote it
    public Meaning meaning(Attribute kind, String word) {
        List<Reference> found = byWord.getOrDefault(kind, Map.of()).getOrDefault(lookup(kind, word), List.of()).stream()
                .distinct()
                .toList();
        List<Reference> assignable =
                found.stream().filter(Reference::assignable).toList();
        if (assignable.size() == 1) {
            return new Meaning.Known(assignable.getFirst().id());
        }
        if (assignable.size() > 1) {
            return new Meaning.Unclear(RowCode.AMBIGUOUS_REFERENCE, "");
        }
        if (found.isEmpty()
                && kind == Attribute.TAGS
                && rules.createTags()
                && rules.referenceBy(kind) == Rules.ReferenceBy.NAME) {
            return new Meaning.New(word);
        }
        return new Meaning.Unclear(unknown(kind), found.isEmpty() ? "" : "inactive");
    }

    private String lookup(Attribute kind, String word) {
        return switch (rules.referenceBy(kind)) {
            case ID -> word;
            case NAME -> folded(word);
            case PATH ->
                word.contains(rules.pathSeparator())
                        ? "/" + folded(word.replace(rules.pathSeparator(), "/"))
                        : folded(word);
        };
    }

    private static RowCode unknown(Attribute kind) {
        return switch (kind) {
            case TAGS -> RowCode.UNKNOWN_TAG;
            case ORGANIZATION -> RowCode.UNKNOWN_ORGANIZATION;
            case GROUPS -> RowCode.UNKNOWN_GROUP;
            case ROLES -> RowCode.UNKNOWN_ROLE;
            case EMPLOYEE_ID, NEW_EMPLOYEE_ID, NAME, EMAIL, PHONE, USERNAME, ACTIVE, MEMBERSHIP_TYPE ->
                throw new IllegalArgumentException(kind.key() + " is no reference");
        };
    }

    private static String folded(String name) {
        return Comparison.key(Attribute.NAME, name).toLowerCase(Locale.ROOT).replaceAll(" */ *", "/");
    }
}
