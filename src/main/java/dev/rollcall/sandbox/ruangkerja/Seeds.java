package dev.rollcall.sandbox.ruangkerja;

import dev.rollcall.sandbox.host.SeedRefused;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is planted or changed from outside the API, by names or serials; only keys that must be unlike are checked.
final class Seeds {

    private final Register register;
    private final Tags tags;
    private final Structure structure;
    private final Serials serials;

    Seeds(Register register, Tags tags, Structure structure, Serials serials) {
        this.register = register;
        this.tags = tags;
        this.structure = structure;
        this.serials = serials;
    }

    /// `{organizations: […], tags: [name or {name, serial}], users: […]}`, each part optional.
    void plant(JsonNode given) {
        if (given.has("organizations")) {
            structure.seed(given.path("organizations"));
        }
        try {
            given.path("tags").values().forEach(this::tag);
            given.path("users").values().forEach(this::user);
        } catch (Refusal refusal) {
            throw new SeedRefused("Found a seed that does not fit: "
                    + refusal.json().path("detail").asString(""));
        }
    }

    private void tag(JsonNode given) {
        if (given.isString()) {
            tags.create(given.stringValue());
        } else {
            tags.create(
                    given.path("serial").asString(serials.tag()),
                    given.path("name").asString(""));
        }
    }

    private void user(JsonNode given) {
        String name = given.path("name").asString("");
        var member = new Member(serials.user(name));
        member.employeeId = given.path("employeeID").asString("");
        if (member.employeeId.isEmpty()) {
            throw new SeedRefused("Found a user without employeeID; expected one.");
        }
        var blank = new Member(member.serial);
        apply(blank, given);
        register.requireFree(member, member.employeeId, blank.email, blank.phone, blank.username);
        apply(member, given);
        register.add(member);
    }

    /// Sets the given fields of a user.
    void change(Member member, JsonNode set) {
        try {
            register.requireFree(
                    member,
                    set.path("employeeID").asString(member.employeeId),
                    set.path("email").asString(member.email),
                    set.path("phone").asString(member.phone),
                    set.path("username").asString(member.username));
        } catch (Refusal taken) {
            throw new SeedRefused("Found a change that does not fit: "
                    + taken.json().path("detail").asString(""));
        }
        register.change(member, () -> apply(member, set));
    }

    private void apply(Member member, JsonNode set) {
        member.employeeId = set.path("employeeID").asString(member.employeeId);
        member.name = set.path("name").asString(member.name);
        member.username = set.path("username").asString(member.username);
        member.email = set.path("email").asString(member.email);
        member.phone = set.path("phone").asString(member.phone);
        member.active = set.path("isActive").asBoolean(member.active);
        if (set.has("tags")) {
            member.tags = worn(set.path("tags"));
        }
        if (set.has("organizationSerial")) {
            member.organization =
                    structure.find(set.path("organizationSerial").asString("")).orElse(null);
        }
    }

    /// Tags by serial or by name, as text or as the API shows them.
    private List<Tag> worn(JsonNode given) {
        var worn = new ArrayList<Tag>();
        for (JsonNode one : given.values()) {
            String word = one instanceof ObjectNode ? one.path("serial").asString("") : one.asString("");
            worn.add(tags.all().stream()
                    .filter(tag -> tag.serial().equals(word) || tag.name().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new SeedRefused("Found the tag " + word + "; expected one that exists.")));
        }
        return worn;
    }
}
