package dev.rollcall.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sandbox.SandboxTenant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Holds a push against what it should have come to: the tenant against the plan, the journal against the tenant's
/// own record of calls, and the links against both.
record Oracle(Workforce workforce, SandboxTenant tenant, JdbcClient jdbc) {

    private record Ended(long seq, String state, String code) {}

    /// Whatever happened: the tenant is what the journal says, and nobody was created twice.
    void agrees() {
        Set<Long> applied = new HashSet<>();
        Map<Long, Ended> ended = new HashMap<>();
        for (Ended one : jdbc.sql("select seq, state, coalesce(code, '') as code from journal where run_id = 1")
                .query((row, n) -> new Ended(row.getLong("seq"), row.getString("state"), row.getString("code")))
                .list()) {
            ended.put(one.seq(), one);
            if (one.state().equals("applied")) {
                applied.add(one.seq());
            }
        }
        assertThat(ended.values()).extracting(Ended::state).isSubsetOf("applied", "failed");
        assertThat(differences(people(), workforce.after(applied))).isEmpty();
        assertThat(tenant.createdTwice()).isEmpty();
        recordAgrees(applied);
        linksAgree();
    }

    /// Everything was applied.
    void allApplied() {
        agrees();
        assertThat(jdbc.sql(
                                "select seq || ' ' || state || coalesce(' ' || code, '') || coalesce(' ' || remote_message, '')"
                                        + " from journal where run_id = 1 and state <> 'applied'")
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    private static Map<String, String> differences(
            Map<String, Workforce.Person> found, Map<String, Workforce.Person> expected) {
        Map<String, String> differences = new TreeMap<>();
        Set<String> all = new HashSet<>(found.keySet());
        all.addAll(expected.keySet());
        for (String email : all) {
            if (!Objects.equals(found.get(email), expected.get(email))) {
                differences.put(email, "found " + found.get(email) + ", expected " + expected.get(email));
            }
        }
        return differences;
    }

    private Map<String, Workforce.Person> people() {
        Map<String, Workforce.Person> people = new TreeMap<>();
        tenant.users()
                .forEach(user -> people.put(
                        user.path("email").stringValue(),
                        new Workforce.Person(
                                user.path("employeeID").stringValue(),
                                user.path("name").stringValue(),
                                user.path("phone").asString(""),
                                user.path("isActive").booleanValue())));
        assertThat(people).hasSize(tenant.userCount());
        return people;
    }

    private void recordAgrees(Set<Long> applied) {
        Map<String, Integer> done = new HashMap<>();
        tenant.calls()
                .forEach(call -> call.touched().forEach(touch -> {
                    if (touch.applied()) {
                        done.merge(touch.did() + " " + touch.key(), 1, Integer::sum);
                    }
                }));
        for (long seq = 1; seq <= workforce.size(); seq++) {
            String action = workforce.action(seq);
            String did = action.equals("deactivate") ? "update" : action;
            int times = done.getOrDefault(did + " " + workforce.touched(seq), 0);
            if (!applied.contains(seq)) {
                boolean renamed = action.equals("rename"); // what a cycle did and took back stands in the record
                assertThat(renamed ? 0 : times).as("%s %d failed", action, seq).isZero();
            } else if (action.equals("create")) {
                assertThat(times).as("create %d", seq).isEqualTo(1);
            } else {
                assertThat(times).as("%s %d", action, seq).isPositive();
            }
        }
    }

    private void linksAgree() {
        Set<String> there = new HashSet<>();
        tenant.users().forEach(user -> there.add(user.path("employeeID").stringValue()));
        Set<String> linked = Set.copyOf(jdbc.sql("select employee_id from link where job = 'acme'")
                .query(String.class)
                .list());
        assertThat(linked).isEqualTo(there);
        assertThat(jdbc.sql("select count(*) from link where employee_id <> remote_id")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
