package dev.rollcall.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Value;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.plan.Sequenced;
import dev.rollcall.plan.Sequencer;
import dev.rollcall.push.DyingWorkers.Person;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way to hand up to three phone numbers round, and those of four that move everybody, with nobody and with each
/// of
/// the people in turn refused by the tenant, and the worker dying around every write of up to three and around one of
/// four.
class SwapsThroughCrashesTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final List<Person> PEOPLE = List.of(
            new Person("A", "6281100001"),
            new Person("B", "6281100002"),
            new Person("C", "6281100003"),
            new Person("D", "6281100004"));
    private static final String NOBODY = "";
    private static DyingWorkers workers;

    @BeforeAll
    static void open() {
        workers = new DyingWorkers(database, PEOPLE);
    }

    @AfterAll
    static void close() {
        workers.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void nobodyIsLeftWithoutTheValueThatWasClearedAhead(int many) {
        int turn = 0;
        for (List<Person> to : DyingWorkers.permutations(PEOPLE.subList(0, many))) {
            Map<String, String> wanted = wanted(to);
            List<String> refused = new ArrayList<>(wanted.keySet());
            refused.add(NOBODY);
            for (String who : wanted.isEmpty() || (many == 4 && wanted.size() < many) ? List.<String>of() : refused) {
                int writes = pushed(wanted, who, 0, false);
                assertThat(writes).isPositive();
                for (int at = 1; at <= writes; at++) {
                    if (many < 4 || at == 1 + turn % writes) {
                        pushed(wanted, who, at, turn % 2 == 0);
                        turn++;
                    }
                }
            }
        }
    }

    @Test
    void everythingElseOfTheChangeIsTakenBackTooAndWhoWaitsGetsNothing() {
        List<PlannedChange> changes = new ArrayList<>(changes(Map.of("A", "6281100002", "B", "6281100001"), "A"));
        PlannedChange b = changes.get(1);
        changes.set(1, change("B", with(b.before(), "Orang B"), with(b.after(), "Budi")));
        changes.add(change("C", phone("6281100003"), phone("6281100009")));
        changes.add(change("D", phone("6281100004"), phone("6281100003")));

        workers.push(plan(changes), 0, false);

        assertThat(phones())
                .isEqualTo(Map.of("A", "6281100001", "B", "6281100002", "C", "6281100009", "D", "6281100003"));
        assertThat(workers.rig.tenant.user("B").orElseThrow().path("name").asString())
                .isEqualTo("Orang B");
        assertThat(workers.rig.column("select kind || ' ' || employee_id || ' ' || state || ' ' || coalesce(code, '')"
                        + " from journal join planned_change using (run_id, seq) order by seq"))
                .containsExactly(
                        "step A failed DEPENDS_ON",
                        "change B failed DEPENDS_ON",
                        "change A failed REMOTE_REJECTED",
                        "change C applied ",
                        "change D applied ");
    }

    private static Map<String, String> wanted(List<Person> to) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < to.size(); i++) {
            if (!PEOPLE.get(i).equals(to.get(i))) {
                wanted.put(PEOPLE.get(i).id(), to.get(i).phone());
            }
        }
        return wanted;
    }

    private static int pushed(Map<String, String> wanted, String refused, int at, boolean before) {
        int writes = workers.push(plan(changes(wanted, refused)), at, before);
        String where =
                wanted + " refused " + refused + " died " + (before ? "before " : "after ") + at + " of " + writes;
        Map<String, String> expected = new TreeMap<>();
        PEOPLE.forEach(person -> expected.put(person.id(), wanted.getOrDefault(person.id(), person.phone())));
        Set<String> undone = circle(wanted, refused);
        PEOPLE.stream()
                .filter(person -> undone.contains(person.id()))
                .forEach(person -> expected.put(person.id(), person.phone()));
        assertThat(phones()).as(where).isEqualTo(expected);
        assertThat(workers.rig.column("select distinct employee_id || ' ' || state from journal"
                        + " join planned_change using (run_id, seq) order by 1"))
                .as(where)
                .containsExactlyElementsOf(wanted.keySet().stream()
                        .map(id -> id + (undone.contains(id) ? " failed" : " applied"))
                        .toList());
        return writes;
    }

    /// Everybody with whom the person exchanges numbers, directly or not.
    private static Set<String> circle(Map<String, String> wanted, String person) {
        Set<String> circle = new HashSet<>();
        String next = person;
        while (!next.equals(NOBODY) && circle.add(next)) {
            String number = wanted.get(next);
            next = PEOPLE.stream()
                    .filter(one -> one.phone().equals(number))
                    .findFirst()
                    .orElseThrow()
                    .id();
        }
        return circle;
    }

    /// The tenant refuses a user name with a space in it.
    private static List<PlannedChange> changes(Map<String, String> wanted, String refused) {
        List<PlannedChange> changes = new ArrayList<>();
        for (Person person : PEOPLE) {
            if (wanted.containsKey(person.id())) {
                Attributes before = phone(person.phone());
                Attributes after = phone(wanted.get(person.id()));
                boolean refuse = person.id().equals(refused);
                changes.add(change(
                        person.id(),
                        refuse ? before.with(Attribute.USERNAME, Value.text("")) : before,
                        refuse ? after.with(Attribute.USERNAME, Value.text("not allowed")) : after));
            }
        }
        return changes;
    }

    private static List<Sequenced> plan(List<PlannedChange> changes) {
        Sequencer.Sequence sequence =
                new Sequencer(DyingWorkers.ABILITIES, id -> "RC1T" + id, (change, attribute) -> true).sequence(changes);
        assertThat(sequence.swaps()).isEmpty();
        return sequence.plan();
    }

    private static PlannedChange change(String id, Attributes before, Attributes after) {
        return new PlannedChange(
                PlannedChange.Kind.CHANGE,
                Action.UPDATE,
                id,
                Optional.of(id),
                OptionalLong.of(2),
                before,
                after,
                false,
                "link");
    }

    private static Attributes phone(String number) {
        return Attributes.of(Attribute.PHONE, Value.text(number));
    }

    private static Attributes with(Attributes attributes, String name) {
        return attributes.with(Attribute.NAME, Value.text(name));
    }

    private static Map<String, String> phones() {
        Map<String, String> phones = new TreeMap<>();
        workers.rig
                .tenant
                .users()
                .forEach(user -> phones.put(
                        user.path("employeeID").asString(), user.path("phone").asString()));
        return phones;
    }
}
