package dev.rollcall.sandbox.garment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A tenant of Garment, with its roles and its members by the central user's id.
///
/// @param roles names by id
record Company(
        String id, String name, Map<String, String> roles, Map<String, Membership> members, List<Membership> inOrder) {

    Company(String id, String name) {
        this(id, name, new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    }

    void add(Membership membership) {
        members.put(membership.person.id, membership);
        inOrder.add(membership);
    }
}
