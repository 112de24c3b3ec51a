package dev.rollcall.job;

import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.plan.GateKind;
import dev.rollcall.plan.Gates;
import dev.rollcall.reconcile.Rules;
import dev.rollcall.reconcile.Rules.Absent;
import dev.rollcall.reconcile.Rules.AbsentScope;
import dev.rollcall.reconcile.Rules.ReferenceBy;
import dev.rollcall.reconcile.Rules.Sets;
import dev.rollcall.reconcile.Rules.Telling;
import dev.rollcall.source.SourceSettings.Mode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Reads what a job wants done with what differs, and holds it against what its tenant can do.
final class RulesReading {

    private static final Set<Attribute> MATCHING =
            EnumSet.of(Attribute.EMPLOYEE_ID, Attribute.EMAIL, Attribute.PHONE, Attribute.USERNAME);

    private final Block reconcile;
    private final Optional<TargetReading.Tenant> tenant;
    private final Optional<Abilities> abilities;

    RulesReading(Block reconcile, Optional<TargetReading.Tenant> tenant) {
        this.reconcile = reconcile;
        this.tenant = tenant;
        this.abilities = tenant.map(t -> t.factory().abilities(t.target()));
    }

    Optional<Abilities> abilities() {
        return abilities;
    }

    /// @param mode that the source declares
    /// @param incremental whether pulls are delta by `since`, with a full one now and then
    Rules rules(Mode mode, boolean incremental) {
        Absent absent = reconcile.word("absent", Absent.class, Absent.KEEP);
        if (absent == Absent.DEACTIVATE && mode == Mode.DELTA && !incremental) {
            reconcile.fault("absent", "keep, as source.mode is delta: such an export does not say who has left");
        }
        Block references = reconcile.block("references");
        return new Rules(
                match(),
                absent,
                reconcile.word("absentScope", AbsentScope.class, AbsentScope.MANAGED),
                Set.copyOf(new LinkedHashSet<>(reconcile.texts("protect"))),
                clearOnEmpty(),
                references(references),
                references.flag("createTags", false),
                references.text("pathSeparator").orElse("/"),
                reconcile.word("sets", Sets.class, Sets.OWN),
                reconcile.word("emailChanges", Telling.class, Telling.REPORT),
                reconcile.word("globalChanges", Telling.class, Telling.APPLY));
    }

    Gates gates(Block gates) {
        Map<GateKind, Gates.Limit> limits = new EnumMap<>(GateKind.class);
        for (GateKind kind : GateKind.values()) {
            String name = kind.name().toLowerCase(java.util.Locale.ROOT);
            boolean always = kind == GateKind.DEACTIVATE || kind == GateKind.RENAME || kind == GateKind.BLANK;
            if (gates.has(name) || always) {
                limits.put(kind, limit(gates.block(name), kind));
            }
        }
        return new Gates(limits, gates.duration("expire", Duration.ofDays(7)));
    }

    private static Gates.Limit limit(Block gate, GateKind kind) {
        boolean blank = kind == GateKind.BLANK;
        return new Gates.Limit(gate.percent("percent", blank ? 50 : 10), gate.number("floor", blank ? 10 : 5));
    }

    private List<Attribute> match() {
        List<Attribute> match = attributes("match", this::matches, "what " + tenantName() + " shows of its users: ");
        return match.isEmpty()
                ? tenant.map(TargetReading.Tenant::factory)
                        .map(ConnectorFactory::defaultMatch)
                        .orElse(List.of())
                : match;
    }

    private Set<Attribute> clearOnEmpty() {
        return Set.copyOf(attributes(
                "clearOnEmpty",
                attribute ->
                        abilities.map(a -> a.clearable().contains(attribute)).orElse(true),
                "an attribute that can be cleared in " + tenantName() + ": "));
    }

    private boolean matches(Attribute attribute) {
        return MATCHING.contains(attribute) && shows(attribute);
    }

    private boolean shows(Attribute attribute) {
        return abilities
                .map(a -> attribute == Attribute.EMPLOYEE_ID
                        ? a.knowsEmployeeIds()
                        : a.readable().contains(attribute))
                .orElse(true);
    }

    private String tenantName() {
        return tenant.map(t -> t.factory().name()).orElse("the tenant");
    }

    private List<Attribute> attributes(String name, Predicate<Attribute> allowed, String otherwise) {
        List<Tree.Scalar> words = reconcile.scalars(name);
        for (int i = 0; i < words.size(); i++) {
            Optional<Attribute> attribute = Attribute.ofKey(words.get(i).text());
            if (attribute.isPresent() && !allowed.test(attribute.get())) {
                reconcile.fault(name, i, words.get(i), otherwise + choices(allowed));
            }
        }
        return words.stream()
                .map(word -> Attribute.ofKey(word.text()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static String choices(Predicate<Attribute> allowed) {
        Set<String> words = java.util.Arrays.stream(Attribute.values())
                .filter(attribute -> attribute != Attribute.NEW_EMPLOYEE_ID)
                .filter(allowed)
                .map(Attribute::key)
                .collect(Collectors.toCollection(TreeSet::new));
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    private static Map<Attribute, ReferenceBy> references(Block block) {
        Map<Attribute, ReferenceBy> references = new EnumMap<>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            if (attribute.isReference()) {
                references.put(attribute, block.word(attribute.key(), ReferenceBy.class, ReferenceBy.NAME));
            }
        }
        return references;
    }
}
