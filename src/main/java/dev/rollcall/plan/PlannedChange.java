package dev.rollcall.plan;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// One thing that the plan will do. `before` and `after` speak of the same attributes (a create has no before); a
/// rename has EMPLOYEE_ID in both, a change of status ACTIVE.
///
/// @param employeeId the ID before the change; of a create, the ID to be made; of a new tag, its name
/// @param remoteId the user's id in the tenant, or the invitation's where one is revoked
/// @param line the row that asked for it; empty for somebody whom no row names, and for steps
/// @param global whether it changes what the person's other tenants share
/// @param matchedBy `link`, a match rule, `invitation`, or empty for a create
public record PlannedChange(
        Kind kind,
        Action action,
        String employeeId,
        Optional<String> remoteId,
        OptionalLong line,
        Attributes before,
        Attributes after,
        boolean global,
        String matchedBy) {

    /// Changes are counted in the run; steps and references only serve them.
    public enum Kind {
        CHANGE,
        /// A temporary rename, or a value cleared so that another can take it.
        STEP,
        /// A tag to be created.
        REFERENCE
    }

    /// What starts the id of a tag that the plan creates itself; the tag's name follows.
    public static final String NEW_REFERENCE = "+";

    public boolean isAbsence() {
        return kind == Kind.CHANGE && action == Action.DEACTIVATE && line.isEmpty();
    }

    /// Attributes that the change clears.
    public Set<Attribute> blanks() {
        Set<Attribute> blanks = EnumSet.noneOf(Attribute.class);
        after.values().forEach((attribute, value) -> {
            if (value.isEmpty()) {
                blanks.add(attribute);
            }
        });
        return blanks;
    }

    /// Names of the tags that the plan has to create for it.
    public List<String> newReferences() {
        return after.items(Attribute.TAGS).stream()
                .filter(item -> item.startsWith(NEW_REFERENCE))
                .map(item -> item.substring(NEW_REFERENCE.length()))
                .toList();
    }

    /// The employee ID after the change.
    public EmployeeId employeeIdAfter() {
        String after = this.after.text(Attribute.EMPLOYEE_ID);
        return new EmployeeId(after.isEmpty() ? employeeId : after);
    }

    static PlannedChange step(PlannedChange of, Action action, Attributes before, Attributes after) {
        return new PlannedChange(
                Kind.STEP, action, of.employeeId, of.remoteId, OptionalLong.empty(), before, after, false, "");
    }

    /// The creation of something that changes will point at.
    public static PlannedChange reference(Attribute attribute, String name) {
        return new PlannedChange(
                Kind.REFERENCE,
                Action.CREATE,
                name,
                Optional.empty(),
                OptionalLong.empty(),
                Attributes.NONE,
                Attributes.of(attribute, dev.rollcall.person.Value.text(name)),
                false,
                "");
    }
}
