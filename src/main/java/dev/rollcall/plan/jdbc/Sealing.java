package dev.rollcall.plan.jdbc;

import dev.rollcall.person.Attribute;
import dev.rollcall.plan.Action;
import dev.rollcall.plan.Canonical;
import dev.rollcall.plan.FreeOrder;
import dev.rollcall.plan.GateKeeper;
import dev.rollcall.plan.PlanDigest;
import dev.rollcall.plan.PlannedChange;
import dev.rollcall.plan.PlannedChange.Kind;
import dev.rollcall.plan.Sequenced;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/// Puts the changes into their places, one after the other: those that depend on each other in the order that the
/// core gave them, all others merged in between, so that the whole is in the order that the core would have given to
/// all of them. Writes them down, and digests them on the way.
final class Sealing {

    private static final int MANY = 1000;

    private static final String FREE = """
        select no, rank, action, employee_id, remote_id, line, before, after, global, matched_by,
            nullif(new_tags, '{}') as new_tags, nullif(blanks, '{}') as blanks
        from drafted
        where not gone and not bound
        order by rank, employee_id collate "C", coalesce(remote_id, '') collate "C", no
        """;

    private static final String COLUMNS = """
        planned_change (run_id, seq, kind, action, employee_id, remote_id, line, before, after, global, absent, needs,
            group_no, matched_by, held_by)\
        """;

    private final JdbcTemplate jdbc;
    private final long runId;
    private final List<Sequenced> bound;
    private final List<GateKeeper.Verdict> verdicts;
    private final Map<Long, Set<String>> heldBy;
    private final CopyLines lines;
    private final PlanDigest digest = new PlanDigest();
    private final long[] places;
    private final Map<String, Long> references = new HashMap<>();
    private int next;
    private long seq;

    /// @param bound changes that depend on each other, with places among themselves
    Sealing(JdbcTemplate jdbc, long runId, List<Sequenced> bound, List<GateKeeper.Verdict> verdicts) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.bound = bound;
        this.verdicts = verdicts;
        this.heldBy = GateKeeper.heldBy(bound, verdicts);
        this.places = new long[bound.size() + 1];
        this.lines = new CopyLines(jdbc, COLUMNS);
    }

    /// @return the digest
    String seal() {
        jdbc.query(FREE, row -> {
            free(row);
        });
        boundBefore(null);
        lines.flush();
        if (seq >= MANY) {
            // autovacuum looks in a minute later; until then the server takes the run to have next to no changes
            jdbc.execute("analyze planned_change (run_id, seq, kind, action)");
        }
        return digest.seal();
    }

    long changes() {
        return seq;
    }

    private void boundBefore(@org.jspecify.annotations.Nullable FreeOrder free) {
        while (next < bound.size()
                && (free == null || FreeOrder.of(bound.get(next).change()).compareTo(free) < 0)) {
            Sequenced sequenced = bound.get(next++);
            PlannedChange change = sequenced.change();
            seq++;
            places[(int) sequenced.seq()] = seq;
            if (change.kind() == Kind.REFERENCE) {
                references.put(change.employeeId(), seq);
            }
            write(
                    change.kind(),
                    change.action(),
                    change.employeeId(),
                    change.remoteId(),
                    change.line().isPresent() ? change.line().getAsLong() : null,
                    Canonical.json(change.before()),
                    Canonical.json(change.after()),
                    change.global(),
                    sequenced.needs().stream()
                            .map(need -> places[need.intValue()])
                            .sorted()
                            .toList(),
                    sequenced.group(),
                    change.matchedBy(),
                    heldBy.getOrDefault(sequenced.seq(), Set.of()));
        }
    }

    private void free(ResultSet row) throws SQLException {
        Optional<String> remoteId = Optional.ofNullable(row.getString("remote_id"));
        Action action = Drafted.action(row);
        boundBefore(new FreeOrder(row.getInt("rank"), row.getString("employee_id"), Kind.CHANGE, remoteId.orElse("")));
        seq++;
        long line = row.getLong("line");
        List<Attribute> blanks = texts(row, "blanks").stream()
                .map(key -> Attribute.ofKey(key).orElseThrow())
                .toList();
        write(
                Kind.CHANGE,
                action,
                row.getString("employee_id"),
                remoteId,
                line == 0 ? null : line,
                row.getString("before"),
                row.getString("after"),
                row.getBoolean("global"),
                needs(texts(row, "new_tags")),
                0,
                row.getString("matched_by"),
                GateKeeper.holding(verdicts, action, blanks));
    }

    /// Nearly always none: to read an array takes longer than all else of a row.
    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private List<Long> needs(List<String> newTags) {
        return newTags.stream()
                .map(tag -> java.util.Objects.requireNonNull(references.get(tag), "a tag that the plan creates"))
                .sorted()
                .toList();
    }

    private void write(
            Kind kind,
            Action action,
            String employeeId,
            Optional<String> remoteId,
            @org.jspecify.annotations.Nullable Long line,
            String before,
            String after,
            boolean global,
            Collection<Long> needs,
            long group,
            String matchedBy,
            Collection<String> held) {
        digest.add(kind, action, employeeId, remoteId, before, after);
        lines.number(runId)
                .number(seq)
                .text(kind.name().toLowerCase(Locale.ROOT))
                .text(action.key())
                .text(employeeId)
                .text(remoteId.orElse(null))
                .number(line)
                .text(before)
                .text(after)
                .flag(global)
                .flag(kind == Kind.CHANGE && action == Action.DEACTIVATE && line == null)
                .array(needs)
                .number(group > 0 ? group : null)
                .text(matchedBy)
                .array(held)
                .end();
    }
}
