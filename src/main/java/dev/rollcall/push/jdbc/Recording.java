package dev.rollcall.push.jdbc;

import dev.rollcall.connector.Effect;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Comparison;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.PlannedChange.Kind;
import dev.rollcall.push.Outcome;
import dev.rollcall.push.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Writes outcomes and what follows from them, many at once.
record Recording(JdbcClient jdbc) {

    void record(long runId, String job, List<Outcome> outcomes) {
        states(runId, outcomes);
        List<Outcome> effective =
                outcomes.stream().filter(o -> o.effect().isPresent()).toList();
        for (Outcome outcome : effective) {
            if (isRename(outcome)) {
                rename(runId, job, outcome);
            }
        }
        link(runId, job, effective);
        new Provenance(jdbc, job).note(effective);
        invite(runId, job, effective);
    }

    private void states(long runId, List<Outcome> outcomes) {
        jdbc.sql("""
                        update journal j
                           set state = o.state, attempts = o.attempts, lost = o.lost, undo = o.undo,
                               code = nullif(o.code, ''), remote_code = nullif(o.remote_code, ''),
                               remote_message = nullif(o.remote_message, ''),
                               attribute = nullif(o.attribute, ''), variant = nullif(o.variant, ''),
                               result_id = coalesce(nullif(o.result_id, ''), j.result_id),
                               finished_at = case when o.state in ('applied', 'failed', 'stale') then now() end
                          from unnest(cast(:seqs as bigint[]), cast(:states as text[]), cast(:attempts as int[]),
                               cast(:lost as boolean[]), cast(:undo as boolean[]), cast(:codes as text[]),
                               cast(:remoteCodes as text[]), cast(:messages as text[]), cast(:attributes as text[]),
                               cast(:variants as text[]), cast(:results as text[]))
                               o(seq, state, attempts, lost, undo, code, remote_code, remote_message, attribute,
                                 variant, result_id)
                         where j.run_id = :run and j.seq = o.seq""")
                .param("run", runId)
                .param("seqs", all(outcomes, o -> o.line().seq(), Long[]::new))
                .param("states", all(outcomes, o -> o.state().key(), String[]::new))
                .param("attempts", all(outcomes, Outcome::attempts, Integer[]::new))
                .param("lost", all(outcomes, Outcome::lost, Boolean[]::new))
                .param("undo", all(outcomes, Outcome::undo, Boolean[]::new))
                .param("codes", texts(outcomes, o -> o.code().map(Enum::name).orElse("")))
                .param("remoteCodes", texts(outcomes, Outcome::remoteCode))
                .param("messages", texts(outcomes, Outcome::remoteMessage))
                .param("attributes", texts(outcomes, Recording::attribute))
                .param("variants", texts(outcomes, o -> o.complaint().variant()))
                .param("results", texts(outcomes, o -> resultId(o).orElse("")))
                .update();
    }

    /// The link follows the user's new ID; a temporary ID is no ID that the person had before.
    private void rename(long runId, String job, Outcome outcome) {
        String to = outcome.after().text(Attribute.EMPLOYEE_ID);
        String id = userId(outcome).orElse("");
        String from = outcome.fromId().orElse(id);
        boolean undone = outcome.state() != State.APPLIED;
        if (isLinked(job, to, id)) {
            return;
        }
        jdbc.sql("delete from link where job = :job and employee_id = :to and remote_id not in (:from, :id)")
                .param("job", job)
                .param("to", to)
                .param("from", from)
                .param("id", id)
                .update();
        int moved = jdbc.sql("""
                        update link set employee_id = :to, remote_id = :id,
                               previous_ids = case when :undone then array_remove(previous_ids, :to)
                                    when :real = any(previous_ids) then previous_ids
                                    else previous_ids || cast(:real as text) end
                         where job = :job and remote_id = :from""")
                .param("to", to)
                .param("id", id)
                .param("undone", undone)
                .param("real", outcome.line().employeeId())
                .param("job", job)
                .param("from", from)
                .update();
        if (moved == 0 && !undone) {
            jdbc.sql("""
                            insert into link (job, employee_id, remote_id, previous_ids, made_by_run)
                            values (:job, :to, :id, array[cast(:real as text)], :run) on conflict do nothing""")
                    .param("job", job)
                    .param("to", to)
                    .param("id", id)
                    .param("real", outcome.line().employeeId())
                    .param("run", runId)
                    .update();
        }
        if (!from.equals(id)) {
            new Provenance(jdbc, job).move(from, id);
        }
    }

    private boolean isLinked(String job, String employeeId, String remoteId) {
        return jdbc.sql("""
                        select exists (select 1 from link
                         where job = :job and employee_id = :employee and remote_id = :remote)""")
                .param("job", job)
                .param("employee", employeeId)
                .param("remote", remoteId)
                .query(Boolean.class)
                .single();
    }

    private void link(long runId, String job, List<Outcome> effective) {
        List<Outcome> linked = effective.stream()
                .filter(o -> o.line().kind() == Kind.CHANGE
                        && !isRename(o)
                        && userId(o).isPresent())
                .toList();
        if (linked.isEmpty()) {
            return;
        }
        String[] ids = texts(linked, o -> userId(o).orElseThrow());
        String[] employees = texts(linked, o -> o.line().employeeId());
        jdbc.sql("""
                        delete from link l using unnest(cast(:ids as text[]), cast(:employees as text[])) n(id, employee)
                         where l.job = :job and l.remote_id = n.id and l.employee_id <> n.employee""")
                .param("ids", ids)
                .param("employees", employees)
                .param("job", job)
                .update();
        jdbc.sql("""
                        insert into link (job, employee_id, remote_id, made_by_run)
                        select :job, n.employee, n.id, :run
                          from unnest(cast(:ids as text[]), cast(:employees as text[])) n(id, employee)
                        on conflict on constraint link_pk do update set remote_id = excluded.remote_id
                         where link.remote_id <> excluded.remote_id""")
                .param("job", job)
                .param("run", runId)
                .param("ids", ids)
                .param("employees", employees)
                .update();
    }

    private void invite(long runId, String job, List<Outcome> effective) {
        for (Outcome outcome : effective) {
            switch (outcome.effect().orElseThrow()) {
                case Effect.Invited(var invitation) ->
                    jdbc.sql("""
                                    insert into invitation (job, employee_id, email_key, invitation_id, invited_at, made_by_run)
                                    values (:job, :employee, :email, :invitation, now(), :run)
                                    on conflict on constraint invitation_pk do update
                                       set email_key = excluded.email_key, invitation_id = excluded.invitation_id,
                                           invited_at = excluded.invited_at, listed = true,
                                           made_by_run = excluded.made_by_run""")
                            .param("job", job)
                            .param("employee", outcome.line().employeeId())
                            .param(
                                    "email",
                                    Comparison.key(
                                            Attribute.EMAIL, outcome.after().text(Attribute.EMAIL)))
                            .param("invitation", invitation.value())
                            .param("run", runId)
                            .update();
                case Effect.Revoked() ->
                    jdbc.sql("delete from invitation where job = :job and employee_id = :employee")
                            .param("job", job)
                            .param("employee", outcome.line().employeeId())
                            .update();
                case Effect.Created _, Effect.Updated _, Effect.ReferenceCreated _ -> {
                    // nobody was invited
                }
            }
        }
    }

    static boolean isRename(Outcome outcome) {
        return outcome.line().action() == Action.RENAME;
    }

    static Optional<String> userId(Outcome outcome) {
        return outcome.effect().flatMap(effect -> switch (effect) {
            case Effect.Created(var id) -> Optional.of(id.value());
            case Effect.Updated(var id) -> Optional.of(id.value());
            case Effect.Invited _, Effect.Revoked _, Effect.ReferenceCreated _ -> Optional.<String>empty();
        });
    }

    private static String attribute(Outcome outcome) {
        return outcome.complaint().attribute().map(Attribute::key).orElse("");
    }

    private static Optional<String> resultId(Outcome outcome) {
        return outcome.effect().orElse(null) instanceof Effect.ReferenceCreated(var reference)
                ? Optional.of(reference.id())
                : userId(outcome);
    }

    private static String[] texts(List<Outcome> outcomes, Function<Outcome, String> field) {
        return all(outcomes, o -> Objects.requireNonNull(field.apply(o)).replace("\u0000", ""), String[]::new);
    }

    private static <T> T[] all(
            List<Outcome> outcomes, Function<Outcome, T> field, java.util.function.IntFunction<T[]> array) {
        List<T> values = new ArrayList<>(outcomes.size());
        outcomes.forEach(outcome -> values.add(field.apply(outcome)));
        return values.toArray(array);
    }
}
