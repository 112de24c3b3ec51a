package dev.rollcall.reconcile;

import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.Employee;
import dev.rollcall.person.RowCode;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.Value;
import dev.rollcall.reconcile.Decision.Because;
import dev.rollcall.reconcile.Decision.Difference;
import dev.rollcall.reconcile.Decision.Told;
import dev.rollcall.reconcile.Situation.Found;
import dev.rollcall.reconcile.Situation.Invitation;
import dev.rollcall.reconcile.Situation.Renaming;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The table "One record against the tenant": one situation in, one decision out.
///
/// @param account the account that Rollcall itself logs in with, never changed; empty where the tenant does not say
/// @param contactRequired whether nobody can be created there without an e-mail or a phone number
public record Reconciler(Rules rules, Abilities abilities, Optional<String> account, boolean contactRequired) {

    /// Decides one employee's case. Never throws; what cannot be done is [Decision.Rejected].
    public Decision decide(Situation situation) {
        return switch (situation.found()) {
            case Found.Ambiguous(String rule, String others) ->
                rejected(RowCode.AMBIGUOUS_MATCH, "", Attribute.ofKey(rule), rule, others);
            case Found.Nobody() -> withoutUser(situation);
            case Found.User found -> guarded(withUser(situation, found), found.user());
        };
    }

    private Decision withoutUser(Situation situation) {
        Employee employee = situation.employee();
        boolean wantsInactive =
                employee.active().isPresent() && !employee.active().get();
        if (wantsInactive) {
            return situation.invitation() instanceof Invitation.Open(var invitation)
                    ? new Decision.Revoke(invitation)
                    : unchanged(Because.INACTIVE_AND_UNKNOWN);
        }
        return switch (situation.invitation()) {
            case Invitation.Open open -> unchanged(Because.INVITED);
            case Invitation.Expired expired ->
                new Decision.Unchanged(
                        Because.INVITATION_EXPIRED, List.of(new Told(RowCode.INVITATION_EXPIRED, Attribute.EMAIL)));
            case Invitation.None none -> create(situation);
            case Invitation.Due due -> create(situation);
        };
    }

    private Decision create(Situation situation) {
        Employee employee = situation.employee();
        if (employee.wanted().text(Attribute.NAME).isEmpty()
                && abilities.creatable().contains(Attribute.NAME)) {
            return rejected(RowCode.MISSING_NAME, "", Optional.of(Attribute.NAME));
        }
        if (!abilities.knowsEmployeeIds()
                && employee.wanted().text(Attribute.EMAIL).isEmpty()) {
            boolean invites = abilities.creation() == Abilities.Creation.INVITATION;
            return rejected(RowCode.CONTACT_REQUIRED, invites ? "invitation" : "email", Optional.of(Attribute.EMAIL));
        }
        if (contactRequired
                && employee.wanted().text(Attribute.EMAIL).isEmpty()
                && employee.wanted().text(Attribute.PHONE).isEmpty()) {
            return rejected(RowCode.CONTACT_REQUIRED, "", Optional.of(Attribute.EMAIL));
        }
        Map<Attribute, Value> wanted = new EnumMap<>(Attribute.class);
        employee.wanted().values().forEach((attribute, value) -> {
            if (abilities.creatable().contains(attribute) && !value.isEmpty()) {
                wanted.put(attribute, value);
            }
        });
        var id = situation.renaming() instanceof Renaming.To(var newId) ? newId : employee.id();
        return situation.renaming() instanceof Renaming.Taken(var taken)
                ? rejected(RowCode.EMPLOYEE_ID_TAKEN, "", Optional.of(Attribute.NEW_EMPLOYEE_ID), taken.value())
                : new Decision.Create(id, new Attributes(wanted));
    }

    private Decision withUser(Situation situation, Found.User found) {
        Employee employee = situation.employee();
        TenantUser user = found.user();
        if (employee.active().isPresent() && !employee.active().get()) {
            return user.active() ? new Decision.Deactivate(user) : unchanged(Because.INACTIVE_IN_BOTH);
        }
        if (!user.active() && employee.active().isEmpty()) {
            return unchanged(Because.INACTIVE_WITHOUT_STATUS);
        }
        if (situation.renaming() instanceof Renaming.Taken(var taken)) {
            return rejected(RowCode.EMPLOYEE_ID_TAKEN, "", Optional.of(Attribute.NEW_EMPLOYEE_ID), taken.value());
        }
        List<Told> told = new ArrayList<>();
        Difference difference = difference(employee, found, told);
        if (losesContact(user, difference)) {
            return rejected(RowCode.CONTACT_REQUIRED, "cleared", Optional.of(Attribute.PHONE));
        }
        if (situation.renaming() instanceof Renaming.To(var newId) && abilities.renames()) {
            return new Decision.Rename(user, newId, withStatus(difference, user), told);
        }
        if (!user.active()) {
            return new Decision.Reactivate(user, withStatus(difference, user), told);
        }
        return difference.isNone()
                ? new Decision.Unchanged(Because.EQUAL, told)
                : new Decision.Update(user, difference, told);
    }

    /// Whether the user would be left with neither e-mail nor phone number where the tenant demands one.
    private boolean losesContact(TenantUser user, Difference difference) {
        boolean clearsPhone =
                difference.after().get(Attribute.PHONE).filter(Value::isEmpty).isPresent();
        return contactRequired
                && clearsPhone
                && user.attributes().text(Attribute.EMAIL).isEmpty();
    }

    /// A user who is inactive and comes here is wanted active: the status joins the other differences.
    private static Difference withStatus(Difference difference, TenantUser user) {
        return user.active()
                ? difference
                : new Difference(
                        difference.before().with(Attribute.ACTIVE, Value.flag(false)),
                        difference.after().with(Attribute.ACTIVE, Value.flag(true)));
    }

    private Difference difference(Employee employee, Found.User found, List<Told> told) {
        Map<Attribute, Value> before = new EnumMap<>(Attribute.class);
        Map<Attribute, Value> after = new EnumMap<>(Attribute.class);
        employee.wanted().values().forEach((attribute, wanted) -> {
            if (!abilities.readable().contains(attribute)) {
                return;
            }
            Value has = found.user().attributes().get(attribute).orElse(nothing(attribute));
            Value wants = attribute.kind() == Attribute.Kind.SET ? set(attribute, wanted, has, found) : wanted;
            if (Comparison.same(attribute, has, wants)) {
                return;
            }
            Optional<Told> tells = tells(attribute);
            tells.ifPresentOrElse(told::add, () -> {
                if (abilities.updatable().contains(attribute) || isEmailByCall(attribute)) {
                    before.put(attribute, has);
                    after.put(attribute, wants);
                }
            });
        });
        return new Difference(new Attributes(before), new Attributes(after));
    }

    private static Value nothing(Attribute attribute) {
        return attribute.kind() == Attribute.Kind.SET ? Value.items() : Value.text("");
    }

    private boolean isEmailByCall(Attribute attribute) {
        return attribute == Attribute.EMAIL && abilities.emailByCall();
    }

    private Optional<Told> tells(Attribute attribute) {
        boolean byCall = isEmailByCall(attribute) && rules.emailChanges() == Rules.Telling.APPLY;
        if (abilities.told().contains(attribute) && !byCall) {
            return attribute == Attribute.EMAIL
                    ? Optional.of(new Told(RowCode.EMAIL_CHANGE_UNSUPPORTED, attribute))
                    : Optional.empty();
        }
        return abilities.global().contains(attribute) && rules.globalChanges() == Rules.Telling.REPORT
                ? Optional.of(new Told(RowCode.GLOBAL_CHANGE_REPORTED, attribute))
                : Optional.empty();
    }

    /// The table "Sets": what the set is to be, from what it is, what the export says and what this job once
    /// added.
    private Value set(Attribute attribute, Value wanted, Value has, Found.User found) {
        SortedSet<String> export = ((Value.Items) wanted).items();
        SortedSet<String> current = ((Value.Items) has).items();
        SortedSet<String> result = new TreeSet<>(export);
        switch (rules.sets()) {
            case REPLACE -> {}
            case MERGE -> result.addAll(current);
            case OWN -> {
                SortedSet<String> own = found.own().getOrDefault(attribute, new TreeSet<>());
                current.stream().filter(value -> !own.contains(value)).forEach(result::add);
            }
        }
        return Value.items(result);
    }

    private Decision guarded(Decision decision, TenantUser user) {
        boolean changes = switch (decision) {
            case Decision.Update update -> true;
            case Decision.Rename rename -> true;
            case Decision.Deactivate deactivate -> true;
            case Decision.Reactivate reactivate -> true;
            case Decision.Revoke revoke -> true;
            case Decision.Create create -> false;
            case Decision.Unchanged unchanged -> false;
            case Decision.Rejected rejected -> false;
        };
        return changes && isProtected(user)
                ? rejected(RowCode.PROTECTED_USER, protection(user), Optional.empty())
                : decision;
    }

    /// Who must act differs: only what the job protects can be let go by the job.
    private String protection(TenantUser user) {
        return user.untouchable() ? "owner" : isOurOwn(user) ? "account" : "";
    }

    /// Whether no change may touch this user: by the job's word, by the tenant's, or because it is our own
    /// account.
    public boolean isProtected(TenantUser user) {
        return user.untouchable() || isOurOwn(user) || rules.protect().stream().anyMatch(name -> isNamed(user, name));
    }

    private boolean isOurOwn(TenantUser user) {
        return account.filter(own -> isNamed(user, own)).isPresent();
    }

    private static boolean isNamed(TenantUser user, String name) {
        Attributes attributes = user.attributes();
        return user.employeeId().filter(id -> id.value().equals(name)).isPresent()
                || user.id().value().equals(name)
                || attributes.text(Attribute.USERNAME).equals(name)
                || (!attributes.text(Attribute.EMAIL).isEmpty()
                        && Comparison.key(Attribute.EMAIL, attributes.text(Attribute.EMAIL))
                                .equals(Comparison.key(Attribute.EMAIL, name)));
    }

    private static Decision unchanged(Because because) {
        return new Decision.Unchanged(because, List.of());
    }

    private static Decision rejected(RowCode code, String variant, Optional<Attribute> attribute, String... facts) {
        return new Decision.Rejected(code, variant, attribute, List.of(facts));
    }
}
