package dev.rollcall.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A change while its place is looked for: what must be applied before it, and what waits for it.
final class Node {

    static final Comparator<Node> FREE_ORDER = Comparator.comparing(node -> FreeOrder.of(node.change));

    final PlannedChange change;
    /// With what is needed of each.
    Map<Node, Set<Claim>> needs = Map.of();
    Set<Node> neededBy = Set.of();
    /// What was put before the change, one after the other: they are about the same user.
    final List<Node> steps = new ArrayList<>(0);
    int open;
    long seq;
    long group;

    Node(PlannedChange change) {
        this.change = change;
    }

    /// Nearly all changes need nothing and are needed by nothing, so the collections come with the first need.
    void needs(Node other, Claim claim) {
        needs = needs.isEmpty() ? new LinkedHashMap<>() : needs;
        other.neededBy = other.neededBy.isEmpty() ? new LinkedHashSet<>() : other.neededBy;
        needs.computeIfAbsent(other, giver -> new LinkedHashSet<>()).add(claim);
        other.neededBy.add(this);
    }

    void noLongerNeeds(Node other) {
        needs.remove(other);
        other.neededBy.remove(this);
    }

    Set<Claim> claimsOn(Node giver) {
        return Objects.requireNonNull(needs.get(giver), "a need that is there");
    }
}
