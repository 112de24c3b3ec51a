package dev.rollcall.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// People of a tenant, a plan that changes them in every way (creates, updates, deactivations, renames, swaps of two
/// IDs), and what the tenant must come to. Everybody keeps the e-mail, so that is who is who.
final class Workforce {

    /// One person as the tenant is to have them.
    record Person(String employeeId, String name, String phone, boolean active) {}

    private record Row(
            String kind,
            String action,
            String id,
            boolean there,
            String before,
            String after,
            List<Long> needs,
            long group) {}

    private final Map<String, Person> before = new LinkedHashMap<>();
    private final Map<Long, String> emailOf = new HashMap<>();
    private final Map<Long, Person> wanted = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private long groups;

    /// @param size of the plan, about
    static Workforce of(int size) {
        var workforce = new Workforce();
        for (int i = 0; i < size; i++) {
            switch (i % 10) {
                case 0, 1, 2, 3, 4 -> workforce.create("C" + i);
                case 5, 6 -> workforce.update("U" + i);
                case 7 -> workforce.deactivate("D" + i);
                case 8 -> workforce.rename("R" + i, "N" + i);
                default -> workforce.swap("S" + i, "T" + i, i % 20 == 9);
            }
        }
        return workforce;
    }

    private static String email(String id) {
        return id.toLowerCase(Locale.ROOT) + "@contoh.co.id";
    }

    private Person there(String id) {
        var person = new Person(id, "Orang " + id, "", true);
        before.put(email(id), person);
        return person;
    }

    private void create(String id) {
        String after = json(Map.of("name", "Baru " + id, "email", email(id)));
        plan("change", "create", email(id), new Person(id, "Baru " + id, "", true), "{}", after, List.of(), 0, false);
    }

    private void update(String id) {
        Person person = there(id);
        String phone = "6281" + String.format(Locale.ROOT, "%08d", rows.size());
        var after = new Person(id, "Ubah " + id, phone, true);
        String old = json(Map.of("name", person.name(), "phone", ""));
        String now = json(Map.of("name", after.name(), "phone", phone));
        plan("change", "update", email(id), after, old, now, List.of(), 0, true);
    }

    private void deactivate(String id) {
        Person person = there(id);
        var after = new Person(id, person.name(), "", false);
        plan("change", "deactivate", email(id), after, "{\"active\":true}", "{\"active\":false}", List.of(), 0, true);
    }

    private void rename(String id, String to) {
        Person person = there(id);
        plan(
                "change",
                "rename",
                email(id),
                new Person(to, person.name(), "", true),
                json(Map.of("employeeId", id)),
                json(Map.of("employeeId", to)),
                List.of(),
                0,
                true);
    }

    private void swap(String one, String other, boolean really) {
        if (!really) {
            update(one);
            return;
        }
        groups++;
        Person first = there(one);
        Person second = there(other);
        String idOne = json(Map.of("employeeId", one));
        String idOther = json(Map.of("employeeId", other));
        long step = plan(
                "step",
                "rename",
                email(one),
                first,
                idOne,
                json(Map.of("employeeId", "TMP" + one)),
                List.of(),
                groups,
                true);
        long taker = plan(
                "change",
                "rename",
                email(other),
                new Person(one, second.name(), "", true),
                idOther,
                idOne,
                List.of(step),
                groups,
                true);
        plan(
                "change",
                "rename",
                email(one),
                new Person(other, first.name(), "", true),
                idOne,
                idOther,
                List.of(step, taker),
                groups,
                true);
    }

    private long plan(
            String kind,
            String action,
            String email,
            Person after,
            String old,
            String now,
            List<Long> needs,
            long group,
            boolean there) {
        long seq = rows.size() + 1L;
        String id = there ? found(email).employeeId() : after.employeeId();
        rows.add(new Row(kind, action, id, there, old, now, needs, group));
        emailOf.put(seq, email);
        wanted.put(seq, after);
        return seq;
    }

    private Person found(String email) {
        return java.util.Objects.requireNonNull(before.get(email));
    }

    private static String json(Map<String, String> fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(fields).forEach(object::put);
        return object.toString();
    }

    int size() {
        return rows.size();
    }

    /// What the tenant holds at first.
    String seeds() {
        List<String> users = new ArrayList<>();
        before.forEach((email, person) ->
                users.add(json(Map.of("employeeID", person.employeeId(), "name", person.name(), "email", email))));
        return "{\"users\": [" + String.join(",", users) + "]}";
    }

    /// Writes snapshot, links and plan of run 1 into the database.
    void plan(JdbcClient jdbc) {
        String[] ids = before.values().stream().map(Person::employeeId).toArray(String[]::new);
        String[] names = before.values().stream().map(Person::name).toArray(String[]::new);
        jdbc.sql("""
                        insert into tenant_user (run_id, remote_id, employee_id, active, untouchable, name, email, phone,
                            username, tags, organization, groups, roles, membership_type)
                        select 1, id, id, true, false, name, email, '', '', '{}', '', '{}', '{}', ''
                          from unnest(:ids, :names, :emails) u(id, name, email)""")
                .param("ids", ids)
                .param("names", names)
                .param("emails", before.keySet().toArray(String[]::new))
                .update();
        jdbc.sql("""
                        insert into link (job, employee_id, remote_id, made_by_run)
                        select 'acme', id, id, 0 from unnest(:ids) u(id)""").param("ids", ids).update();
        long seq = 0;
        for (int from = 0; from < rows.size(); from += 1_000) {
            List<Row> some = rows.subList(from, Math.min(rows.size(), from + 1_000));
            insert(jdbc, some, seq);
            seq += some.size();
        }
        jdbc.sql("analyze planned_change").update();
    }

    private static void insert(JdbcClient jdbc, List<Row> some, long seq) {
        jdbc.sql("""
                        insert into planned_change
                            (run_id, seq, kind, action, employee_id, remote_id, before, after, needs, group_no)
                        select 1, :seq + n, kind, action, id, nullif(remote, ''), cast(before as jsonb),
                               cast(after as jsonb), cast(needs as bigint[]), group_no
                          from unnest(:kinds, :actions, :ids, :remotes, :befores, :afters, :needs, :groups)
                               with ordinality p(kind, action, id, remote, before, after, needs, group_no, n)""")
                .param("seq", seq)
                .param("kinds", texts(some, Row::kind))
                .param("actions", texts(some, Row::action))
                .param("ids", texts(some, Row::id))
                .param("remotes", texts(some, row -> row.there() ? row.id() : ""))
                .param("befores", texts(some, Row::before))
                .param("afters", texts(some, Row::after))
                .param(
                        "needs",
                        texts(
                                some,
                                row -> row.needs().toString().replace('[', '{').replace(']', '}')))
                .param("groups", some.stream().map(Row::group).toArray(Long[]::new))
                .update();
    }

    private static String[] texts(List<Row> rows, java.util.function.Function<Row, String> field) {
        return rows.stream().map(field).toArray(String[]::new);
    }

    /// The tenant after these changes were applied and no others, by e-mail.
    Map<String, Person> after(Set<Long> applied) {
        Map<String, Person> people = new TreeMap<>(before);
        for (long seq = 1; seq <= rows.size(); seq++) {
            if (applied.contains(seq) && rows.get((int) seq - 1).kind().equals("change")) {
                people.put(emailOf.get(seq), wanted.get(seq));
            }
        }
        return people;
    }

    String action(long seq) {
        return rows.get((int) seq - 1).action();
    }

    /// The employee ID that the record of the tenant names when the change was carried out.
    String touched(long seq) {
        return rows.get((int) seq - 1).id();
    }
}
