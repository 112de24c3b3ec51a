package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Employee;
import dev.rollcall.person.Finding;
import dev.rollcall.person.RowCode;
import dev.rollcall.person.Value;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.PlanOrder;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.reconcile.Decision.Because;
import dev.rollcall.reconcile.Decision.Difference;
import dev.rollcall.reconcile.Decision.Told;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// A plan in the making: changes without order yet, findings, counts.
final class Draft {

    static final Difference DEACTIVATION = new Difference(
            Attributes.of(Attribute.ACTIVE, Value.flag(true)), Attributes.of(Attribute.ACTIVE, Value.flag(false)));
    static final String INVITATION = "invitation";

    private final PlanOrder order;
    private final List<PlannedChange> changes = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<PlannedChange> withdrawn = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    private final Set<Long> rejected = new HashSet<>();
    private final Set<Long> told = new HashSet<>();
    private long invited;
    private long candidates;
    private long unchanged;

    Draft(PlanOrder order) {
        this.order = order;
    }

    void change(
            Action action,
            String employeeId,
            Optional<String> remoteId,
            Employee employee,
            Difference difference,
            String matchedBy) {
        boolean global = action != Action.CREATE
                && difference.after().keys().stream().anyMatch(order.abilities().global()::contains);
        changes.add(new PlannedChange(
                PlannedChange.Kind.CHANGE,
                action,
                employeeId,
                remoteId,
                OptionalLong.of(employee.line()),
                difference.before(),
                difference.after(),
                global,
                matchedBy));
    }

    /// A change that no row of an export asks for.
    void add(PlannedChange change) {
        changes.add(change);
    }

    /// A deactivation of somebody whom no row names.
    void absent(String employeeId, String remoteId, String matchedBy) {
        changes.add(new PlannedChange(
                PlannedChange.Kind.CHANGE,
                Action.DEACTIVATE,
                employeeId,
                Optional.of(remoteId),
                OptionalLong.empty(),
                DEACTIVATION.before(),
                DEACTIVATION.after(),
                false,
                matchedBy));
    }

    /// A row that the query found to be looked at.
    void candidate() {
        candidates++;
    }

    /// Rows that need nothing: those that the query passed over, and those that were looked at and found so. Counted
    /// in the table, not taken from what staging said it put there, so that a row that was lost or came twice shows
    /// when the numbers are added up.
    long unchangedRows(long staged) {
        return staged - candidates + unchanged;
    }

    void unchanged(Employee employee, Because because, List<Told> told) {
        unchanged++;
        if (because == Because.INVITED || because == Because.INVITATION_EXPIRED) {
            invited++;
        }
        tell(employee, told);
    }

    void tell(Employee employee, List<Told> all) {
        for (Told one : all) {
            told.add(employee.line());
            find(
                    employee.line(),
                    employee.id().value(),
                    one.code(),
                    "",
                    Optional.of(one.attribute()),
                    employee.wanted().text(one.attribute()),
                    List.of());
        }
    }

    void reject(
            long line,
            String employeeId,
            RowCode code,
            String variant,
            Optional<Attribute> attribute,
            String value,
            List<String> facts) {
        rejected.add(line);
        find(line, employeeId, code, variant, attribute, value, facts);
    }

    /// Takes a change back out: its row is rejected after all.
    void rejectChange(PlannedChange change, RowCode code, String variant, Attribute attribute) {
        withdrawn.add(change);
        change.line()
                .ifPresent(line -> reject(
                        line,
                        change.employeeId(),
                        code,
                        variant,
                        Optional.of(attribute),
                        change.after().text(attribute),
                        List.of()));
    }

    private void find(
            long line,
            String employeeId,
            RowCode code,
            String variant,
            Optional<Attribute> attribute,
            String value,
            List<String> facts) {
        Finding.Stage stage = code == RowCode.AMBIGUOUS_MATCH ? Finding.Stage.MATCH : Finding.Stage.PLAN;
        String header =
                attribute.map(a -> order.headers().getOrDefault(a, a.key())).orElse("");
        findings.add(new Finding(line, Optional.of(employeeId), stage, code, variant, attribute, header, value, facts));
    }

    /// The tags that changes name and that the plan is to create.
    List<PlannedChange> newReferences(java.util.function.BiFunction<Attribute, String, PlannedChange> make) {
        TreeSet<String> names = new TreeSet<>();
        changes.forEach(change -> change.after().items(Attribute.TAGS).stream()
                .filter(item -> item.startsWith(PlannedChange.NEW_REFERENCE))
                .forEach(item -> names.add(item.substring(PlannedChange.NEW_REFERENCE.length()))));
        return names.stream().map(name -> make.apply(Attribute.TAGS, name)).toList();
    }

    List<PlannedChange> changes() {
        if (!withdrawn.isEmpty()) {
            changes.removeIf(withdrawn::contains);
            withdrawn.clear();
        }
        return changes;
    }

    List<Finding> findings() {
        return findings;
    }

    long rejectedRows() {
        return rejected.size();
    }

    long reportedRows() {
        return told.stream().filter(line -> !rejected.contains(line)).count();
    }

    long invited() {
        return invited;
    }
}
