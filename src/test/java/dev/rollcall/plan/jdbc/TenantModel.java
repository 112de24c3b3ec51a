package dev.rollcall.plan.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.person.Value;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.plan.PlannedChange.Kind;
import dev.rollcall.plan.Sequenced;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A tenant that does what a plan says, and is as strict as a real one: at no moment have two users one value that only
/// one may have, nobody is without contact, nothing is cleared that cannot be. Remembers what Rollcall would remember.
final class TenantModel {

    private final World world;
    /// By the id that the user had when the plan was made; who is created has the employee ID.
    final Map<String, TenantUser> users = new LinkedHashMap<>();
    final Map<String, World.Link> links;
    final Map<String, Map<Attribute, SortedSet<String>>> own = new HashMap<>();
    final Map<String, World.Invitation> invitations;
    private final Set<String> temporary = new HashSet<>();

    TenantModel(World world, Map<String, World.Link> adopted) {
        this.world = world;
        this.links = new TreeMap<>(adopted);
        this.invitations = new TreeMap<>(world.invitations);
        world.users.forEach(user -> users.put(user.id().value(), user));
        world.own.forEach((user, sets) -> {
            Map<Attribute, SortedSet<String>> copy = new EnumMap<>(Attribute.class);
            sets.forEach((attribute, values) -> copy.put(attribute, new TreeSet<>(values)));
            own.put(user, copy);
        });
    }

    void apply(List<Sequenced> plan) {
        for (Sequenced sequenced : plan) {
            assertThat(sequenced.needs()).allMatch(need -> need < sequenced.seq());
            PlannedChange change = sequenced.change();
            if (change.kind() == Kind.REFERENCE) {
                continue;
            }
            if (change.matchedBy().equals(Draft.INVITATION)) {
                invitations.remove(change.employeeId());
            } else if (change.action() == Action.CREATE) {
                create(change);
            } else {
                change(change);
            }
            assertThat(conflicts()).as("after %s", change).isEmpty();
        }
        assertThat(users.values())
                .noneMatch(user -> user.employeeId()
                        .filter(id -> temporary.contains(id.value()))
                        .isPresent());
    }

    private void create(PlannedChange change) {
        if (world.abilities.creation() == Abilities.Creation.INVITATION) {
            String email = change.after().text(Attribute.EMAIL);
            assertThat(email).isNotEmpty();
            invitations.put(
                    change.employeeId(),
                    new World.Invitation("n" + change.employeeId(), Comparison.key(Attribute.EMAIL, email), true));
            return;
        }
        boolean knows = world.abilities.knowsEmployeeIds();
        String id = knows ? change.employeeId() : "new" + change.employeeId();
        Attributes has = Attributes.NONE;
        for (Attribute attribute : world.abilities.readable()) {
            if (attribute.kind() == Attribute.Kind.TEXT || attribute.kind() == Attribute.Kind.SET) {
                Value nothing = attribute.kind() == Attribute.Kind.SET ? Value.items() : Value.text("");
                has = has.with(attribute, made(change.after().get(attribute).orElse(nothing)));
            }
        }
        users.put(
                users.containsKey(id) ? id + " (new)" : id,
                new TenantUser(
                        new TenantUserId(id),
                        knows ? Optional.of(new EmployeeId(change.employeeId())) : Optional.empty(),
                        true,
                        has,
                        false));
        link(change.employeeId(), id);
        provenance(id, change);
    }

    private void change(PlannedChange change) {
        String key = change.remoteId().orElseThrow();
        TenantUser user = Objects.requireNonNull(users.get(key), () -> "the user of " + change);
        Attributes has = user.attributes();
        for (Attribute attribute : change.after().keys()) {
            Value after = change.after().get(attribute).orElseThrow();
            if (attribute != Attribute.EMPLOYEE_ID && attribute != Attribute.ACTIVE) {
                assertThat(!after.isEmpty() || world.abilities.clearable().contains(attribute))
                        .as("clears %s", attribute)
                        .isTrue();
                has = has.with(attribute, made(after));
            }
        }
        String newId = change.after().text(Attribute.EMPLOYEE_ID);
        Optional<EmployeeId> id = newId.isEmpty() ? user.employeeId() : Optional.of(new EmployeeId(newId));
        String remote = newId.isEmpty() ? user.id().value() : newId;
        users.put(
                key,
                new TenantUser(
                        new TenantUserId(remote),
                        id,
                        change.after().flag(Attribute.ACTIVE).orElse(user.active()),
                        has,
                        user.untouchable()));
        if (change.kind() == Kind.STEP) {
            temporary.add(newId);
        } else {
            remember(change, key, remote, newId);
        }
    }

    private void remember(PlannedChange change, String before, String remote, String newId) {
        if (!newId.isEmpty()) {
            List<String> previous = new ArrayList<>();
            links.values().stream()
                    .filter(link -> link.remoteId().equals(before))
                    .forEach(link -> previous.addAll(link.previous()));
            previous.add(change.employeeId());
            moved.add(before);
            links.entrySet().removeIf(e -> e.getValue().remoteId().equals(before) && !fresh.contains(e.getKey()));
            links.put(newId, new World.Link(remote, previous));
            fresh.add(newId);
            Map<Attribute, SortedSet<String>> marks = own.remove(before);
            if (marks != null) {
                ownAfter.put(remote, marks);
            }
        } else if (!change.isAbsence() || links.containsKey(change.employeeId())) {
            link(change.employeeId(), remote);
        }
        provenance(remote, change);
    }

    private final Set<String> moved = new HashSet<>();
    private final Set<String> fresh = new HashSet<>();
    private final Map<String, Map<Attribute, SortedSet<String>>> ownAfter = new HashMap<>();

    private void link(String employeeId, String remote) {
        links.entrySet()
                .removeIf(e -> e.getValue().remoteId().equals(remote)
                        && !e.getKey().equals(employeeId)
                        && !fresh.contains(e.getKey()));
        List<String> previous =
                links.containsKey(employeeId) ? links.get(employeeId).previous() : List.of();
        links.put(employeeId, new World.Link(remote, previous));
    }

    private void provenance(String user, PlannedChange change) {
        Map<String, Map<Attribute, SortedSet<String>>> where = fresh.contains(user) ? ownAfter : own;
        for (Attribute attribute : change.after().keys()) {
            if (attribute.kind() == Attribute.Kind.SET) {
                SortedSet<String> marks = where.computeIfAbsent(user, u -> new EnumMap<>(Attribute.class))
                        .computeIfAbsent(attribute, a -> new TreeSet<>());
                SortedSet<String> before = change.before().items(attribute);
                SortedSet<String> after = new TreeSet<>();
                change.after().items(attribute).forEach(item -> after.add(made(item)));
                after.stream().filter(item -> !before.contains(item)).forEach(marks::add);
                before.stream().filter(item -> !after.contains(item)).forEach(marks::remove);
            }
        }
    }

    private static Value made(Value value) {
        return value instanceof Value.Items(var items)
                ? Value.items(items.stream().map(TenantModel::made).toList())
                : value;
    }

    private static String made(String item) {
        return item.startsWith(PlannedChange.NEW_REFERENCE)
                ? "tag-" + item.substring(PlannedChange.NEW_REFERENCE.length())
                : item;
    }

    /// What a real tenant would have refused.
    private List<String> conflicts() {
        Set<String> seen = new HashSet<>();
        List<String> conflicts = new ArrayList<>();
        for (TenantUser user : users.values()) {
            user.employeeId().filter(id -> !seen.add("id " + id)).ifPresent(id -> conflicts.add("two have ID " + id));
            for (Attribute attribute : world.abilities.unique()) {
                String value = user.attributes().text(attribute);
                if (!value.isEmpty() && !seen.add(attribute + " " + Comparison.key(attribute, value))) {
                    conflicts.add("two have " + attribute + " " + value);
                }
            }
            boolean contact = !user.attributes().text(Attribute.EMAIL).isEmpty()
                    || !user.attributes().text(Attribute.PHONE).isEmpty();
            if (world.contactRequired && !contact) {
                conflicts.add(user.id() + " has no contact left");
            }
        }
        return conflicts;
    }

    /// The world after the plan, before the same export comes again.
    void become(World next) {
        next.users = new ArrayList<>(users.values());
        next.links = links;
        own.putAll(ownAfter);
        next.own = own;
        next.invitations = invitations;
        Set<String> made = new TreeSet<>();
        for (TenantUser user : users.values()) {
            user.attributes().items(Attribute.TAGS).stream()
                    .filter(item -> item.startsWith("tag-"))
                    .forEach(made::add);
        }
        made.forEach(id -> next.references.add(
                dev.rollcall.person.Reference.of(Attribute.TAGS, id, id.substring("tag-".length()))));
    }
}
