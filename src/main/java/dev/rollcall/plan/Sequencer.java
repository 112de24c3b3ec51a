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
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/// The table "Order of pushing": a value is released before it is taken; a cycle goes through a temporary ID or a
/// cleared value; otherwise deactivations first, then the rest, by employee ID.
///
/// @param temporaryId makes an employee ID that nobody has, from the one that waits
/// @param clearedAhead whether a change's user can be without this value for a moment; nobody may be left without
///     any contact where the tenant demands one
public record Sequencer(
        Abilities abilities, UnaryOperator<String> temporaryId, BiPredicate<PlannedChange, Attribute> clearedAhead) {

    /// @param plan empty where there are swaps: without them, others may find that what they need is kept
    /// @param swaps changes that cannot be done in any order: rejected VALUE_SWAP, with the attribute they swap
    public record Sequence(List<Sequenced> plan, Map<PlannedChange, Attribute> swaps) {}

    /// Orders changes. Those that nobody needs and that need nobody may be left out: merged in by [FreeOrder], they
    /// come to the same places.
    public Sequence sequence(List<PlannedChange> changes) {
        List<Node> nodes = new ArrayList<>(
                changes.stream().map(Node::new).sorted(Node.FREE_ORDER).toList());
        connect(nodes);
        Map<PlannedChange, Attribute> swaps = new HashMap<>();
        breakCycles(nodes, swaps);
        Knots.holdOff(nodes);
        return new Sequence(swaps.isEmpty() ? number(nodes) : List.of(), swaps);
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
        Knots.number(bound);
        while (!bound.isEmpty()) {
            List<Node> cycle = cycle(bound.iterator().next(), bound);
            List<Node> steps = release(cycle);
            nodes.addAll(steps);
            if (steps.isEmpty()) {
                Set<Node> inside = new HashSet<>(cycle);
                cycle.forEach(node -> swaps.put(node.change, swapped(node, inside)));
                cycle.forEach(node -> leave(node, nodes));
                bound.removeAll(cycle);
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
                    .min(Node.FREE_ORDER)
                    .orElseThrow();
        }
        List<Node> cycle = new ArrayList<>(way.subList(way.indexOf(node), way.size()));
        cycle.sort(Node.FREE_ORDER);
        return cycle;
    }

    /// Lets one of the cycle give up, ahead of its own change, all that another one needs of it: the ID for a
    /// temporary one, or a value cleared.
    ///
    /// @return the steps; empty where nobody can
    private List<Node> release(List<Node> cycle) {
        Set<Node> inside = new HashSet<>(cycle);
        for (boolean byId : new boolean[] {true, false}) {
            for (Node giver : cycle) {
                for (Node taker : giver.neededBy) {
                    if (inside.contains(taker) && isReleasable(giver, taker.claimsOn(giver), byId)) {
                        return steps(giver, taker);
                    }
                }
            }
        }
        return List.of();
    }

    private boolean isReleasable(Node giver, Set<Claim> claims, boolean byId) {
        boolean id = claims.stream().anyMatch(claim -> claim.attribute() == Attribute.EMPLOYEE_ID);
        return id == byId
                && claims.stream().map(Claim::attribute).allMatch(attribute -> isGivenUpAhead(giver, attribute));
    }

    private boolean isGivenUpAhead(Node giver, Attribute attribute) {
        return attribute == Attribute.EMPLOYEE_ID
                || (abilities.clearable().contains(attribute) && clearedAhead.test(giver.change, attribute));
    }

    private List<Node> steps(Node giver, Node taker) {
        List<Node> steps = new ArrayList<>();
        for (Claim claim : List.copyOf(taker.claimsOn(giver))) {
            Node step = step(giver, claim);
            taker.needs(step, claim);
            giver.needs(step, new Claim(claim.attribute(), ""));
            giver.steps.forEach(earlier -> step.needs(earlier, new Claim(claim.attribute(), "")));
            giver.steps.add(step);
            step.group = giver.group;
            steps.add(step);
        }
        taker.noLongerNeeds(giver);
        return steps;
    }

    private Node step(Node giver, Claim claim) {
        Attribute attribute = claim.attribute();
        boolean byId = attribute == Attribute.EMPLOYEE_ID;
        Value free = Value.text(byId ? temporaryId.apply(giver.change.employeeId()) : "");
        Value has = giver.change.before().get(attribute).orElseThrow();
        return new Node(PlannedChange.step(
                giver.change,
                byId ? Action.RENAME : Action.UPDATE,
                Attributes.of(attribute, has),
                Attributes.of(attribute, free)));
    }

    /// What the change wants of another one in the cycle; where it wants several things, one that nobody can give up
    /// ahead.
    private Attribute swapped(Node node, Set<Node> cycle) {
        return node.needs.entrySet().stream()
                .filter(need -> cycle.contains(need.getKey()))
                .flatMap(need -> need.getValue().stream()
                        .sorted(Comparator.comparing(claim -> isGivenUpAhead(need.getKey(), claim.attribute())))
                        .map(Claim::attribute))
                .findFirst()
                .orElseThrow();
    }

    private static void leave(Node node, List<Node> nodes) {
        nodes.remove(node);
        List.copyOf(node.needs.keySet()).forEach(node::noLongerNeeds);
        List.copyOf(node.neededBy).forEach(waiting -> waiting.noLongerNeeds(node));
    }

    private static List<Sequenced> number(List<Node> nodes) {
        PriorityQueue<Node> free = new PriorityQueue<>(Node.FREE_ORDER);
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
