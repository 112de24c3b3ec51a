package dev.rollcall.push;

import dev.rollcall.connector.Write;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.InvitationId;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.Value;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.plan.PlannedChange.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Turns a change into calls: one, or a second one where the e-mail has a call of its own.
record Writing(Abilities abilities) {

    /// The calls that are left of the task.
    List<Write> writes(Task task) {
        Line line = task.line;
        if (line.kind() == Kind.REFERENCE) {
            Attribute kind = line.after().keys().stream().findFirst().orElse(Attribute.TAGS);
            return List.of(new Write.CreateReference(kind, line.employeeId()));
        }
        if (line.invitation()) {
            return List.of(
                    new Write.RevokeInvitation(new InvitationId(line.remoteId().orElseThrow())));
        }
        if (line.action() == Action.CREATE) {
            return List.of(new Write.Create(new EmployeeId(line.employeeId()), task.after.only(abilities.creatable())));
        }
        TenantUser current = task.current(abilities).orElseThrow();
        List<Write> all = task.undo ? List.of(back(task, current)) : changes(line, task.after, current);
        return all.subList(Math.min(task.part, all.size()), all.size());
    }

    /// Whether one more call is left of the task than the one that was made.
    boolean hasMore(Task task) {
        boolean emailApart = abilities.emailByCall() && task.needsUser() && task.after.has(Attribute.EMAIL);
        return emailApart && writes(task).size() > 1;
    }

    private List<Write> changes(Line line, Attributes after, TenantUser current) {
        Attributes inUpdate = after.without(Attribute.EMPLOYEE_ID);
        boolean emailApart = abilities.emailByCall() && after.has(Attribute.EMAIL);
        inUpdate = emailApart ? inUpdate.without(Attribute.EMAIL) : inUpdate;
        List<Write> writes = new java.util.ArrayList<>(2);
        if (line.action() == Action.RENAME) {
            writes.add(new Write.Rename(current, employeeId(after).orElseThrow(), inUpdate));
        } else if (!inUpdate.isEmpty() || !emailApart) {
            writes.add(new Write.Update(current, inUpdate));
        }
        if (emailApart) {
            writes.add(new Write.ChangeEmail(current, after.text(Attribute.EMAIL)));
        }
        return writes;
    }

    /// An e-mail that has a call of its own stays: to set it back would reset the password a second time.
    private Write back(Task task, TenantUser current) {
        Attributes undone = task.undone();
        Attributes values = undone.without(Attribute.EMPLOYEE_ID);
        for (Attribute attribute : values.keys()) {
            boolean stays = attribute == Attribute.EMAIL && abilities.emailByCall();
            boolean blank = values.get(attribute).filter(Value::isEmpty).isPresent();
            boolean can = !stays && (!blank || abilities.clearable().contains(attribute));
            values = can ? values : values.without(attribute);
        }
        return task.line.action() == Action.RENAME
                ? new Write.Rename(current, employeeId(undone).orElseThrow(), values)
                : new Write.Update(current, values);
    }

    static Optional<EmployeeId> employeeId(Attributes attributes) {
        String id = attributes.text(Attribute.EMPLOYEE_ID);
        return id.isEmpty() ? Optional.empty() : Optional.of(new EmployeeId(id));
    }

    /// The values with references that the plan creates replaced by their ids; empty where one is not there.
    static Optional<Attributes> resolved(Attributes after, Map<String, String> references) {
        Attributes resolved = after;
        for (Map.Entry<Attribute, Value> entry : after.values().entrySet()) {
            if (entry.getKey().isReference()) {
                Optional<Value> value = resolved(entry.getValue(), references);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                resolved = value.get().equals(entry.getValue()) ? resolved : resolved.with(entry.getKey(), value.get());
            }
        }
        return Optional.of(resolved);
    }

    private static Optional<Value> resolved(Value value, Map<String, String> references) {
        return switch (value) {
            case Value.Flag flag -> Optional.of(flag);
            case Value.Text(String text) ->
                Optional.ofNullable(id(text, references)).map(Value::text);
            case Value.Items(var items) -> {
                TreeSet<String> ids = new TreeSet<>();
                for (String item : items) {
                    String id = id(item, references);
                    if (id == null) {
                        yield Optional.empty();
                    }
                    ids.add(id);
                }
                yield Optional.of(Value.items(ids));
            }
        };
    }

    private static @org.jspecify.annotations.Nullable String id(String item, Map<String, String> references) {
        return item.startsWith(PlannedChange.NEW_REFERENCE) ? references.get(item) : item;
    }
}
