package dev.rollcall.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Target;
import dev.rollcall.connector.ruangkerja.RuangkerjaConnectors;
import dev.rollcall.database.TestDatabase;
import dev.rollcall.person.Abilities;
import dev.rollcall.plan.Canonical;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.plan.Sequenced;
import dev.rollcall.tenant.PushSettings;
import dev.rollcall.tenant.TenantLine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// Pushes one plan after the other on one tenant and one database, by workers that die before or after a write of
/// theirs. Their clock goes on by a fifth of a second whenever it is looked at, so nobody waits to try again.
final class DyingWorkers implements AutoCloseable {

    static final Abilities ABILITIES = new RuangkerjaConnectors()
            .abilities(new Target("ruangkerja", URI.create("http://x"), Map.of(), Map.of(), Duration.ofSeconds(1)));
    private static final Set<String> WRITES = Set.of("send", "sendBack", "record");
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final PushSettings SETTINGS =
            new PushSettings(4, OptionalInt.empty(), true, 6, Duration.ofSeconds(5));

    /// A user of the tenant, as the snapshot has it too.
    record Person(String id, String phone) {
        String name() {
            return "Orang " + id;
        }

        String email() {
            return id.toLowerCase(Locale.ROOT) + "@contoh.co.id";
        }
    }

    /// The worker is gone.
    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    final Rig rig;
    private final List<Person> people;
    private final TenantLine line;

    DyingWorkers(TestDatabase database, List<Person> people) {
        this.people = people;
        this.rig = new Rig(database, seeds(people));
        this.line = rig.line(SETTINGS, "sandbox-secret");
    }

    private static String seeds(List<Person> people) {
        List<Map<String, String>> users = people.stream()
                .map(person -> Map.of(
                        "employeeID", person.id(),
                        "name", person.name(),
                        "email", person.email(),
                        "phone", person.phone()))
                .toList();
        return JsonMapper.shared().writeValueAsString(Map.of("users", users));
    }

    /// Pushes to the end, by a second worker where the first one dies.
    ///
    /// @param at the write at which the first one dies; 0: nobody dies
    /// @return how many writes the first one made
    int push(List<Sequenced> plan, int at, boolean before) {
        begin(plan);
        int[] writes = {0};
        try {
            assertThat(push(dyingAt(at, before, writes))).isEqualTo(new PushOutcome.Finished());
        } catch (Died died) {
            assertThat(push(rig.bean(PushStore.class))).isEqualTo(new PushOutcome.Finished());
        }
        return writes[0];
    }

    private PushOutcome push(PushStore store) {
        Instant[] now = {Instant.now()};
        InstantSource clock = () -> now[0] = now[0].plus(LOOK);
        return new Engine(new PushOrder(Rig.RUN, Rig.JOB, line, SETTINGS, () -> false, progress -> {}), store, clock)
                .run();
    }

    private PushStore dyingAt(int at, boolean before, int[] writes) {
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

    private void begin(List<Sequenced> plan) {
        rig.tenant.reset();
        rig.jdbc
                .sql("truncate journal, planned_change, link, own_value, push_turn, tenant_user")
                .update();
        List<String> rows = new ArrayList<>();
        for (Person person : people) {
            rows.add("(1, '%1$s', '%1$s', true, false, '%2$s', '%3$s', '%4$s', '', '{}', '', '{}', '{}', '')"
                    .formatted(person.id(), person.name(), person.email(), person.phone()));
        }
        rig.jdbc.sql("""
                        insert into tenant_user (run_id, remote_id, employee_id, active, untouchable, name, email, phone,
                            username, tags, organization, groups, roles, membership_type) values\s""" + String.join(",", rows)).update();
        rig.jdbc.sql("""
                        insert into link (job, employee_id, remote_id, made_by_run)
                        select 'acme', employee_id, remote_id, 0 from tenant_user""").update();
        plan.forEach(this::keep);
        rig.open();
    }

    private void keep(Sequenced sequenced) {
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

    static <T> List<List<T>> permutations(List<T> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> permutations = new ArrayList<>();
        for (T first : all) {
            List<T> rest = new ArrayList<>(all);
            rest.remove(first);
            for (List<T> tail : permutations(rest)) {
                List<T> one = new ArrayList<>(List.of(first));
                one.addAll(tail);
                permutations.add(one);
            }
        }
        return permutations;
    }

    @Override
    public void close() {
        line.close();
        rig.close();
    }
}
