package dev.rollcall.run.jdbc;

import dev.rollcall.reconcile.Rules;
import dev.rollcall.run.ArchivedRows;
import dev.rollcall.run.RunState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// What one run made of one person, and why, in words. Where nothing was planned, that is found out again from the
/// rows and users that the run left in the database.
///
/// @param rules of the job as it is now; empty where its file is gone
/// @param archived reads the row of a run whose staged rows were cleared away
record Explaining(PersonRows rows, Optional<Rules> rules, LongFunction<Optional<ArchivedRows.Read>> archived) {

    /// Whether a run's rows can still be told, and where from.
    private enum Kept {
        DATABASE,
        ARCHIVE,
        NOWHERE
    }

    /// @return empty where the run had nothing to do with the person
    Optional<Map<String, @Nullable Object>> of(Map<String, @Nullable Object> run, boolean known) {
        long runId = (Long) Objects.requireNonNull(run.get("runId"));
        Kept kept = Kept.DATABASE;
        List<Map<String, @Nullable Object>> records = rows.records(runId);
        if (records.isEmpty() && !"undo".equals(run.get("trigger")) && !rows.areKept(runId)) {
            Optional<ArchivedRows.Read> read = archived.apply(runId);
            kept = read.isPresent() ? Kept.ARCHIVE : Kept.NOWHERE;
            records = read.flatMap(ArchivedRows.Read::row).map(PersonRows::record).stream()
                    .toList();
        }
        List<Map<String, @Nullable Object>> rejected = rows.rejected(runId);
        List<Map<String, @Nullable Object>> findings = rows.findings(runId);
        List<Map<String, @Nullable Object>> changes = rows.changes(runId);
        boolean named = !records.isEmpty() || !rejected.isEmpty() || !findings.isEmpty() || !changes.isEmpty();
        if (!named && !known) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> change = changes.isEmpty() ? null : changes.getFirst();
        Map<String, @Nullable Object> record = records.isEmpty() ? null : records.getFirst();
        Map<String, @Nullable Object> match = match(runId, record, change, kept);
        var all = new LinkedHashMap<String, @Nullable Object>(run);
        all.put("line", line(record, rejected, change));
        all.put("record", record);
        all.put("match", match);
        all.put("differences", differences(change));
        all.put("findings", findings);
        all.put("change", change);
        all.put("why", why(run, record, match, findings, change, !rejected.isEmpty(), kept));
        return Optional.of(all);
    }

    private static @Nullable Object line(
            @Nullable Map<String, @Nullable Object> record,
            List<Map<String, @Nullable Object>> rejected,
            @Nullable Map<String, @Nullable Object> change) {
        if (record != null) {
            return record.get("line");
        }
        return rejected.isEmpty()
                ? change == null ? null : change.get("line")
                : rejected.getFirst().get("line");
    }

    /// The tenant's user as the run saw it, and by which rule it was the person's.
    private @Nullable Map<String, @Nullable Object> match(
            long runId,
            @Nullable Map<String, @Nullable Object> record,
            @Nullable Map<String, @Nullable Object> change,
            Kept kept) {
        if (change != null) {
            Object remote = change.get("remoteId");
            String rule = String.valueOf(change.get("matchedBy"));
            return rule.isEmpty() || remote == null ? null : found(rule, remote, rows.user(runId, remote));
        }
        Optional<Map<String, @Nullable Object>> linked = rows.linkedUser(runId);
        if (linked.isPresent()) {
            return found("link", linked.get().get("remoteId"), linked);
        }
        if (kept == Kept.ARCHIVE) {
            return rows.link()
                    .map(link -> found("link", link.get("remoteId"), Optional.empty()))
                    .orElse(null);
        }
        if (record == null) {
            return null;
        }
        for (var rule : rules.map(Rules::match).orElse(List.of())) {
            Optional<Map<String, @Nullable Object>> user = rows.matchingUser(runId, rule, record);
            if (user.isPresent()) {
                return found(rule.key(), user.get().get("remoteId"), user);
            }
        }
        return null;
    }

    private static Map<String, @Nullable Object> found(
            String rule, @Nullable Object remoteId, Optional<Map<String, @Nullable Object>> user) {
        var match = new LinkedHashMap<String, @Nullable Object>();
        match.put("rule", rule);
        match.put("remoteId", remoteId);
        match.put("user", user.orElse(null));
        return match;
    }

    private static @Nullable Object differences(@Nullable Map<String, @Nullable Object> change) {
        if (change == null) {
            return null;
        }
        var differences = new LinkedHashMap<String, @Nullable Object>();
        differences.put("before", change.get("before"));
        differences.put("after", change.get("after"));
        return differences;
    }

    private String why(
            Map<String, @Nullable Object> run,
            @Nullable Map<String, @Nullable Object> record,
            @Nullable Map<String, @Nullable Object> match,
            List<Map<String, @Nullable Object>> findings,
            @Nullable Map<String, @Nullable Object> change,
            boolean rejected,
            Kept kept) {
        if (change != null) {
            return changed(run, change);
        }
        List<String> codes = codes(findings, false);
        if (!codes.isEmpty()) {
            return "row rejected: " + String.join(", ", codes);
        }
        if (rejected) {
            return "row rejected";
        }
        if (run.get("planDigest") == null && !isOver(run)) {
            return "the run is still going (" + run.get("state") + ") and has not decided about anybody yet";
        }
        if (run.get("planDigest") == null) {
            return "the run ended " + run.get("state") + " before it decided about anybody"
                    + (run.get("reason") == null ? "" : ": " + run.get("reason"));
        }
        if (record == null) {
            return unnamed(run, match, kept);
        }
        return kept == Kept.DATABASE ? unchanged(record, match, findings) : unchangedThen(record, findings);
    }

    private static boolean isOver(Map<String, @Nullable Object> run) {
        return RunState.valueOf(String.valueOf(run.get("state"))).isEnd();
    }

    private static String changed(Map<String, @Nullable Object> run, Map<String, @Nullable Object> change) {
        String action = String.valueOf(change.get("action"));
        String outcome = String.valueOf(change.get("outcome"));
        boolean absent = change.get("line") == null && !"undo".equals(run.get("trigger"));
        String what = (absent && action.equals("deactivate") ? "absent from the export: " : "") + action;
        return switch (outcome) {
            case "held" ->
                what + " held by gate " + String.join(", ", gates(change)) + ", until an approver releases it";
            case "failed" -> what + " failed: " + change.get("code") + answer(change);
            case "stale" ->
                what + " stale: the tenant's user has changed since it was planned, and was not overwritten";
            case "superseded" -> what + " superseded: a newer run decided about this person";
            default -> what + " " + outcome;
        };
    }

    private static String answer(Map<String, @Nullable Object> change) {
        Object code = change.get("remoteCode");
        Object message = change.get("remoteMessage");
        return (code == null ? "" : " " + code) + (message == null ? "" : " " + message);
    }

    private static List<String> gates(Map<String, @Nullable Object> change) {
        return change.get("heldBy") instanceof Object[] gates
                ? java.util.Arrays.stream(gates).map(String::valueOf).toList()
                : List.of();
    }

    private static List<String> codes(List<Map<String, @Nullable Object>> findings, boolean told) {
        List<String> codes = new ArrayList<>();
        for (Map<String, @Nullable Object> finding : findings) {
            String code = String.valueOf(finding.get("code"));
            if (dev.rollcall.person.RowCode.valueOf(code).isTold() == told && !codes.contains(code)) {
                codes.add(code);
            }
        }
        return codes;
    }

    private String unchanged(
            Map<String, @Nullable Object> record,
            @Nullable Map<String, @Nullable Object> match,
            List<Map<String, @Nullable Object>> findings) {
        Object wanted = record.get("active");
        List<String> told = codes(findings, true);
        if (match == null) {
            boolean invited = rows.isInvited() || told.contains("INVITATION_EXPIRED");
            return Boolean.FALSE.equals(wanted)
                    ? "inactive and unknown to the tenant"
                    : invited ? "invited, and not yet a user" + toldOf(told) : "equal" + toldOf(told);
        }
        boolean active = match.get("user") instanceof Map<?, ?> user && Boolean.TRUE.equals(user.get("active"));
        if (Boolean.FALSE.equals(wanted)) {
            return "inactive in the export and in the tenant";
        }
        return !active && wanted == null
                ? "inactive in the tenant: only an explicit status in the export reactivates"
                : "equal" + toldOf(told);
    }

    /// The row is known, the tenant's user as the run saw it is not any more.
    private String unchangedThen(Map<String, @Nullable Object> record, List<Map<String, @Nullable Object>> findings) {
        List<String> told = codes(findings, true);
        if (Boolean.FALSE.equals(record.get("active"))) {
            return "inactive in the export, and in the tenant inactive or unknown";
        }
        return (record.get("active") == null ? "equal, or inactive in the tenant" : "equal") + toldOf(told);
    }

    private static String toldOf(List<String> told) {
        return told.isEmpty() ? "" : "; told, not done: " + String.join(", ", told);
    }

    private String unnamed(
            Map<String, @Nullable Object> run, @Nullable Map<String, @Nullable Object> match, Kept kept) {
        if ("undo".equals(run.get("trigger"))) {
            return "nothing of this person was undone";
        }
        if (kept == Kept.NOWHERE) {
            return "no change; the export of this run is not kept any more";
        }
        if (!"full".equals(run.get("mode"))) {
            return "not named by this export, which names only some people";
        }
        if (match != null && match.get("user") instanceof Map<?, ?> user && Boolean.FALSE.equals(user.get("active"))) {
            return "absent, and inactive in the tenant already";
        }
        if (!Boolean.TRUE.equals(run.get("proven"))) {
            return "absent, kept: the export is not proven complete, so nobody is deactivated for missing from it";
        }
        boolean deactivates = rules.map(Rules::absent).orElse(Rules.Absent.KEEP) == Rules.Absent.DEACTIVATE;
        return deactivates ? "absent, not managed: protected, or no user of this job" : "absent, kept";
    }
}
