package dev.rollcall.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Target;
import dev.rollcall.connector.ruangkerja.RuangkerjaConnectors;
import dev.rollcall.database.TestDatabase;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Value;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.Canonical;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.plan.Sequenced;
import dev.rollcall.plan.Sequencer;
import dev.rollcall.tenant.PushSettings;
import dev.rollcall.tenant.TenantLine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
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
    private static final Set<String> WRITES = Set.of("send", "sendBack", "record");
    private static final PushSettings SETTINGS =
            new PushSettings(4, OptionalInt.empty(), true, 6, Duration.ofSeconds(5));
    private static final Abilities ABILITIES = new RuangkerjaConnectors()
            .abilities(new Target("ruangkerja", URI.create("http://x"), Map.of(), Map.of(), Duration.ofSeconds(1)));
    private static Rig rig;
    private static TenantLine line;

    /// The worker is gone.
    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @BeforeAll
    static void open() {
        rig = new Rig(database, Rig.seeded("A", "B", "C", "D", "E"));
        line = rig.line(SETTINGS, "sandbox-secret");
    }

    @AfterAll
    static void close() {
        line.close();
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void endsRightWhereverTheWorkerDies(int many) {
        boolean everywhere = many <= 3 || Boolean.getBoolean("rollcall.renames.everywhere");
        int turn = 0;
        for (List<String> to : permutations(IDS.subList(0, many))) {
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
                new Sequencer(ABILITIES, id -> "RC1T" + id, (change, attribute) -> true).sequence(changes);
        assertThat(sequence.swaps()).isEmpty();
        return sequence.plan();
    }

    private static PlannedChange change(
            Action action, String id, Optional<String> remote, Attributes before, Attributes after) {
        return new PlannedChange(
                PlannedChange.Kind.CHANGE, action, id, remote, OptionalLong.empty(), before, after, false, "link");
    }

    /// Pushes the plan, dying at the given write, and goes on as the next worker would.
    ///
    /// @param at 0: nobody dies
    /// @return how many writes there were
    private static int pushed(List<Sequenced> plan, Map<String, String> renames, int at, boolean before) {
        begin(plan);
        int[] writes = {0};
        try {
            push(dyingAt(at, before, writes));
        } catch (Died died) {
            assertThat(push(rig.bean(PushStore.class))).isEqualTo(new PushOutcome.Finished());
        }
        String where = plan.stream()
                        .map(s -> s.change().employeeId() + s.change().after())
                        .toList() + " died " + (before ? "before " : "after ") + at;
        assertThat(rig.states()).as(where).isEqualTo(Map.of("applied", (long) plan.size()));
        assertThat(people()).as(where).isEqualTo(wanted(plan, renames));
        assertThat(rig.tenant.createdTwice()).as(where).isEmpty();
        assertThat(links()).as(where).containsAllEntriesOf(linked(renames));
        return writes[0];
    }

    private static PushOutcome push(PushStore store) {
        return new Engine(
                        new PushOrder(Rig.RUN, Rig.JOB, line, SETTINGS, () -> false, progress -> {}),
                        store,
                        InstantSource.system())
                .run();
    }

    private static PushStore dyingAt(int at, boolean before, int[] writes) {
        PushStore store = rig.bean(PushStore.class);
        return (PushStore) Proxy.newProxyInstance(
                PushStore.class.getClassLoader(), new Class<?>[] {PushStore.class}, (proxy, method, arguments) -> {
                    boolean dies = WRITES.contains(method.getName()) && ++writes[0] == at;
                    if (dies && before) {
                        throw new Died();
                    }
                    try {
                        Object result = method.invoke(store, arguments);
                        if (dies) {
                            throw new Died();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void begin(List<Sequenced> plan) {
        rig.tenant.reset();
        for (String table : List.of("journal", "planned_change", "link", "own_value", "push_turn", "tenant_user")) {
            rig.jdbc.sql("delete from " + table).update();
        }
        for (String id : IDS) {
            rig.snapshot(id, "Orang " + id);
            rig.jdbc
                    .sql("insert into link (job, employee_id, remote_id, made_by_run) values ('acme', ?, ?, 0)")
                    .params(id, id)
                    .update();
        }
        plan.forEach(RenamesThroughCrashesTest::keep);
        rig.open();
    }

    private static void keep(Sequenced sequenced) {
        PlannedChange change = sequenced.change();
        rig.jdbc
                .sql("""
                        insert into planned_change (run_id, seq, kind, action, employee_id, remote_id, before, after, needs, group_no)
                        values (1, :seq, :kind, :action, :id, :remote, cast(:before as jsonb), cast(:after as jsonb), :needs, :group)""")
                .param("seq", sequenced.seq())
                .param("kind", change.kind().name().toLowerCase(Locale.ROOT))
                .param("action", change.action().key())
                .param("id", change.employeeId())
                .param("remote", change.remoteId().orElse(null), java.sql.Types.VARCHAR)
                .param("before", Canonical.json(change.before()))
                .param("after", Canonical.json(change.after()))
                .param("needs", sequenced.needs().toArray(Long[]::new))
                .param("group", sequenced.group())
                .update();
    }

    private static Map<String, String> people() {
        Map<String, String> people = new TreeMap<>();
        rig.tenant
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
        rig.jdbc.sql("select employee_id, remote_id, previous_ids from link").query(row -> {
            links.put(
                    row.getString("employee_id"),
                    row.getString("remote_id") + " "
                            + List.of((String[]) row.getArray("previous_ids").getArray()));
        });
        return links;
    }

    private static List<List<String>> permutations(List<String> ids) {
        if (ids.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> all = new ArrayList<>();
        for (String first : ids) {
            List<String> rest = new ArrayList<>(ids);
            rest.remove(first);
            for (List<String> tail : permutations(rest)) {
                List<String> one = new ArrayList<>(List.of(first));
                one.addAll(tail);
                all.add(one);
            }
        }
        return all;
    }
}
