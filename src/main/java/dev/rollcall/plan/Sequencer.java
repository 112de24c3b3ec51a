package dev.rollcall.plan;

import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The table "Order of pushing": a value is released before it is taken; a cycle goes through a temporary ID or a
/// cleared value; otherwise deactivations first, then the rest, by employee ID.
///
/// @param temporaryId makes an employee ID that nobody has, from the one that waits
public record Sequencer(Abilities abilities, UnaryOperator<String> temporaryId) {

    /// @param swaps changes that cannot be done in any order: rejected VALUE_SWAP, with the attribute they swap
    public record Sequence(List<Sequenced> plan, Map<PlannedChange, Attribute> swaps) {}

    private static final class Node {
        private final PlannedChange change;
        private Map<Node, Claim> needs = Map.of();
        private Set<Node> neededBy = Set.of();
        private int open;
        private long seq;
        private long group;

        private Node(PlannedChange change) {
            this.change = change;
        }

        /// Nearly all changes need nothing and are needed by nothing, so the collections come with the
        /// first need.
        private void needs(Node other, Claim claim) {
            needs = needs.isEmpty() ? new HashMap<>() : needs;
            other.neededBy = other.neededBy.isEmpty() ? new LinkedHashSet<>() : other.neededBy;
            needs.putIfAbsent(other, claim);
            other.neededBy.add(this);
        }

        private void noLongerNeeds(Node other) {
            needs.remove(other);
            other.neededBy.remove(this);
        }

        private Claim claimOn(Node giver) {
            return java.util.Objects.requireNonNull(needs.get(giver), "a need that is there");
        }
    }

    private static final Comparator<Node> FREE_ORDER = Comparator.<Node>comparingInt(n -> rank(n.change))
            .thenComparing(n -> n.change.employeeId())
            .thenComparing(n -> n.change.kind());

    private static int rank(PlannedChange change) {
        if (change.kind() == PlannedChange.Kind.REFERENCE) {
            return 0;
        }
        return change.action() == Action.DEACTIVATE ? 1 : 2;
    }

    public Sequence sequence(List<PlannedChange> changes) {
        List<Node> nodes = new ArrayList<>(changes.stream().map(Node::new).toList());
        connect(nodes);
        Map<PlannedChange, Attribute> swaps = new HashMap<>();
        breakCycles(nodes, swaps);
        return new Sequence(number(nodes), swaps);
    }

    private void connect(List<Node> nodes) {
        Map<Claim, Node> givers = new HashMap<>();
        Map<String, Node> references = new TreeMap<>();
        for (Node node : nodes) {
            if (node.change.kind() == PlannedChange.Kind.REFERENCE) {
                references.put(PlannedChange.NEW_REFERENCE + node.change.employeeId(), node);
            } else {
                Claim.givenUp(node.change, abilities.unique()).forEach(claim -> givers.put(claim, node));
            }
        }
        if (givers.isEmpty() && references.isEmpty()) {
            return;
        }
        for (Node node : nodes) {
            for (Claim claim : Claim.taken(node.change, abilities.unique())) {
                Node giver = givers.get(claim);
                if (giver != null && giver != node) {
                    node.needs(giver, claim);
                }
            }
            for (String item : node.change.after().items(Attribute.TAGS)) {
                Node reference = references.get(item);
                if (reference != null) {
                    node.needs(reference, new Claim(Attribute.TAGS, item));
                }
            }
        }
    }

    private void breakCycles(List<Node> nodes, Map<PlannedChange, Attribute> swaps) {
        Set<Node> bound = bound(nodes);
        long group = 0;
        while (!bound.isEmpty()) {
            List<Node> cycle = cycle(bound.iterator().next(), bound);
            group++;
            Optional<Node> step = release(cycle, group);
            if (step.isPresent()) {
                nodes.add(step.get());
            } else {
                cycle.forEach(node -> reject(node, nodes, swaps));
            }
            bound = bound(bound);
        }
    }

    /// The nodes that wait, directly or not, for a cycle.
    private static Set<Node> bound(Iterable<Node> nodes) {
        Set<Node> left = new LinkedHashSet<>();
        nodes.forEach(left::add);
        Deque<Node> free = new ArrayDeque<>();
        for (Node node : left) {
            node.open =
                    (int) node.needs.keySet().stream().filter(left::contains).count();
            if (node.open == 0) {
                free.add(node);
            }
        }
        while (!free.isEmpty()) {
            Node node = free.remove();
            left.remove(node);
            for (Node waiting : node.neededBy) {
                if (left.contains(waiting) && --waiting.open == 0) {
                    free.add(waiting);
                }
            }
        }
        return left;
    }

    private static List<Node> cycle(Node start, Set<Node> bound) {
        List<Node> way = new ArrayList<>();
        Set<Node> seen = new HashSet<>();
        Node node = start;
        while (seen.add(node)) {
            way.add(node);
            node = node.needs.keySet().stream()
                    .filter(bound::contains)
                    .min(FREE_ORDER)
                    .orElseThrow();
        }
        List<Node> cycle = new ArrayList<>(way.subList(way.indexOf(node), way.size()));
        cycle.sort(FREE_ORDER);
        return cycle;
    }

    /// Lets one of the cycle give its value up ahead of its own change: the ID for a temporary one, or a value
    /// cleared.
    private Optional<Node> release(List<Node> cycle, long group) {
        Set<Node> inside = new HashSet<>(cycle);
        for (boolean byId : new boolean[] {true, false}) {
            for (Node giver : cycle) {
                List<Node> takers = giver.neededBy.stream()
                        .filter(inside::contains)
                        .filter(taker -> byId == (attribute(taker, giver) == Attribute.EMPLOYEE_ID))
                        .filter(taker -> byId || abilities.clearable().contains(attribute(taker, giver)))
                        .toList();
                if (!takers.isEmpty()) {
                    return Optional.of(step(giver, takers.getFirst(), group, byId ? cycle : List.of()));
                }
            }
        }
        return Optional.empty();
    }

    private static Attribute attribute(Node taker, Node giver) {
        return taker.claimOn(giver).attribute();
    }

    private Node step(Node giver, Node taker, long group, List<Node> together) {
        Attribute attribute = attribute(taker, giver);
        boolean byId = attribute == Attribute.EMPLOYEE_ID;
        Value free = Value.text(byId ? temporaryId.apply(giver.change.employeeId()) : "");
        Value has = giver.change.before().get(attribute).orElseThrow();
        Node step = new Node(PlannedChange.step(
                giver.change,
                byId ? Action.RENAME : Action.UPDATE,
                Attributes.of(attribute, has),
                Attributes.of(attribute, free)));
        Claim claim = taker.claimOn(giver);
        taker.noLongerNeeds(giver);
        taker.needs(step, claim);
        giver.needs(step, new Claim(attribute, ""));
        step.group = group;
        together.forEach(node -> node.group = group);
        return step;
    }

    private static void reject(Node node, List<Node> nodes, Map<PlannedChange, Attribute> swaps) {
        Attribute attribute = node.needs.values().iterator().hasNext()
                ? node.needs.values().iterator().next().attribute()
                : Attribute.EMAIL;
        swaps.put(node.change, attribute);
        nodes.remove(node);
        List.copyOf(node.needs.keySet()).forEach(node::noLongerNeeds);
        for (Node waiting : List.copyOf(node.neededBy)) {
            waiting.noLongerNeeds(node);
            swaps.putIfAbsent(waiting.change, attribute);
            nodes.remove(waiting);
        }
    }

    private static List<Sequenced> number(List<Node> nodes) {
        PriorityQueue<Node> free = new PriorityQueue<>(FREE_ORDER);
        nodes.forEach(node -> node.open = node.needs.size());
        nodes.stream().filter(node -> node.open == 0).forEach(free::add);
        List<Sequenced> plan = new ArrayList<>(nodes.size());
        while (!free.isEmpty()) {
            Node node = free.remove();
            node.seq = plan.size() + 1L;
            List<Long> needs = node.needs.isEmpty()
                    ? List.of()
                    : node.needs.keySet().stream()
                            .map(needed -> needed.seq)
                            .sorted()
                            .toList();
            plan.add(new Sequenced(node.seq, node.change, needs, node.group));
            for (Node waiting : node.neededBy) {
                if (--waiting.open == 0) {
                    free.add(waiting);
                }
            }
        }
        return plan;
    }
}
