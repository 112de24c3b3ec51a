package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.Employee;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.InvitationId;
import dev.rollcall.person.RowCode;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.Value;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.Canonical;
import dev.rollcall.plan.GateKeeper;
import dev.rollcall.plan.PlanDigest;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.plan.ReferenceCatalog;
import dev.rollcall.plan.ReferenceCatalog.Meaning;
import dev.rollcall.plan.Renamings;
import dev.rollcall.plan.Sequenced;
import dev.rollcall.plan.Sequencer;
import dev.rollcall.reconcile.Decision;
import dev.rollcall.reconcile.Decision.Because;
import dev.rollcall.reconcile.Decision.Difference;
import dev.rollcall.reconcile.Reconciler;
import dev.rollcall.reconcile.Rules;
import dev.rollcall.reconcile.Situation;
import dev.rollcall.reconcile.Situation.Found;
import dev.rollcall.reconcile.Situation.Renaming;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The plan of a world by the pure core alone: every row looked at, nothing asked of a database. What SQL finds must be
/// the same.
final class CorePlan {

    private static final Difference LEAVING = new Difference(status(true), status(false));

    private final World world;
    private final long run;
    private final Reconciler reconciler;
    private final ReferenceCatalog catalog;
    final Map<Long, Renamings.Verdict> verdicts;
    /// By line.
    final Map<Long, TenantUser> paired = new TreeMap<>();
    private final Map<Long, String> rules = new HashMap<>();
    final Set<Long> ambiguous = new HashSet<>();
    private final Set<TenantUser> contested = new HashSet<>();
    private final List<PlannedChange> changes = new ArrayList<>();
    final Set<Long> rejected = new HashSet<>();
    final Set<Long> told = new HashSet<>();
    private final List<String> findings = new ArrayList<>();
    private List<Sequenced> plan = List.of();
    long unchanged;
    long absent;
    long unmanaged;
    long invited;

    CorePlan(World world, long run) {
        this.world = world;
        this.run = run;
        this.reconciler = new Reconciler(world.rules, world.abilities, Optional.empty(), world.contactRequired);
        this.catalog = new ReferenceCatalog(world.rules, world.references);
        this.verdicts = Renamings.resolve(world.rows.stream()
                .filter(row -> row.newId() != null && !row.newId().equals(row.id()))
                .map(this::asked)
                .toList());
        pair();
        world.rows.forEach(this::decide);
        if (world.full) {
            absences();
        }
        settle();
    }

    private Renamings.Asked asked(World.Row row) {
        String to = Objects.requireNonNull(row.newId());
        World.Link link = world.links.get(to);
        return new Renamings.Asked(
                row.line(),
                row.id(),
                to,
                isHeld(row.id()),
                isHeld(to),
                link != null && link.previous().contains(row.id()),
                world.rows.stream()
                        .anyMatch(other ->
                                other.line() != row.line() && other.id().equals(to)));
    }

    private boolean isHeld(String id) {
        return world.abilities.knowsEmployeeIds()
                ? world.users.stream().anyMatch(user -> has(user, id))
                : world.links.containsKey(id);
    }

    private static boolean has(TenantUser user, @Nullable String id) {
        return user.employeeId().filter(own -> own.value().equals(id)).isPresent();
    }

    String asId(World.Row row) {
        Renamings.Verdict verdict = verdicts.get(row.line());
        return verdict == Renamings.Verdict.AS_NEW || verdict == Renamings.Verdict.CREATE
                ? Objects.requireNonNull(row.newId())
                : row.id();
    }

    private boolean isNew(World.Row row) {
        return verdicts.get(row.line()) == Renamings.Verdict.CREATE;
    }

    private void pair() {
        for (World.Row row : world.rows) {
            World.Link link = world.links.get(asId(row));
            if (link != null && !isNew(row)) {
                world.users.stream()
                        .filter(user -> user.id().value().equals(link.remoteId()))
                        .forEach(user -> claim(row, user, "link"));
            }
        }
        for (Attribute rule : world.rules.match()) {
            if (rule != Attribute.EMPLOYEE_ID || world.abilities.knowsEmployeeIds()) {
                pairBy(rule);
            }
        }
    }

    private void claim(World.Row row, TenantUser user, String rule) {
        paired.put(row.line(), user);
        rules.put(row.line(), rule);
    }

    private void pairBy(Attribute rule) {
        Map<World.Row, List<TenantUser>> found = new HashMap<>();
        Map<TenantUser, Integer> claims = new HashMap<>();
        for (World.Row row : world.rows) {
            if (paired.containsKey(row.line()) || ambiguous.contains(row.line())) {
                continue;
            }
            List<TenantUser> users = world.users.stream()
                    .filter(user -> !paired.containsValue(user) && !contested.contains(user))
                    .filter(user -> isMatch(rule, row, user))
                    .toList();
            found.put(row, users);
            users.forEach(user -> claims.merge(user, 1, Integer::sum));
        }
        found.forEach((row, users) -> {
            boolean unclear = users.size() > 1 || users.stream().anyMatch(user -> claims.getOrDefault(user, 0) > 1);
            if (unclear) {
                ambiguous.add(row.line());
                contested.addAll(users);
            } else if (!users.isEmpty()) {
                claim(row, users.getFirst(), rule.key());
            }
        });
    }

    private boolean isMatch(Attribute rule, World.Row row, TenantUser user) {
        if (rule == Attribute.EMPLOYEE_ID) {
            return !isNew(row) && has(user, asId(row));
        }
        String wanted = row.wanted().text(rule);
        return !wanted.isEmpty()
                && Comparison.key(rule, wanted)
                        .equals(Comparison.key(rule, user.attributes().text(rule)));
    }

    private void decide(World.Row row) {
        TenantUser user = paired.get(row.line());
        boolean leaves = Boolean.FALSE.equals(row.active());
        boolean stays = row.active() == null && user != null && !user.active();
        Optional<Attributes> wanted = leaves || stays ? Optional.of(Attributes.NONE) : resolved(row);
        if (wanted.isEmpty()) {
            return;
        }
        Employee employee = new Employee(
                row.line(),
                new EmployeeId(asId(row)),
                Optional.empty(),
                Optional.ofNullable(row.active()),
                wanted.get());
        Found found = ambiguous.contains(row.line())
                ? new Found.Ambiguous("email", "")
                : user == null
                        ? new Found.Nobody()
                        : new Found.User(
                                user,
                                rules.getOrDefault(row.line(), ""),
                                Map.copyOf(world.own.getOrDefault(user.id().value(), Map.of())));
        take(row, employee, reconciler.decide(new Situation(employee, found, renaming(row), invitation(row, user))));
    }

    private Renaming renaming(World.Row row) {
        Renamings.Verdict verdict = verdicts.get(row.line());
        return verdict == Renamings.Verdict.TO
                ? new Renaming.To(new EmployeeId(Objects.requireNonNull(row.newId())))
                : verdict == Renamings.Verdict.TAKEN
                        ? new Renaming.Taken(new EmployeeId(Objects.requireNonNull(row.newId())))
                        : new Renaming.None();
    }

    private Situation.Invitation invitation(World.Row row, @Nullable TenantUser user) {
        World.Invitation own = world.invitations.get(row.id());
        World.Invitation invitation =
                own != null || !verdicts.containsKey(row.line()) ? own : world.invitations.get(asId(row));
        if (user != null || invitation == null) {
            return new Situation.Invitation.None();
        }
        return invitation.listed()
                ? new Situation.Invitation.Open(new InvitationId(invitation.id()))
                : new Situation.Invitation.Expired();
    }

    private Optional<Attributes> resolved(World.Row row) {
        Map<Attribute, Value> resolved = new EnumMap<>(Attribute.class);
        boolean clear = true;
        for (Map.Entry<Attribute, Value> entry : row.wanted().values().entrySet()) {
            if (!entry.getKey().isReference()) {
                resolved.put(entry.getKey(), entry.getValue());
                continue;
            }
            Set<String> ids = new TreeSet<>();
            Collection<String> words = entry.getValue() instanceof Value.Items(var items)
                    ? items
                    : row.wanted().text(entry.getKey()).isEmpty()
                            ? List.of()
                            : List.of(row.wanted().text(entry.getKey()));
            for (String word : words) {
                switch (catalog.meaning(entry.getKey(), word)) {
                    case Meaning.Known(String id) -> ids.add(id);
                    case Meaning.New(String name) -> ids.add(PlannedChange.NEW_REFERENCE + name);
                    case Meaning.Unclear unclear -> {
                        clear = false;
                        reject(row.line(), unclear.code());
                    }
                }
            }
            boolean set = entry.getKey().kind() == Attribute.Kind.SET;
            resolved.put(
                    entry.getKey(),
                    set
                            ? Value.items(ids)
                            : Value.text(ids.isEmpty() ? "" : ids.iterator().next()));
        }
        return clear ? Optional.of(new Attributes(resolved)) : Optional.empty();
    }

    private void take(World.Row row, Employee employee, Decision decision) {
        String id = employee.id().value();
        switch (decision) {
            case Decision.Create create ->
                add(Action.CREATE, create.id().value(), null, row, new Difference(Attributes.NONE, create.wanted()));
            case Decision.Update update -> {
                add(Action.UPDATE, id, update.user(), row, update.difference());
                tell(row, update.told());
            }
            case Decision.Rename rename -> {
                Difference difference = new Difference(
                        rename.difference().before().with(Attribute.EMPLOYEE_ID, Value.text(id)),
                        rename.difference()
                                .after()
                                .with(
                                        Attribute.EMPLOYEE_ID,
                                        Value.text(rename.newId().value())));
                add(Action.RENAME, id, rename.user(), row, difference);
                tell(row, rename.told());
            }
            case Decision.Deactivate deactivate -> add(Action.DEACTIVATE, id, deactivate.user(), row, LEAVING);
            case Decision.Reactivate reactivate -> {
                add(Action.REACTIVATE, id, reactivate.user(), row, reactivate.difference());
                tell(row, reactivate.told());
            }
            case Decision.Revoke revoke ->
                changes.add(change(
                        Action.DEACTIVATE,
                        id,
                        Optional.of(revoke.invitation().value()),
                        OptionalLong.of(row.line()),
                        LEAVING,
                        "invitation"));
            case Decision.Unchanged nothing -> {
                unchanged++;
                invited +=
                        nothing.because() == Because.INVITED || nothing.because() == Because.INVITATION_EXPIRED ? 1 : 0;
                tell(row, nothing.told());
            }
            case Decision.Rejected no -> reject(row.line(), no.code());
        }
    }

    private void add(Action action, String id, @Nullable TenantUser user, World.Row row, Difference difference) {
        changes.add(change(
                action,
                id,
                user == null ? Optional.empty() : Optional.of(user.id().value()),
                OptionalLong.of(row.line()),
                difference,
                user == null ? "" : rules.getOrDefault(row.line(), "")));
    }

    private static PlannedChange change(
            Action action,
            String id,
            Optional<String> remote,
            OptionalLong line,
            Difference difference,
            String matchedBy) {
        return new PlannedChange(
                PlannedChange.Kind.CHANGE,
                action,
                id,
                remote,
                line,
                difference.before(),
                difference.after(),
                false,
                matchedBy);
    }

    private void tell(World.Row row, List<Decision.Told> all) {
        all.forEach(one -> {
            told.add(row.line());
            findings.add(row.line() + " " + one.code());
        });
    }

    private void reject(long line, RowCode code) {
        rejected.add(line);
        findings.add(line + " " + code);
    }

    private void absences() {
        boolean deactivates = world.proven && world.rules.absent() == Rules.Absent.DEACTIVATE;
        for (TenantUser user : world.users) {
            Optional<String> linked = world.links.entrySet().stream()
                    .filter(e -> e.getValue().remoteId().equals(user.id().value()))
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (!user.active() || isPresent(user, linked)) {
                continue;
            }
            absent += linked.isPresent() ? 1 : 0;
            boolean managed = linked.isPresent() || world.rules.absentScope() == Rules.AbsentScope.ALL;
            if (deactivates && (!managed || reconciler.isProtected(user))) {
                unmanaged++;
            } else if (deactivates) {
                String id = linked.or(() -> user.employeeId().map(EmployeeId::value))
                        .orElse(user.id().value());
                changes.add(change(
                        Action.DEACTIVATE,
                        id,
                        Optional.of(user.id().value()),
                        OptionalLong.empty(),
                        LEAVING,
                        linked.isPresent() ? "link" : ""));
            }
        }
        world.invitations.forEach((id, invitation) -> {
            if (invitation.listed() && !isNamed(id)) {
                absent++;
                if (deactivates) {
                    changes.add(change(
                            Action.DEACTIVATE,
                            id,
                            Optional.of(invitation.id()),
                            OptionalLong.empty(),
                            LEAVING,
                            "invitation"));
                }
            }
        });
    }

    private boolean isPresent(TenantUser user, Optional<String> linked) {
        return paired.containsValue(user)
                || contested.contains(user)
                || linked.filter(this::isNamed).isPresent()
                || user.employeeId().filter(id -> isNamed(id.value())).isPresent();
    }

    private boolean isNamed(String id) {
        return world.rows.stream().anyMatch(row -> row.id().equals(id))
                || world.rejected.stream().anyMatch(row -> row.id().equals(id));
    }

    private void settle() {
        while (true) {
            while (changes.removeIf(this::isTaken)) {
                // until nobody wants what somebody keeps
            }
            List<PlannedChange> all = new ArrayList<>();
            Set<String> tags = new TreeSet<>();
            changes.forEach(change -> tags.addAll(change.newReferences()));
            tags.forEach(tag -> all.add(PlannedChange.reference(Attribute.TAGS, tag)));
            all.addAll(changes);
            Sequencer.Sequence sequence =
                    new Sequencer(world.abilities, id -> "RC" + run + "T" + id, this::isClearedAhead).sequence(all);
            if (sequence.swaps().isEmpty()) {
                plan = sequence.plan();
                return;
            }
            sequence.swaps().forEach((change, attribute) -> {
                changes.remove(change);
                reject(change.line().orElseThrow(), RowCode.VALUE_SWAP);
            });
        }
    }

    private boolean isClearedAhead(PlannedChange change, Attribute attribute) {
        return attribute != Attribute.PHONE
                || !world.contactRequired
                || world.users.stream()
                        .filter(user ->
                                change.remoteId().equals(Optional.of(user.id().value())))
                        .noneMatch(
                                user -> user.attributes().text(Attribute.EMAIL).isEmpty());
    }

    private boolean isTaken(PlannedChange change) {
        for (Attribute attribute : Drafted.CLAIMED) {
            boolean byId = attribute == Attribute.EMPLOYEE_ID;
            boolean created = change.action() == Action.CREATE
                    && verdicts.get(change.line().orElseThrow()) == Renamings.Verdict.CREATE;
            String wanted = byId
                    ? change.action() == Action.RENAME
                            ? change.after().text(attribute)
                            : created ? change.employeeId() : ""
                    : world.abilities.unique().contains(attribute)
                            ? change.after().text(attribute)
                            : "";
            if (!wanted.isEmpty() && isKept(change, attribute, Comparison.key(attribute, wanted))) {
                reject(
                        change.line().orElseThrow(),
                        byId
                                ? RowCode.EMPLOYEE_ID_TAKEN
                                : attribute == Attribute.EMAIL
                                        ? RowCode.EMAIL_TAKEN
                                        : attribute == Attribute.PHONE
                                                ? RowCode.DUPLICATE_PHONE
                                                : RowCode.DUPLICATE_USERNAME);
                return true;
            }
        }
        return false;
    }

    private boolean isKept(PlannedChange change, Attribute attribute, String key) {
        boolean held = world.users.stream()
                .filter(user -> !change.remoteId().equals(Optional.of(user.id().value())))
                .anyMatch(user -> attribute == Attribute.EMPLOYEE_ID
                        ? has(user, key)
                        : Comparison.key(attribute, user.attributes().text(attribute))
                                .equals(key));
        return held
                && changes.stream()
                        .noneMatch(other -> other.before().has(attribute)
                                && Comparison.key(attribute, other.before().text(attribute))
                                        .equals(key));
    }

    List<String> changes() {
        GateKeeper.Verdicts verdicts =
                new GateKeeper(PlanTables.GATES, world.links.size(), world.rows.size() - rejected.size()).judge(plan);
        return plan.stream()
                .map(s -> line(
                        s.seq(),
                        s.change().kind().name().toLowerCase(Locale.ROOT),
                        s.change().action().key(),
                        s.change().employeeId(),
                        s.change().remoteId().orElse(null),
                        s.change().line().orElse(0),
                        s.change().before(),
                        s.change().after(),
                        s.change().matchedBy(),
                        s.needs(),
                        s.group(),
                        List.copyOf(new TreeSet<>(verdicts.heldBy().getOrDefault(s.seq(), Set.of())))))
                .toList();
    }

    boolean isContested(TenantUser user) {
        return contested.contains(user);
    }

    List<Sequenced> plan() {
        return plan;
    }

    String digest() {
        return PlanDigest.of(plan);
    }

    List<String> findings() {
        return findings.stream().sorted().toList();
    }

    static String line(
            long seq,
            String kind,
            String action,
            String id,
            @Nullable String remote,
            long line,
            Attributes before,
            Attributes after,
            String matchedBy,
            List<Long> needs,
            long group,
            List<String> held) {
        return "%d %s %s %s %s line %d %s -> %s by '%s' needs %s group %d held %s"
                .formatted(
                        seq,
                        kind,
                        action,
                        id,
                        remote,
                        line,
                        Canonical.json(before),
                        Canonical.json(after),
                        matchedBy,
                        needs,
                        group,
                        held);
    }

    private static Attributes status(boolean active) {
        return Attributes.of(Attribute.ACTIVE, Value.flag(active));
    }
}
