package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.Value;
import dev.rollcall.plan.Renamings;
import dev.rollcall.reconcile.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the decision tables demand of a tenant after a plan, said without the code that decides.
final class Demands {

    private final World world;
    private final CorePlan core;
    private final TenantModel model;
    private final List<String> broken = new ArrayList<>();

    private Demands(World world, CorePlan core, TenantModel model) {
        this.world = world;
        this.core = core;
        this.model = model;
    }

    static List<String> broken(World world, CorePlan core, TenantModel model) {
        Demands demands = new Demands(world, core, model);
        world.rows.forEach(demands::check);
        world.users.stream().filter(user -> !core.paired.containsValue(user)).forEach(demands::checkUnnamed);
        return demands.broken;
    }

    private void check(World.Row row) {
        TenantUser before = core.paired.get(row.line());
        boolean leaves = Boolean.FALSE.equals(row.active());
        if (before == null) {
            checkCreated(row, leaves);
            return;
        }
        TenantUser after = after(before);
        if (core.rejected.contains(row.line())) {
            demand(after.equals(before), row, "a rejected row changed " + before + " to " + after);
        } else if (leaves) {
            demand(!after.active(), row, "a leaver is active");
            demand(after.attributes().equals(before.attributes()), row, "a leaver's values changed");
        } else if (row.active() == null && !before.active()) {
            demand(after.equals(before), row, "reactivated without a status");
        } else {
            demand(after.active(), row, "not active");
            demandId(row, before, after);
            before.attributes().keys().forEach(attribute -> demandValue(row, attribute, before, after));
        }
    }

    private void checkCreated(World.Row row, boolean leaves) {
        boolean wanted = !leaves
                && !core.rejected.contains(row.line())
                && Optional.ofNullable(invitation(row)).isEmpty();
        boolean there = model.links.containsKey(core.asId(row)) || model.invitations.containsKey(core.asId(row));
        demand(!wanted || there, row, "nobody was created");
    }

    private World.@org.jspecify.annotations.Nullable Invitation invitation(World.Row row) {
        World.Invitation own = world.invitations.get(row.id());
        return own != null ? own : world.invitations.get(core.asId(row));
    }

    private void demandId(World.Row row, TenantUser before, TenantUser after) {
        boolean renamed = core.verdicts.get(row.line()) == Renamings.Verdict.TO && world.abilities.renames();
        String id = renamed
                ? Objects.requireNonNull(row.newId())
                : before.employeeId().map(Object::toString).orElse("");
        demand(after.employeeId().map(Object::toString).orElse("").equals(id), row, "has not the ID " + id);
    }

    private void demandValue(World.Row row, Attribute attribute, TenantUser before, TenantUser after) {
        Value had = before.attributes().get(attribute).orElseThrow();
        Value has = after.attributes().get(attribute).orElseThrow();
        Optional<Value> wants = row.wanted().get(attribute);
        boolean onlyTold = isOnlyTold(attribute);
        if (wants.isEmpty() || onlyTold) {
            demand(has.equals(had), row, attribute + " is not managed and changed from " + had + " to " + has);
        } else if (attribute.kind() == Attribute.Kind.SET) {
            demand(has.equals(set(row, attribute, before)), row, attribute + " is " + has);
        } else if (attribute == Attribute.ORGANIZATION) {
            String word = row.wanted().text(attribute);
            String id = world.references.stream()
                    .filter(r -> r.kind() == attribute && r.name().equals(word))
                    .map(r -> r.id())
                    .findFirst()
                    .orElse("");
            demand(has.equals(Value.text(id)), row, "organization is " + has);
        } else {
            demand(Comparison.same(attribute, has, wants.get()), row, attribute + " is " + has);
        }
    }

    private boolean isOnlyTold(Attribute attribute) {
        boolean reported =
                world.abilities.global().contains(attribute) && world.rules.globalChanges() == Rules.Telling.REPORT;
        boolean email = attribute == Attribute.EMAIL
                && world.abilities.told().contains(attribute)
                && !(world.abilities.emailByCall() && world.rules.emailChanges() == Rules.Telling.APPLY);
        return reported || email;
    }

    private Value set(World.Row row, Attribute attribute, TenantUser before) {
        Set<String> export = new TreeSet<>();
        for (String word : row.wanted().items(attribute)) {
            export.add(world.references.stream()
                    .filter(r -> r.kind() == attribute && r.name().equals(word))
                    .map(r -> r.id())
                    .findFirst()
                    .orElse("tag-" + word));
        }
        Set<String> result = new TreeSet<>(export);
        SortedSet<String> had = before.attributes().items(attribute);
        Set<String> own =
                world.own.getOrDefault(before.id().value(), Map.of()).getOrDefault(attribute, new TreeSet<>());
        had.stream()
                .filter(value -> switch (world.rules.sets()) {
                    case REPLACE -> false;
                    case MERGE -> true;
                    case OWN -> !own.contains(value);
                })
                .forEach(result::add);
        return Value.items(result);
    }

    private void checkUnnamed(TenantUser before) {
        TenantUser after = after(before);
        boolean mayLeave = world.proven
                && world.rules.absent() == Rules.Absent.DEACTIVATE
                && !isNamed(before)
                && (world.rules.absentScope() == Rules.AbsentScope.ALL || isLinked(before));
        boolean same = after.equals(before);
        boolean left = before.active() && !after.active() && after.attributes().equals(before.attributes());
        if (!same && !(mayLeave && left)) {
            broken.add("nobody named " + before + ", now " + after);
        }
        if (mayLeave && before.active() && after.active() && !isProtected(before) && !core.isContested(before)) {
            broken.add("absent and still active: " + before);
        }
    }

    private boolean isProtected(TenantUser user) {
        return user.untouchable()
                || world.rules
                        .protect()
                        .contains(user.employeeId().map(Object::toString).orElse(""))
                || world.rules.protect().contains(user.id().value())
                || world.rules.protect().contains(user.attributes().text(Attribute.EMAIL));
    }

    private boolean isNamed(TenantUser user) {
        List<String> ids = new ArrayList<>();
        user.employeeId().ifPresent(id -> ids.add(id.value()));
        world.links.forEach((id, link) -> {
            if (link.remoteId().equals(user.id().value())) {
                ids.add(id);
            }
        });
        return world.rows.stream().anyMatch(row -> ids.contains(row.id()))
                || world.rejected.stream().anyMatch(row -> ids.contains(row.id()));
    }

    private boolean isLinked(TenantUser user) {
        return world.links.values().stream()
                .anyMatch(link -> link.remoteId().equals(user.id().value()));
    }

    private TenantUser after(TenantUser before) {
        return Objects.requireNonNull(model.users.get(before.id().value()));
    }

    private void demand(boolean holds, World.Row row, String what) {
        if (!holds) {
            broken.add("line " + row.line() + ": " + what);
        }
    }
}
