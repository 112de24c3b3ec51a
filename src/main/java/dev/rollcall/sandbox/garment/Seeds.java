package dev.rollcall.sandbox.garment;

import dev.rollcall.sandbox.host.SeedRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is planted or changed from outside the API; it shows in the lists at once.
final class Seeds {

    private final Central central;

    Seeds(Central central) {
        this.central = central;
    }

    /// `{tenants: [{id, name, roles: [{id, name}]}], users: [{id?, name, email, username, phone,
    /// membership_type, is_active, status, roles: [name], tenants: [id]}]}`, each part optional; a user
    /// without `tenants` joins the first one.
    void plant(JsonNode given) {
        given.path("tenants").values().forEach(this::company);
        given.path("users").values().forEach(this::user);
    }

    private void company(JsonNode given) {
        var company = new Company(
                given.path("id").asString(central.newId()), given.path("name").asString(""));
        given.path("roles")
                .values()
                .forEach(role -> company.roles()
                        .put(
                                role.path("id").asString(central.newId()),
                                role.path("name").asString("")));
        central.add(company);
    }

    private void user(JsonNode given) {
        String email = given.path("email").asString("");
        if (email.isEmpty() || central.byEmail(email).isPresent()) {
            throw new SeedRefused("Found a user without e-mail, or one whose e-mail is taken; expected a new one.");
        }
        CentralUser person = central.add(given.path("id").asString(central.newId()));
        for (Company company : companies(given)) {
            company.add(new Membership(person));
        }
        change(person, given);
    }

    private List<Company> companies(JsonNode given) {
        if (!given.has("tenants")) {
            return central.companies().stream().limit(1).toList();
        }
        var companies = new ArrayList<Company>();
        for (JsonNode id : given.path("tenants").values()) {
            companies.add(central.company(id.asString(""))
                    .orElseThrow(() -> new SeedRefused("Found the tenant " + id + "; expected one that exists.")));
        }
        return companies;
    }

    /// Sets the given fields of a person, in every tenant.
    void change(CentralUser person, JsonNode set) {
        for (Company company : central.companies()) {
            Optional.ofNullable(company.members().get(person.id)).ifPresent(member -> change(member, company, set));
        }
        central.change(
                person,
                () -> {
                    person.name = set.path("name").asString(person.name);
                    person.email = set.path("email").asString(person.email);
                    person.username = set.path("username").asString(person.username);
                    person.phone = set.path("phone").asString(person.phone);
                },
                Duration.ZERO);
    }

    private static void change(Membership member, Company company, JsonNode set) {
        member.type = set.path("membership_type").asString(member.type);
        member.active = set.path("is_active").asBoolean(member.active);
        member.status = set.path("status").asString(member.active ? "active" : "inactive");
        if (set.has("roles")) {
            member.roleIds = roleIds(company, set.path("roles"));
        }
    }

    private static List<String> roleIds(Company company, JsonNode names) {
        var ids = new ArrayList<String>();
        for (JsonNode name : names.values()) {
            company.roles().entrySet().stream()
                    .filter(role -> role.getValue().equals(name.asString("")))
                    .map(Map.Entry::getKey)
                    .forEach(ids::add);
        }
        return ids;
    }

    /// A person with its memberships, as only the keeper sees it.
    ObjectNode whole(CentralUser person) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        ObjectNode memberships = JsonNodeFactory.instance.objectNode();
        for (Company company : central.companies()) {
            Membership member = company.members().get(person.id);
            if (member != null) {
                ObjectNode json = member.json(central.now(), company.roles());
                memberships.set(company.id(), json);
                whole = whole.isEmpty() ? json.deepCopy() : whole;
            }
        }
        whole.put("passwordResets", person.passwordResets);
        whole.set("memberships", memberships);
        return whole;
    }
}
