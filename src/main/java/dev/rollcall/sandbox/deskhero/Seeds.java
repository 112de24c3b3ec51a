package dev.rollcall.sandbox.deskhero;

import dev.rollcall.sandbox.host.SeedRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What is planted or changed from outside the API.
final class Seeds {

    private final Office office;

    Seeds(Office office) {
        this.office = office;
    }

    /// `{groups: [{name, unique_key?, everyone?}], users: [{email, given_name, family_name, role, status,
    /// groups: [name]}], tokens: [{token, email}]}`, each part optional.
    void plant(JsonNode given) {
        given.path("groups")
                .values()
                .forEach(group -> office.addGroup(
                        group.path("name").asString(""),
                        group.path("unique_key")
                                .asString(group.path("name").asString("").toLowerCase(Locale.ROOT)),
                        group.path("everyone").asBoolean(false)));
        given.path("users").values().forEach(this::user);
        given.path("tokens")
                .values()
                .forEach(token -> office.token(
                        token.path("token").asString(""), token.path("email").asString("")));
    }

    private void user(JsonNode given) {
        String email = given.path("email").asString("");
        if (email.isEmpty() || office.person(email).isPresent()) {
            throw new SeedRefused("Found a user without e-mail, or one whose e-mail is taken; expected a new one.");
        }
        change(office.join(email, Role.USER, List.of()), given);
    }

    /// Sets the given fields of a user.
    void change(Person person, JsonNode set) {
        String email = set.path("email").asString(person.email);
        Optional<Person> holder = office.person(email);
        if (holder.isPresent() && holder.get().id != person.id) {
            throw new SeedRefused("Found an e-mail that is taken; expected a free one.");
        }
        try {
            person.role = set.has("role") ? Fields.choice(set, "role", Role.class) : person.role;
            person.status = set.has("status") ? Fields.choice(set, "status", Status.class) : person.status;
        } catch (Refusal wrong) {
            throw new SeedRefused("Found a role or status that is none: " + wrong.field());
        }
        person.givenName = set.path("given_name").asString(person.givenName);
        person.familyName = set.path("family_name").asString(person.familyName);
        person.groups = set.has("groups") ? office.withEveryone(groups(set.path("groups"))) : person.groups;
        office.move(person, email);
        office.touch(person);
    }

    private List<Group> groups(JsonNode names) {
        var groups = new ArrayList<Group>();
        for (JsonNode name : names.values()) {
            groups.add(office.groups().stream()
                    .filter(group -> group.name().equals(name.asString("")))
                    .findFirst()
                    .orElseThrow(() -> new SeedRefused("Found the group " + name + "; expected one that exists.")));
        }
        return groups;
    }
}
