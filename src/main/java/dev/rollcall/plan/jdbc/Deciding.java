package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Employee;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.InvitationId;
import dev.rollcall.person.RowCode;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.Value;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.plan.ReferenceCatalog.Meaning;
import dev.rollcall.reconcile.Decision;
import dev.rollcall.reconcile.Decision.Difference;
import dev.rollcall.reconcile.Reconciler;
import dev.rollcall.reconcile.Situation;
import dev.rollcall.reconcile.Situation.Found;
import dev.rollcall.reconcile.Situation.Invitation;
import dev.rollcall.reconcile.Situation.Renaming;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Turns candidate rows into situations, has each decided, and gathers what comes of them.
final class Deciding {

    private final PlanOrder order;
    private final ReferenceWords words;
    private final Reconciler reconciler;
    private final Draft draft;

    Deciding(PlanOrder order, ReferenceWords words, Draft draft) {
        this.order = order;
        this.words = words;
        this.draft = draft;
        this.reconciler = new Reconciler(order.rules(), order.abilities(), order.account(), order.contactRequired());
    }

    void row(ResultSet row) throws SQLException {
        long line = row.getLong("line");
        String id = Optional.ofNullable(row.getString("as_id")).orElse(row.getString("employee_id"));
        Optional<Boolean> active = Optional.ofNullable((Boolean) row.getObject("active"));
        Attributes wanted = CandidateRow.wanted(row);
        boolean leaves = active.isPresent() && !active.get();
        boolean stays = active.isEmpty() && row.getString("u_id") != null && !row.getBoolean("u_active");
        Optional<Attributes> resolved = leaves || stays ? Optional.of(Attributes.NONE) : resolved(line, id, wanted);
        if (resolved.isEmpty()) {
            return;
        }
        Employee employee = new Employee(line, new EmployeeId(id), Optional.empty(), active, resolved.get());
        Situation situation = new Situation(employee, found(row), renaming(row), invitation(row));
        take(situation, reconciler.decide(situation));
    }

    /// The wanted attributes with the tenant's ids for HR's words; empty where a word is unclear, which
    /// rejects the row.
    private Optional<Attributes> resolved(long line, String id, Attributes wanted) {
        Map<Attribute, Value> resolved = new EnumMap<>(Attribute.class);
        boolean clear = true;
        for (Map.Entry<Attribute, Value> entry : wanted.values().entrySet()) {
            Attribute attribute = entry.getKey();
            if (!attribute.isReference()) {
                resolved.put(attribute, entry.getValue());
            } else if (order.abilities().readable().contains(attribute)) {
                TreeSet<String> ids = new TreeSet<>();
                for (String word : words(entry.getValue())) {
                    switch (words.meaning(attribute, word)) {
                        case Meaning.Known(String known) -> ids.add(known);
                        case Meaning.New(String name) -> ids.add(PlannedChange.NEW_REFERENCE + name);
                        case Meaning.Unclear(RowCode code, String variant) -> {
                            clear = false;
                            draft.reject(line, id, code, variant, Optional.of(attribute), word, List.of());
                        }
                    }
                }
                resolved.put(attribute, value(attribute, ids));
            }
        }
        return clear ? Optional.of(new Attributes(resolved)) : Optional.empty();
    }

    private static Iterable<String> words(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text.isEmpty() ? List.of() : List.of(text);
            case Value.Items(var items) -> items;
            case Value.Flag flag -> List.of();
        };
    }

    private static Value value(Attribute attribute, java.util.SortedSet<String> ids) {
        return attribute.kind() == Attribute.Kind.SET
                ? Value.items(ids)
                : Value.text(ids.isEmpty() ? "" : ids.getFirst());
    }

    private Found found(ResultSet row) throws SQLException {
        String ambiguous = row.getString("ambiguous_rule");
        if (ambiguous != null) {
            return new Found.Ambiguous(ambiguous, row.getString("ambiguous_others"));
        }
        return row.getString("u_id") == null
                ? new Found.Nobody()
                : new Found.User(
                        CandidateRow.user(row, "u_", order.abilities()),
                        row.getString("rule"),
                        Collections.unmodifiableMap(CandidateRow.own(row, order.abilities())));
    }

    private static Renaming renaming(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        if (verdict == null) {
            return new Renaming.None();
        }
        EmployeeId to = new EmployeeId(row.getString("to_id"));
        return switch (dev.rollcall.plan.Renamings.Verdict.valueOf(verdict)) {
            case TO -> new Renaming.To(to);
            case AS_NEW, CREATE -> new Renaming.None();
            case TAKEN -> new Renaming.Taken(to);
        };
    }

    private Invitation invitation(ResultSet row) throws SQLException {
        String id = row.getString("invitation_id");
        if (id == null) {
            return new Invitation.None();
        }
        if (row.getBoolean("listed")) {
            return new Invitation.Open(new InvitationId(id));
        }
        Instant sent = row.getTimestamp("invited_at").toInstant();
        boolean again = order.reinviteBefore().filter(sent::isBefore).isPresent();
        return again ? new Invitation.Due() : new Invitation.Expired();
    }

    private void take(Situation situation, Decision decision) {
        Employee employee = situation.employee();
        String rule = situation.found() instanceof Found.User user ? user.rule() : "";
        switch (decision) {
            case Decision.Create(var id, var wanted) ->
                draft.change(
                        Action.CREATE,
                        id.value(),
                        Optional.empty(),
                        employee,
                        new Difference(Attributes.NONE, wanted),
                        "");
            case Decision.Update(var user, var difference, var told) -> {
                draft.change(Action.UPDATE, employee.id().value(), remote(user), employee, difference, rule);
                draft.tell(employee, told);
            }
            case Decision.Rename(var user, var newId, var difference, var told) -> {
                draft.change(
                        Action.RENAME,
                        employee.id().value(),
                        remote(user),
                        employee,
                        withIds(difference, employee.id(), newId),
                        rule);
                draft.tell(employee, told);
            }
            case Decision.Deactivate(var user) ->
                draft.change(
                        Action.DEACTIVATE, employee.id().value(), remote(user), employee, Draft.DEACTIVATION, rule);
            case Decision.Reactivate(var user, var difference, var told) -> {
                draft.change(Action.REACTIVATE, employee.id().value(), remote(user), employee, difference, rule);
                draft.tell(employee, told);
            }
            case Decision.Revoke(var invitation) ->
                draft.change(
                        Action.DEACTIVATE,
                        employee.id().value(),
                        Optional.of(invitation.value()),
                        employee,
                        Draft.DEACTIVATION,
                        Draft.INVITATION);
            case Decision.Unchanged(var because, var told) -> draft.unchanged(employee, because, told);
            case Decision.Rejected(var code, var variant, var attribute, var facts) ->
                draft.reject(
                        employee.line(),
                        employee.id().value(),
                        code,
                        variant,
                        attribute,
                        value(attribute, employee),
                        facts);
        }
    }

    private static String value(Optional<Attribute> attribute, Employee employee) {
        return attribute.map(a -> employee.wanted().text(a)).orElse("");
    }

    private static Optional<String> remote(TenantUser user) {
        return Optional.of(user.id().value());
    }

    private static Difference withIds(Difference difference, EmployeeId from, EmployeeId to) {
        return new Difference(
                difference.before().with(Attribute.EMPLOYEE_ID, Value.text(from.value())),
                difference.after().with(Attribute.EMPLOYEE_ID, Value.text(to.value())));
    }

    /// Whether nobody may deactivate this user, be it for absence.
    boolean isProtected(TenantUser user) {
        return reconciler.isProtected(user);
    }
}
