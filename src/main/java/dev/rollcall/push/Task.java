package dev.rollcall.push;

import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.PlannedChange.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A line while it is pushed. Touched by the pushing thread alone.
final class Task {

    final Line line;
    final boolean undo;
    final Set<Long> open = new HashSet<>();
    final List<Line.Need> done = new ArrayList<>();
    int attempts;
    boolean lost;
    int part;
    boolean resumed;
    Attributes after;
    Instant readAt;
    Instant due = Instant.EPOCH;
    private Optional<TenantUser> read;

    Task(Line line, boolean undo, Instant snapshotAt) {
        this.line = line;
        this.undo = undo;
        this.attempts = undo ? 0 : line.attempts();
        this.lost = line.lost();
        this.after = line.after();
        this.readAt = snapshotAt;
        this.read = line.user();
        if (undo) {
            line.needs().stream().filter(need -> need.state() == State.APPLIED).forEach(done::add);
        }
    }

    long seq() {
        return line.seq();
    }

    boolean needsUser() {
        return line.kind() != Kind.REFERENCE && line.action() != Action.CREATE && !line.invitation();
    }

    boolean makesUser() {
        return line.kind() == Kind.CHANGE && line.action() == Action.CREATE;
    }

    /// Whether anything is known of the user, however old.
    boolean isRead() {
        return read.isPresent();
    }

    boolean isOld(Instant now) {
        return read.isEmpty() || readAt.plus(Staleness.OLD).isBefore(now);
    }

    /// The user's id now, after the steps that went before, and after the change where it is being taken back.
    Optional<TenantUserId> userId() {
        Optional<String> id = line.remoteId();
        for (Line.Need need : steps()) {
            id = need.resultId().or(() -> line.remoteId());
        }
        if (undo && line.resultId().isPresent()) {
            id = line.resultId();
        }
        return id.map(TenantUserId::new);
    }

    /// What the user had before the change: as the plan saw it, but for what steps of this plan had done by then.
    Attributes undone() {
        Attributes undone = line.before();
        for (Line.Need step : steps()) {
            for (Attribute attribute : step.after().keys()) {
                undone = undone.has(attribute)
                        ? undone.with(attribute, step.after().get(attribute).orElseThrow())
                        : undone;
            }
        }
        return undone;
    }

    void read(TenantUser user, Instant at) {
        read = Optional.of(user);
        readAt = at;
    }

    /// The user as it is now, as far as we know, with only what the tenant shows.
    Optional<TenantUser> current(Abilities abilities) {
        return read.map(user -> part > 0 ? user : asOfNow(user, abilities));
    }

    private TenantUser asOfNow(TenantUser user, Abilities abilities) {
        Attributes attributes = user.attributes();
        Optional<EmployeeId> employeeId = user.employeeId();
        boolean active = user.active();
        for (Line.Need step : steps()) {
            attributes = attributes.overlaidWith(step.after());
            employeeId = Writing.employeeId(step.after()).or(user::employeeId);
        }
        if (undo) {
            attributes = attributes.overlaidWith(after.without(Attribute.ACTIVE));
            employeeId = Writing.employeeId(after).or(user::employeeId);
            active = after.flag(Attribute.ACTIVE).orElse(active);
        }
        TenantUserId id = userId().orElse(user.id());
        Attributes shown = attributes.only(abilities.readable());
        return new TenantUser(id, employeeId, active, shown, user.untouchable());
    }

    /// Steps of this plan that changed the same user before.
    List<Line.Need> steps() {
        return done.stream()
                .filter(need -> need.kind() == Kind.STEP && need.remoteId().equals(line.remoteId()))
                .toList();
    }
}
