package dev.rollcall.push.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.push.Outcome;
import dev.rollcall.push.State;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which set values a job added to a user: after minus before.
record Provenance(JdbcClient jdbc, String job) {

    private record Mark(String user, Attribute attribute, String value) {}

    void note(List<Outcome> effective) {
        List<Mark> added = new ArrayList<>();
        List<Mark> removed = new ArrayList<>();
        for (Outcome outcome : effective) {
            if (outcome.state() == State.APPLIED) {
                Recording.userId(outcome).ifPresent(user -> compare(outcome, user, added, removed));
            } else {
                Recording.userId(outcome).ifPresent(user -> takeBack(outcome, user, added));
            }
        }
        write("""
                insert into own_value (job, remote_id, attribute, value)
                select :job, * from unnest(cast(:users as text[]), cast(:attributes as text[]), cast(:values as text[]))
                on conflict do nothing""", added);
        write("""
                delete from own_value o
                 using unnest(cast(:users as text[]), cast(:attributes as text[]), cast(:values as text[])) n(u, a, v)
                 where o.job = :job and o.remote_id = n.u and o.attribute = n.a and o.value = n.v""", removed);
    }

    /// The sets are as they were before the change: what it added is gone, what it took away is there again.
    private void takeBack(Outcome outcome, String user, List<Mark> added) {
        for (Attribute attribute : outcome.after().keys()) {
            if (attribute.kind() == Attribute.Kind.SET) {
                SortedSet<String> before = outcome.after().items(attribute);
                SortedSet<String> after = outcome.line().after().items(attribute);
                jdbc.sql("""
                                delete from own_value where job = :job and remote_id = :user and attribute = :attribute
                                   and value <> all(cast(:before as text[]))""")
                        .param("job", job)
                        .param("user", user)
                        .param("attribute", attribute.key())
                        .param("before", before.toArray(String[]::new))
                        .update();
                without(before, after).forEach(value -> added.add(new Mark(user, attribute, value)));
            }
        }
    }

    void move(String from, String to) {
        jdbc.sql("delete from own_value where job = :job and remote_id = :to")
                .param("job", job)
                .param("to", to)
                .update();
        jdbc.sql("update own_value set remote_id = :to where job = :job and remote_id = :from")
                .param("job", job)
                .param("from", from)
                .param("to", to)
                .update();
    }

    private static void compare(Outcome outcome, String user, List<Mark> added, List<Mark> removed) {
        for (Attribute attribute : outcome.after().keys()) {
            if (attribute.kind() == Attribute.Kind.SET) {
                SortedSet<String> before = outcome.line().before().items(attribute);
                SortedSet<String> after = outcome.after().items(attribute);
                without(after, before).forEach(value -> added.add(new Mark(user, attribute, value)));
                without(before, after).forEach(value -> removed.add(new Mark(user, attribute, value)));
            }
        }
    }

    private static SortedSet<String> without(SortedSet<String> all, SortedSet<String> those) {
        SortedSet<String> left = new TreeSet<>(all);
        left.removeAll(those);
        return left;
    }

    private void write(String sql, List<Mark> marks) {
        if (!marks.isEmpty()) {
            jdbc.sql(sql)
                    .param("job", job)
                    .param("users", marks.stream().map(Mark::user).toArray(String[]::new))
                    .param(
                            "attributes",
                            marks.stream().map(m -> m.attribute().key()).toArray(String[]::new))
                    .param("values", marks.stream().map(Mark::value).toArray(String[]::new))
                    .update();
        }
    }
}
