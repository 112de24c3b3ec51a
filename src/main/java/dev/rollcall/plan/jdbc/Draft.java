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
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// A plan in the making: changes without order yet, findings, counts. What grows with the export is in the database.
final class Draft {

    static final Difference DEACTIVATION = new Difference(
            Attributes.of(Attribute.ACTIVE, Value.flag(true)), Attributes.of(Attribute.ACTIVE, Value.flag(false)));
    static final String INVITATION = "invitation";

    private static final int FINDINGS_AT_ONCE = 1000;

    private final PlanOrder order;
    private final Drafted drafted;
    private final Consumer<List<Finding>> keeping;
    private final List<Finding> findings = new ArrayList<>();
    private final BitSet rejected = new BitSet();
    private final BitSet told = new BitSet();
    private long invited;
    private long left;
    private long unchanged;

    /// @param keeping takes findings away, some at a time
    Draft(PlanOrder order, Drafted drafted, Consumer<List<Finding>> keeping) {
        this.order = order;
        this.drafted = drafted;
        this.keeping = keeping;
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
        drafted.add(new PlannedChange(
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
        drafted.add(change);
    }

    /// A deactivation of somebody whom no row names.
    void absent(String employeeId, String remoteId, String matchedBy) {
        drafted.add(new PlannedChange(
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

    /// Rows that nobody looked at, each of them counted where it was found to be equal to its user.
    void passed(long rows) {
        unchanged += rows;
    }

    /// Rows that need nothing: every row is counted where it ends, here, as rejected or as a change, so that one that
    /// was lost or came twice shows when the numbers are added up.
    long unchangedRows() {
        return unchanged;
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
            told.set(Math.toIntExact(employee.line()));
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

    /// Something that a run had applied and that is not taken back, since the tenant cannot go back.
    void leave(String employeeId, Attribute attribute, Attributes applied) {
        left++;
        boolean invitation = attribute == Attribute.ACTIVE;
        find(
                0,
                employeeId,
                RowCode.NOT_UNDOABLE,
                invitation ? "invitation" : "",
                Optional.of(attribute),
                invitation ? "" : applied.text(attribute),
                List.of());
    }

    void reject(
            long line,
            String employeeId,
            RowCode code,
            String variant,
            Optional<Attribute> attribute,
            String value,
            List<String> facts) {
        rejected.set(Math.toIntExact(line));
        find(line, employeeId, code, variant, attribute, value, facts);
    }

    /// The row of a change that was taken back out is rejected after all.
    void rejectChange(PlannedChange change, RowCode code, String variant, Attribute attribute) {
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

    /// A change was taken back out because somebody in the tenant has, and keeps, what it wants.
    ///
    /// @param line 0 where no row asked for the change
    void rejectTaken(long line, String employeeId, RowCode code, Attribute attribute, String wanted) {
        if (line > 0) {
            boolean byId = attribute == Attribute.EMPLOYEE_ID;
            reject(
                    line,
                    employeeId,
                    code,
                    byId ? "" : "tenant",
                    Optional.of(byId ? Attribute.NEW_EMPLOYEE_ID : attribute),
                    wanted,
                    byId ? List.of(wanted) : List.of());
        }
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
        if (findings.size() >= FINDINGS_AT_ONCE) {
            close();
        }
    }

    Drafted drafted() {
        return drafted;
    }

    /// Everything is in the database from now on.
    void close() {
        keeping.accept(findings);
        findings.clear();
    }

    long rejectedRows() {
        return rejected.cardinality();
    }

    long reportedRows() {
        BitSet reported = (BitSet) told.clone();
        reported.andNot(rejected);
        return reported.cardinality() + left;
    }

    long invited() {
        return invited;
    }
}
