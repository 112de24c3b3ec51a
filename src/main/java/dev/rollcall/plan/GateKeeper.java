package dev.rollcall.plan;

import dev.rollcall.person.Attribute;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The table "Gates": which kinds of change are over their limit, and what is held with them.
///
/// @param linked the job's links before the run
/// @param accepted the rows that were not rejected
public record GateKeeper(Gates gates, long linked, long accepted) {

    /// What a gate says.
    ///
    /// @param attribute of `blank`, the attribute that is cleared
    public record Verdict(
            GateKind kind, java.util.Optional<Attribute> attribute, long planned, long limit, boolean held) {
        /// The name under which a held change keeps it: `deactivate`, `blank:phone`.
        public String key() {
            return kind.name().toLowerCase(Locale.ROOT)
                    + attribute.map(a -> ":" + a.key()).orElse("");
        }
    }

    /// @param heldBy by place, the keys of the gates that hold the change
    public record Verdicts(List<Verdict> gates, Map<Long, Set<String>> heldBy) {}

    public Verdicts judge(List<Sequenced> plan) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Action action : Action.values()) {
            Gates.Limit limit = gates.limits().get(GateKind.valueOf(action.name()));
            long planned = plan.stream().filter(s -> isCounted(s, action)).count();
            if (limit != null) {
                long most = byLinks(limit);
                verdicts.add(new Verdict(
                        GateKind.valueOf(action.name()), java.util.Optional.empty(), planned, most, planned > most));
            }
        }
        verdicts.addAll(blanks(plan));
        return new Verdicts(verdicts, heldBy(plan, verdicts));
    }

    private long byLinks(Gates.Limit limit) {
        return Math.max(Math.min(limit.floor(), linked / 2), limit.percent() * linked / 100);
    }

    private List<Verdict> blanks(List<Sequenced> plan) {
        Gates.Limit limit = gates.limits().get(GateKind.BLANK);
        if (limit == null) {
            return List.of();
        }
        Map<Attribute, Long> counts = new EnumMap<>(Attribute.class);
        plan.stream()
                .filter(s -> s.change().kind() == PlannedChange.Kind.CHANGE)
                .forEach(s -> s.change().after().values().forEach((attribute, value) -> {
                    if (value.isEmpty()) {
                        counts.merge(attribute, 1L, Long::sum);
                    }
                }));
        long most = Math.max(limit.floor(), limit.percent() * accepted / 100);
        return counts.entrySet().stream()
                .map(e -> new Verdict(
                        GateKind.BLANK, java.util.Optional.of(e.getKey()), e.getValue(), most, e.getValue() > most))
                .toList();
    }

    /// A change is held by the gates that count it, and by those that hold what it needs.
    private static Map<Long, Set<String>> heldBy(List<Sequenced> plan, List<Verdict> verdicts) {
        List<Verdict> holding = verdicts.stream().filter(Verdict::held).toList();
        Map<Long, Set<String>> heldBy = new HashMap<>();
        if (holding.isEmpty()) {
            return heldBy;
        }
        for (Sequenced sequenced : plan) {
            Set<String> keys = new TreeSet<>();
            holding.stream().filter(verdict -> counts(verdict, sequenced)).forEach(v -> keys.add(v.key()));
            sequenced.needs().forEach(seq -> keys.addAll(heldBy.getOrDefault(seq, Set.of())));
            if (!keys.isEmpty()) {
                heldBy.put(sequenced.seq(), keys);
            }
        }
        return withSteps(plan, heldBy);
    }

    /// The steps of a cycle wait as long as the changes that they serve.
    private static Map<Long, Set<String>> withSteps(List<Sequenced> plan, Map<Long, Set<String>> heldBy) {
        Map<Long, Set<String>> byGroup = new HashMap<>();
        plan.stream()
                .filter(s -> s.group() > 0 && heldBy.containsKey(s.seq()))
                .forEach(s -> byGroup.computeIfAbsent(s.group(), g -> new TreeSet<>())
                        .addAll(heldBy.getOrDefault(s.seq(), Set.of())));
        plan.stream()
                .filter(s -> byGroup.containsKey(s.group()))
                .forEach(s -> heldBy.computeIfAbsent(s.seq(), seq -> new TreeSet<>())
                        .addAll(byGroup.getOrDefault(s.group(), Set.of())));
        return heldBy;
    }

    private static boolean isCounted(Sequenced sequenced, Action action) {
        return sequenced.change().kind() == PlannedChange.Kind.CHANGE
                && sequenced.change().action() == action;
    }

    private static boolean counts(Verdict verdict, Sequenced sequenced) {
        return verdict.attribute()
                .map(attribute -> sequenced.change().kind() == PlannedChange.Kind.CHANGE
                        && sequenced
                                .change()
                                .after()
                                .get(attribute)
                                .filter(v -> v.isEmpty())
                                .isPresent())
                .orElseGet(
                        () -> isCounted(sequenced, Action.valueOf(verdict.kind().name())));
    }
}
