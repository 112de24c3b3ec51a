package dev.rollcall.sandbox.ruangkerja;

import dev.rollcall.sandbox.host.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A node of the company structure.
record Organization(String serial, String name, boolean active, List<Organization> children) {

    Organization {
        children = List.copyOf(children);
    }

    ObjectNode json() {
        ArrayNode below = Json.array();
        children.forEach(child -> below.add(child.json()));
        ObjectNode json = Json.object().put("name", name).put("serial", serial).put("isActive", active);
        json.set("childOrganizations", below);
        return json;
    }
}
