package dev.rollcall.plan;

import dev.rollcall.person.Attribute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The table "Gates": which kinds of change are over their limit, and what is held with them.
///
/// @param linked the job's links before the run
/// @param accepted the rows that were not rejected
public record GateKeeper(Gates gates, long linked, long accepted) {

    /// What a gate says.
    ///
    /// @param attribute of `blank`, the attribute that is cleared
    public record Verdict(GateKind kind, Optional<Attribute> attribute, long planned, long limit, boolean held) {
        /// The name under which a held change keeps it: `deactivate`, `blank:phone`.
        public String key() {
            return kind.name().toLowerCase(Locale.ROOT)
                    + attribute.map(a -> ":" + a.key()).orElse("");
        }
    }

    /// @param heldBy by place, the keys of the gates that hold the change
    public record Verdicts(List<Verdict> gates, Map<Long, Set<String>> heldBy) {}

    /// Judges a plan that is in memory.
    public Verdicts judge(List<Sequenced> plan) {
        Map<Action, Long> changes = new EnumMap<>(Action.class);
        Map<Attribute, Long> blanks = new EnumMap<>(Attribute.class);
        for (Sequenced sequenced : plan) {
            PlannedChange change = sequenced.change();
            if (change.kind() == PlannedChange.Kind.CHANGE) {
                changes.merge(change.action(), 1L, Long::sum);
                change.blanks().forEach(attribute -> blanks.merge(attribute, 1L, Long::sum));
            }
        }
        List<Verdict> verdicts = verdicts(changes, blanks);
        return new Verdicts(verdicts, heldBy(plan, verdicts));
    }

    /// @param changes how many changes of each kind are planned
    /// @param blanks how many changes clear each attribute
    public List<Verdict> verdicts(Map<Action, Long> changes, Map<Attribute, Long> blanks) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Action action : Action.values()) {
            GateKind kind = GateKind.valueOf(action.name());
            Gates.Limit limit = gates.limits().get(kind);
            if (limit != null) {
                verdicts.add(verdict(kind, Optional.empty(), changes.getOrDefault(action, 0L), byLinks(limit)));
            }
        }
        Gates.Limit limit = gates.limits().get(GateKind.BLANK);
        if (limit != null) {
            long most = Math.max(limit.floor(), limit.percent() * accepted / 100);
            new TreeMap<>(blanks)
                    .forEach((attribute, planned) ->
                            verdicts.add(verdict(GateKind.BLANK, Optional.of(attribute), planned, most)));
        }
        return verdicts;
    }

    private static Verdict verdict(GateKind kind, Optional<Attribute> attribute, long planned, long limit) {
        return new Verdict(kind, attribute, planned, limit, planned > limit);
    }

    private long byLinks(Gates.Limit limit) {
        return Math.max(Math.min(limit.floor(), linked / 2), limit.percent() * linked / 100);
    }

    /// The keys of the gates that hold a change for what it is itself.
    public static Set<String> holding(List<Verdict> verdicts, Action action, Collection<Attribute> blanks) {
        Set<String> keys = new TreeSet<>();
        for (Verdict verdict : verdicts) {
            boolean counts = verdict.attribute()
                    .map(blanks::contains)
                    .orElseGet(() -> verdict.kind().name().equals(action.name()));
            if (verdict.held() && counts) {
                keys.add(verdict.key());
            }
        }
        return keys;
    }

    /// A change is held by the gates that count it, by those that hold what it needs, and with its cycle.
    ///
    /// @return by place; only those that are held
    public static Map<Long, Set<String>> heldBy(List<Sequenced> plan, List<Verdict> verdicts) {
        Map<Long, Set<String>> heldBy = new HashMap<>();
        if (verdicts.stream().noneMatch(Verdict::held)) {
            return heldBy;
        }
        long before;
        do {
            before = size(heldBy);
            for (Sequenced sequenced : plan) {
                Set<String> keys = new TreeSet<>(heldBy.getOrDefault(sequenced.seq(), Set.of()));
                PlannedChange change = sequenced.change();
                if (change.kind() == PlannedChange.Kind.CHANGE) {
                    keys.addAll(holding(verdicts, change.action(), change.blanks()));
                }
                sequenced.needs().forEach(seq -> keys.addAll(heldBy.getOrDefault(seq, Set.of())));
                if (!keys.isEmpty()) {
                    heldBy.put(sequenced.seq(), keys);
                }
            }
            holdCycles(plan, heldBy);
        } while (size(heldBy) > before);
        return heldBy;
    }

    private static long size(Map<Long, Set<String>> heldBy) {
        return heldBy.values().stream().mapToLong(Set::size).sum();
    }

    /// Changes of one cycle wait for each other, and the step that begins it for all of them.
    private static void holdCycles(List<Sequenced> plan, Map<Long, Set<String>> heldBy) {
        Map<Long, Set<String>> byGroup = new HashMap<>();
        plan.stream()
                .filter(s -> s.group() > 0 && heldBy.containsKey(s.seq()))
                .forEach(s -> byGroup.computeIfAbsent(s.group(), g -> new TreeSet<>())
                        .addAll(heldBy.getOrDefault(s.seq(), Set.of())));
        plan.stream()
                .filter(s -> byGroup.containsKey(s.group()))
                .forEach(s -> heldBy.computeIfAbsent(s.seq(), seq -> new TreeSet<>())
                        .addAll(byGroup.getOrDefault(s.group(), Set.of())));
    }
}
