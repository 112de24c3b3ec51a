package dev.rollcall.sandbox.ruangkerja;

import dev.rollcall.sandbox.host.Json;
import dev.rollcall.sandbox.host.SeedRefused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The company structure: a forest that the API can only read.
final class Structure {

    private final List<Organization> roots = new ArrayList<>();
    private final Map<String, Organization> bySerial = new HashMap<>();
    private final Serials serials;

    Structure(Serials serials) {
        this.serials = serials;
    }

    Optional<Organization> find(String serial) {
        return Optional.ofNullable(bySerial.get(serial));
    }

    /// Replaces the forest; `{name, serial?, isActive?, childOrganizations?}` each.
    void seed(JsonNode organizations) {
        roots.clear();
        bySerial.clear();
        organizations.values().forEach(node -> roots.add(planted(node)));
    }

    private Organization planted(JsonNode node) {
        var children = new ArrayList<Organization>();
        node.path("childOrganizations").values().forEach(child -> children.add(planted(child)));
        String serial = node.path("serial").asString("");
        var organization = new Organization(
                serial.isEmpty() ? serials.organization() : serial,
                node.path("name").asString(""),
                node.path("isActive").asBoolean(true),
                children);
        if (bySerial.put(organization.serial(), organization) != null) {
            throw new SeedRefused("Found the organization serial " + serial + " twice; expected each once.");
        }
        return organization;
    }

    ArrayNode json() {
        ArrayNode json = Json.array();
        roots.forEach(root -> json.add(root.json()));
        return json;
    }

    void clear() {
        roots.clear();
        bySerial.clear();
    }
}
