package dev.rollcall.plan.jdbc;

import dev.rollcall.connector.Target;
import dev.rollcall.connector.deskhero.DeskheroConnectors;
import dev.rollcall.connector.garment.GarmentConnectors;
import dev.rollcall.connector.ruangkerja.RuangkerjaConnectors;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.person.Value;
import dev.rollcall.reconcile.Rules;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A random export, tenant, memory and job: few names, numbers and addresses, so that people get into each other's way.
final class World {

    record Row(
            long line,
            String id,
            @Nullable String newId,
            @Nullable Boolean active,
            Attributes wanted) {}

    record Rejected(long line, String id) {}

    record Link(String remoteId, List<String> previous) {}

    record Invitation(String id, String emailKey, boolean listed) {}

    private static final List<String> IDS = List.of("A", "B", "C", "D", "E", "F", "G", "H");
    private static final List<String> NAMES = List.of("Ani", "Budi Santoso", "Budi  Santoso", "Cici");
    private static final List<String> EMAILS =
            List.of("a@x.id", "B@x.id", "b@x.id", "c@x.id", "d@x.id", "e@x.id", "f@x.id", "g@x.id");
    private static final List<String> NUMBERS = List.of("621", "622", "623", "624", "625", "626");
    private static final List<String> WORDS = List.of("Satu", "Dua", "Tiga", "Entah");

    final Random random;
    final Abilities abilities;
    final Rules rules;
    final Set<Attribute> managed;
    final List<Reference> references = new ArrayList<>();
    final boolean proven;
    final boolean full;
    final boolean contactRequired;
    List<Row> rows = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    List<TenantUser> users = new ArrayList<>();
    Map<String, Link> links = new TreeMap<>();
    Map<String, Map<Attribute, SortedSet<String>>> own = new HashMap<>();
    Map<String, Invitation> invitations = new TreeMap<>();

    World(long seed) {
        random = new Random(seed);
        abilities = abilities(random.nextInt(4));
        managed = managed();
        rules = rules();
        full = chance(80);
        proven = full && chance(70);
        contactRequired = abilities.knowsEmployeeIds();
        makeReferences();
        makeUsers();
        makeMemory();
        makeRows();
    }

    private static Abilities abilities(int which) {
        Target target = new Target("x", URI.create("http://x"), Map.of(), Map.of(), Duration.ofSeconds(1));
        return switch (which) {
            case 0 -> new DeskheroConnectors().abilities(target);
            case 1 -> new GarmentConnectors().abilities(target);
            default -> new RuangkerjaConnectors().abilities(target);
        };
    }

    private Set<Attribute> managed() {
        Set<Attribute> some = EnumSet.noneOf(Attribute.class);
        abilities.creatable().stream()
                .sorted()
                .filter(attribute -> attribute == Attribute.NAME || attribute == Attribute.EMAIL || chance(70))
                .forEach(some::add);
        return some;
    }

    private Rules rules() {
        List<Attribute> match = new ArrayList<>(
                abilities.knowsEmployeeIds() ? List.of(Attribute.EMPLOYEE_ID) : List.of(Attribute.EMAIL));
        for (Attribute other : List.of(Attribute.EMAIL, Attribute.PHONE, Attribute.USERNAME)) {
            if (managed.contains(other) && !match.contains(other) && chance(25)) {
                match.add(random.nextInt(match.size() + 1), other);
            }
        }
        Set<Attribute> clear = EnumSet.noneOf(Attribute.class);
        abilities.clearable().stream().sorted().filter(a -> chance(40)).forEach(clear::add);
        return new Rules(
                match,
                chance(60) ? Rules.Absent.DEACTIVATE : Rules.Absent.KEEP,
                chance(30) ? Rules.AbsentScope.ALL : Rules.AbsentScope.MANAGED,
                chance(40) ? Set.of("A", "c@x.id") : Set.of(),
                clear,
                Map.of(),
                abilities.creatableReferences().contains(Attribute.TAGS) && chance(50),
                "/",
                pick(List.of(Rules.Sets.OWN, Rules.Sets.MERGE, Rules.Sets.REPLACE)),
                chance(50) ? Rules.Telling.APPLY : Rules.Telling.REPORT,
                chance(70) ? Rules.Telling.APPLY : Rules.Telling.REPORT);
    }

    private void makeReferences() {
        for (Attribute kind : abilities.readable()) {
            if (kind.isReference()) {
                for (int i = 0; i < 3; i++) {
                    references.add(Reference.of(kind, kind.key() + (i + 1), WORDS.get(i)));
                }
            }
        }
    }

    private void makeUsers() {
        List<String> ids = shuffled(IDS);
        int many = random.nextInt(8);
        Set<String> used = new HashSet<>();
        for (int i = 0; i < many; i++) {
            Attributes has = Attributes.NONE;
            for (Attribute attribute : abilities.readable().stream().sorted().toList()) {
                if (attribute.kind() == Attribute.Kind.TEXT || attribute.kind() == Attribute.Kind.SET) {
                    has = has.with(attribute, userValue(attribute, used));
                }
            }
            if (contact(has)) {
                boolean knows = abilities.knowsEmployeeIds();
                users.add(new TenantUser(
                        new TenantUserId(knows ? ids.get(i) : "u" + i),
                        knows ? Optional.of(new EmployeeId(ids.get(i))) : Optional.empty(),
                        chance(75),
                        has,
                        !knows && chance(5)));
            }
        }
    }

    private boolean contact(Attributes has) {
        return !abilities.knowsEmployeeIds()
                || !has.text(Attribute.EMAIL).isEmpty()
                || !has.text(Attribute.PHONE).isEmpty();
    }

    private Value userValue(Attribute attribute, Set<String> used) {
        if (attribute.kind() == Attribute.Kind.SET) {
            return Value.items(someIds(attribute));
        }
        if (attribute == Attribute.ORGANIZATION) {
            return Value.text(chance(50) ? "" : attribute.key() + (1 + random.nextInt(3)));
        }
        String value = word(attribute);
        boolean email = attribute == Attribute.EMAIL && !abilities.knowsEmployeeIds();
        if (!email && attribute != Attribute.NAME && chance(30)) {
            return Value.text("");
        }
        while (abilities.unique().contains(attribute)
                && !used.add(attribute + " " + Comparison.key(attribute, value))) {
            if (!email && chance(40)) {
                return Value.text("");
            }
            value = email ? "x" + random.nextInt(1000) + "@x.id" : word(attribute);
        }
        return Value.text(value);
    }

    private String word(Attribute attribute) {
        return switch (attribute) {
            case NAME -> pick(NAMES);
            case EMAIL -> pick(EMAILS);
            case PHONE -> pick(NUMBERS);
            case USERNAME -> "user" + pick(NUMBERS);
            case ORGANIZATION, TAGS, GROUPS, ROLES -> WORDS.get(random.nextInt(chance(10) ? 4 : 3));
            case MEMBERSHIP_TYPE -> chance(50) ? "employee" : "guest";
            case EMPLOYEE_ID, NEW_EMPLOYEE_ID, ACTIVE -> throw new IllegalArgumentException(attribute.key());
        };
    }

    private Set<String> someIds(Attribute kind) {
        Set<String> ids = new TreeSet<>();
        for (int i = 1; i <= 3; i++) {
            if (chance(35)) {
                ids.add(kind.key() + i);
            }
        }
        return ids;
    }

    private void makeMemory() {
        List<String> ids = shuffled(IDS);
        int next = 0;
        for (TenantUser user : users) {
            String id = user.employeeId().map(EmployeeId::value).orElse(ids.get(next++));
            if (chance(60)) {
                String before = pick(IDS);
                links.put(
                        id,
                        new Link(user.id().value(), chance(20) && !before.equals(id) ? List.of(before) : List.of()));
            }
            for (Attribute attribute : user.attributes().keys()) {
                if (attribute.kind() == Attribute.Kind.SET && chance(50)) {
                    own.computeIfAbsent(user.id().value(), u -> new EnumMap<>(Attribute.class))
                            .put(attribute, new TreeSet<>(someIds(attribute)));
                }
            }
        }
        if (abilities.creation() == Abilities.Creation.INVITATION) {
            for (String id : IDS) {
                if (!links.containsKey(id) && chance(20)) {
                    invitations.put(id, new Invitation("i" + id, "i" + id + "@x.id", chance(70)));
                }
            }
        }
    }

    private void makeRows() {
        List<String> ids = shuffled(IDS);
        Set<String> used = new HashSet<>();
        int many = 1 + random.nextInt(8);
        for (int i = 0; i < many; i++) {
            if (chance(8)) {
                rejected.add(new Rejected(i + 2, ids.get(i)));
                continue;
            }
            Boolean active = chance(20) ? null : (Boolean) chance(80);
            String newId = chance(25) ? pick(IDS) : null;
            rows.add(new Row(i + 2, ids.get(i), newId, active, wanted(used)));
        }
        if (chance(25)) {
            handRound(2 + random.nextInt(2));
        }
    }

    /// The IDs of so many people who are there are handed round.
    private void handRound(int many) {
        List<Row> there = rows.stream()
                .filter(row -> users.stream()
                        .anyMatch(user -> user.employeeId()
                                .filter(id -> id.value().equals(row.id()))
                                .isPresent()))
                .limit(many)
                .toList();
        for (int i = 0; i < there.size() && there.size() > 1; i++) {
            Row row = there.get(i);
            String next = there.get((i + 1) % there.size()).id();
            rows.set(rows.indexOf(row), new Row(row.line(), row.id(), next, row.active(), row.wanted()));
        }
    }

    private Attributes wanted(Set<String> used) {
        Attributes wanted = Attributes.NONE;
        for (Attribute attribute : managed) {
            if (attribute != Attribute.NAME && chance(25)) {
                if (rules.clearOnEmpty().contains(attribute)) {
                    boolean set = attribute.kind() == Attribute.Kind.SET;
                    wanted = wanted.with(attribute, set ? Value.items() : Value.text(""));
                }
                continue;
            }
            if (attribute.kind() == Attribute.Kind.SET) {
                wanted = wanted.with(attribute, Value.items(List.of(word(attribute), word(attribute))));
                continue;
            }
            String value = word(attribute);
            boolean once = abilities.unique().contains(attribute);
            if (!once || used.add(attribute + " " + Comparison.key(attribute, value))) {
                wanted = wanted.with(attribute, Value.text(value));
            }
        }
        return wanted;
    }

    /// The same export with its lines in another order.
    void shuffleRows() {
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        List<Row> renumbered = new ArrayList<>();
        for (int i = 0; i < shuffled.size(); i++) {
            Row row = shuffled.get(i);
            renumbered.add(new Row(rows.get(i).line(), row.id(), row.newId(), row.active(), row.wanted()));
        }
        rows = renumbered;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private List<String> shuffled(List<String> all) {
        List<String> copy = new ArrayList<>(all);
        Collections.shuffle(copy, random);
        return copy;
    }
}
