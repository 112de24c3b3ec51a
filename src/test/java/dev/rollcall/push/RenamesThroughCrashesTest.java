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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way to hand up to five employee IDs round, also with a new person who takes a freed one, with the worker dying
/// before and after every step that it writes down. `-Drollcall.renames.everywhere=true` dies everywhere with five IDs
/// too; without, every permutation of four and five dies at one place, another one each time.
class RenamesThroughCrashesTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final List<String> IDS = List.of("A", "B", "C", "D", "E");
    private static DyingWorkers workers;

    @BeforeAll
    static void open() {
        workers = new DyingWorkers(
                database,
                IDS.stream().map(id -> new DyingWorkers.Person(id, "")).toList());
    }

    @AfterAll
    static void close() {
        workers.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void endsRightWhereverTheWorkerDies(int many) {
        boolean everywhere = many <= 3 || Boolean.getBoolean("rollcall.renames.everywhere");
        int turn = 0;
        for (List<String> to : DyingWorkers.permutations(IDS.subList(0, many))) {
            for (boolean joiner : new boolean[] {false, true}) {
                Map<String, String> renames = renames(to, joiner);
                List<Sequenced> plan = plan(renames, joiner ? to.getLast() : "");
                if (plan.isEmpty()) {
                    continue; // everybody keeps their ID
                }
                int writes = pushed(plan, renames, 0, false);
                for (int at = 1; at <= writes; at++) {
                    if (everywhere || at == 1 + turn % Math.max(1, writes)) {
                        pushed(plan, renames, at, turn % 2 == 0);
                        if (everywhere) {
                            pushed(plan, renames, at, turn % 2 != 0);
                        }
                    }
                }
                turn++;
            }
        }
    }

    /// Who is renamed to what; with a joiner the last one goes to a fresh ID, and the joiner takes what is left.
    private static Map<String, String> renames(List<String> to, boolean joiner) {
        Map<String, String> renames = new TreeMap<>();
        for (int i = 0; i < to.size(); i++) {
            String target = joiner && i == to.size() - 1 ? "Z" : to.get(i);
            if (!IDS.get(i).equals(target)) {
                renames.put(IDS.get(i), target);
            }
        }
        return renames;
    }

    private static List<Sequenced> plan(Map<String, String> renames, String joins) {
        List<PlannedChange> changes = new ArrayList<>();
        renames.forEach((from, to) -> changes.add(change(
                Action.RENAME,
                from,
                Optional.of(from),
                Attributes.of(Attribute.EMPLOYEE_ID, Value.text(from)),
                Attributes.of(Attribute.EMPLOYEE_ID, Value.text(to)))));
        if (!joins.isEmpty()) {
            Attributes person = Attributes.of(Attribute.NAME, Value.text("Orang Baru"))
                    .with(Attribute.EMAIL, Value.text("baru@contoh.co.id"));
            changes.add(change(Action.CREATE, joins, Optional.empty(), Attributes.NONE, person));
        }
        Sequencer.Sequence sequence =
                new Sequencer(DyingWorkers.ABILITIES, id -> "RC1T" + id, (change, attribute) -> true).sequence(changes);
        assertThat(sequence.swaps()).isEmpty();
        return sequence.plan();
    }

    private static PlannedChange change(
            Action action, String id, Optional<String> remote, Attributes before, Attributes after) {
        return new PlannedChange(
                PlannedChange.Kind.CHANGE, action, id, remote, OptionalLong.empty(), before, after, false, "link");
    }

    /// Pushes the plan, dying at the given write.
    ///
    /// @param at 0: nobody dies
    /// @return how many writes there were
    private static int pushed(List<Sequenced> plan, Map<String, String> renames, int at, boolean before) {
        int writes = workers.push(plan, at, before);
        String where = plan.stream()
                        .map(s -> s.change().employeeId() + s.change().after())
                        .toList() + " died " + (before ? "before " : "after ") + at;
        assertThat(workers.rig.states()).as(where).isEqualTo(Map.of("applied", (long) plan.size()));
        assertThat(people()).as(where).isEqualTo(wanted(plan, renames));
        assertThat(workers.rig.tenant.createdTwice()).as(where).isEmpty();
        assertThat(links()).as(where).containsAllEntriesOf(linked(renames));
        return writes;
    }

    private static Map<String, String> people() {
        Map<String, String> people = new TreeMap<>();
        workers.rig
                .tenant
                .users()
                .forEach(user -> people.put(
                        user.path("employeeID").asString(), user.path("name").asString()));
        return people;
    }

    private static Map<String, String> wanted(List<Sequenced> plan, Map<String, String> renames) {
        Map<String, String> people = new TreeMap<>();
        IDS.forEach(id -> people.put(renames.getOrDefault(id, id), "Orang " + id));
        plan.stream()
                .map(Sequenced::change)
                .filter(change -> change.action() == Action.CREATE)
                .forEach(change -> people.put(change.employeeId(), "Orang Baru"));
        return people;
    }

    private static Map<String, String> linked(Map<String, String> renames) {
        Map<String, String> links = new TreeMap<>();
        renames.forEach((from, to) -> links.put(to, to + " [" + from + "]"));
        return links;
    }

    private static Map<String, String> links() {
        Map<String, String> links = new TreeMap<>();
        workers.rig
                .jdbc
                .sql("select employee_id, remote_id, previous_ids from link")
                .query(row -> {
                    links.put(
                            row.getString("employee_id"),
                            row.getString("remote_id") + " "
                                    + List.of((String[])
                                            row.getArray("previous_ids").getArray()));
                });
        return links;
    }
}
