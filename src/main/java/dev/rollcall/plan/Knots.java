package dev.rollcall.plan;

import dev.rollcall.person.Attribute;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Changes that need each other in a circle, directly or through others: a knot. Once begun it is finished, or taken
/// back whole, so its changes share a number.
final class Knots {

    private record Visit(Node node, Iterator<Node> next) {}

    private Knots() {}

    /// Numbers the knots from 1, by their first change.
    ///
    /// @param bound the changes that wait for a circle, directly or not, in free order
    static void number(Collection<Node> bound) {
        List<Node> finished = finished(bound);
        Collections.reverse(finished);
        Map<Node, List<Node>> knots = new HashMap<>();
        Set<Node> left = new HashSet<>(bound);
        for (Node node : finished) {
            List<Node> knot = takeAllNeededBy(node, left);
            knot.forEach(member -> knots.put(member, knot));
        }
        long number = 0;
        for (Node node : bound) {
            List<Node> knot = knots.getOrDefault(node, List.of());
            if (node.group == 0 && knot.size() > 1) {
                long next = ++number;
                knot.forEach(member -> member.group = next);
            }
        }
    }

    /// Lets whoever needs something of a knot wait until all of it is done: what may still be taken back is not
    /// handed on.
    static void holdOff(Collection<Node> nodes) {
        Map<Long, List<Node>> lasts = new HashMap<>();
        for (Node node : nodes) {
            if (node.group > 0 && node.neededBy.stream().noneMatch(waiting -> waiting.group == node.group)) {
                lasts.computeIfAbsent(node.group, group -> new ArrayList<>()).add(node);
            }
        }
        for (Node node : nodes) {
            for (Node needed : List.copyOf(node.needs.keySet())) {
                if (needed.group > 0 && needed.group != node.group) {
                    lasts.getOrDefault(needed.group, List.of())
                            .forEach(last -> node.needs(last, new Claim(Attribute.EMPLOYEE_ID, "")));
                }
            }
        }
    }

    /// In the order in which all that waits for a node is behind: the first pass of Kosaraju's algorithm.
    private static List<Node> finished(Collection<Node> bound) {
        List<Node> finished = new ArrayList<>();
        Set<Node> left = new HashSet<>(bound);
        Deque<Visit> way = new ArrayDeque<>();
        for (Node start : bound) {
            visit(start, left, way);
            while (!way.isEmpty()) {
                Visit visit = way.peek();
                if (visit.next().hasNext()) {
                    visit(visit.next().next(), left, way);
                } else {
                    finished.add(way.pop().node());
                }
            }
        }
        return finished;
    }

    private static void visit(Node node, Set<Node> left, Deque<Visit> way) {
        if (left.remove(node)) {
            way.push(new Visit(node, node.neededBy.iterator()));
        }
    }

    private static List<Node> takeAllNeededBy(Node start, Set<Node> left) {
        List<Node> taken = new ArrayList<>();
        Deque<Node> way = new ArrayDeque<>();
        way.add(start);
        while (!way.isEmpty()) {
            Node node = way.remove();
            if (left.remove(node)) {
                taken.add(node);
                way.addAll(node.needs.keySet());
            }
        }
        return taken;
    }
}
