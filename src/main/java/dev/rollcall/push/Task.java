package dev.rollcall.push;

import dev.rollcall.person.Abilities;
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

    boolean isOld(Instant now) {
        return read.isEmpty() || readAt.plus(Staleness.OLD).isBefore(now);
    }

    /// The user's id now, after the steps that went before.
    Optional<TenantUserId> userId() {
        Optional<String> id = undo && line.resultId().isPresent() ? line.resultId() : line.remoteId();
        for (Line.Need need : steps()) {
            id = need.resultId().or(() -> line.remoteId());
        }
        return id.map(TenantUserId::new);
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
        if (undo) {
            attributes = attributes.overlaidWith(line.after());
            employeeId = Writing.employeeId(line.after()).or(user::employeeId);
        }
        for (Line.Need step : steps()) {
            attributes = attributes.overlaidWith(step.after());
            employeeId = Writing.employeeId(step.after()).or(user::employeeId);
        }
        TenantUserId id = userId().orElse(user.id());
        Attributes shown = attributes.only(abilities.readable());
        return new TenantUser(id, employeeId, user.active(), shown, user.untouchable());
    }

    /// Steps of this plan that changed the same user before.
    List<Line.Need> steps() {
        return done.stream()
                .filter(need -> need.kind() == Kind.STEP && need.remoteId().equals(line.remoteId()))
                .toList();
    }
}
