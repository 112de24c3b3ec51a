package dev.rollcall.trigger;

import dev.rollcall.person.EmployeeId;
import dev.rollcall.plan.Action;
import dev.rollcall.push.Journal;
import dev.rollcall.push.JournalLine;
import dev.rollcall.push.JournalQuery;
import dev.rollcall.push.State;
import dev.rollcall.report.ChangeView;
import dev.rollcall.report.Fault;
import dev.rollcall.report.Labels;
import dev.rollcall.report.Language;
import dev.rollcall.report.Messages;
import dev.rollcall.report.RejectView;
import dev.rollcall.report.RunRecord;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunQuery;
import dev.rollcall.run.RunState;
import dev.rollcall.run.Runs;
import java.net.URI;
import java.security.Principal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Runs over REST: looking at them and deciding about them.
@RestController
@RequestMapping("/api/runs")
class RunsApi {
    private final Runs runs;
    private final Journal journal;
    private final RunRecord record;
    private final Messages messages;
    private final Language language;

    RunsApi(
            Runs runs,
            Journal journal,
            RunRecord record,
            Messages messages,
            @Value("${rollcall.language:en}") String language) {
        this.runs = runs;
        this.journal = journal;
        this.record = record;
        this.messages = messages;
        this.language = Language.ofTag(language).orElse(Language.ENGLISH);
    }

    @GetMapping
    Map<String, @Nullable Object> list(
            @RequestParam Optional<String> job,
            @RequestParam Optional<String> state,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam Optional<Long> before) {
        int most = Lists.limit(limit);
        var query = new RunQuery(
                job.filter(j -> !j.isEmpty()),
                state.filter(s -> !s.isEmpty()).map(s -> Lists.word(RunState.class, s, "state")),
                before.map(OptionalLong::of).orElse(OptionalLong.empty()),
                most + 1);
        List<Run> found = runs.list(query);
        List<Map<String, @Nullable Object>> items =
                found.stream().limit(most).map(runs::summary).toList();
        return Lists.page(items, found.size() > most ? found.get(most - 1).id() : null);
    }

    @GetMapping("/{runId}")
    Map<String, @Nullable Object> one(@PathVariable long runId) {
        return runs.summary(runs.get(runId));
    }

    @GetMapping("/{runId}/changes")
    Map<String, @Nullable Object> changes(
            @PathVariable long runId,
            @RequestParam Optional<String> action,
            @RequestParam Optional<String> outcome,
            @RequestParam Optional<String> employeeId,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "0") long after) {
        if (runs.get(runId).planDigest().isEmpty()) {
            return Lists.page(List.of(), null);
        }
        int most = Lists.limit(limit);
        var query = new JournalQuery(
                runId,
                action.filter(a -> !a.isEmpty()).map(a -> Lists.word(Action.class, a, "action")),
                outcome.filter(o -> !o.isEmpty()).map(RunsApi::states).orElse(Set.of()),
                employeeId.filter(e -> !e.isEmpty()).map(EmployeeId::new),
                false,
                after,
                most + 1);
        List<JournalLine> lines = journal.lines(query);
        Labels labels = record.labels(runId);
        return Lists.page(
                lines.stream()
                        .limit(most)
                        .map(line -> ChangeView.of(line, labels))
                        .toList(),
                lines.size() > most ? lines.get(most - 1).seq() : null);
    }

    private static Set<State> states(String outcome) {
        State state = Lists.word(State.class, outcome, "outcome");
        return state == State.PENDING ? Set.of(State.PENDING, State.SENT) : Set.of(state);
    }

    /// In the caller's language where it asks for one of ours.
    @GetMapping("/{runId}/rejects")
    Map<String, @Nullable Object> rejects(
            @PathVariable long runId,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "0") long after,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE) Optional<String> asked) {
        runs.get(runId);
        int most = Lists.limit(limit);
        Language spoken = Language.accepted(asked, language);
        List<Fault> found = record.rejects(runId, after, most + 1);
        return Lists.page(
                found.stream()
                        .limit(most)
                        .map(fault -> RejectView.of(fault, messages, spoken))
                        .toList(),
                found.size() > most ? found.get(most - 1).number() : null);
    }

    @PostMapping("/{runId}/apply")
    Map<String, @Nullable Object> apply(
            @PathVariable long runId, @RequestBody(required = false) @Nullable Decision body, Principal who) {
        Decision decision = Decision.given(body);
        return runs.summary(runs.apply(runId, decision.digest(), decision.kinds(), who.getName()));
    }

    @PostMapping("/{runId}/approve")
    Map<String, @Nullable Object> approve(
            @PathVariable long runId, @RequestBody(required = false) @Nullable Decision body, Principal who) {
        Decision decision = Decision.given(body);
        return runs.summary(runs.approve(runId, decision.digest(), decision.kinds(), who.getName()));
    }

    @PostMapping("/{runId}/discard")
    Map<String, @Nullable Object> discard(
            @PathVariable long runId, @RequestBody(required = false) @Nullable Decision body, Principal who) {
        Decision decision = Decision.given(body);
        return runs.summary(runs.discard(runId, decision.digest(), decision.kinds(), who.getName()));
    }

    @PostMapping("/{runId}/cancel")
    Map<String, @Nullable Object> cancel(@PathVariable long runId, Principal who) {
        return runs.summary(runs.cancel(runId, who.getName()));
    }

    @PostMapping("/{runId}/retry")
    Map<String, @Nullable Object> retry(
            @PathVariable long runId, @RequestBody(required = false) @Nullable Again body, Principal who) {
        Journal.Retry which = body == null ? new Journal.Retry.All() : body.which();
        return runs.summary(runs.retry(runId, which, who.getName()));
    }

    @PostMapping("/{runId}/undo")
    ResponseEntity<Map<String, @Nullable Object>> undo(@PathVariable long runId, Principal who) {
        Run undo = runs.undo(runId, who.getName());
        return ResponseEntity.accepted()
                .location(URI.create("/api/runs/" + undo.id()))
                .body(runs.summary(undo));
    }

    /// The body of apply, approve and discard.
    record Decision(@Nullable String planDigest, @Nullable List<String> actions) {
        private static final Set<String> KNOWN =
                Set.of("create", "update", "rename", "deactivate", "reactivate", "blank", "export");

        static Decision given(@Nullable Decision body) {
            return body == null ? new Decision(null, null) : body;
        }

        String digest() {
            if (planDigest == null || planDigest.isBlank()) {
                throw Problem.invalid(
                        "MISSING_PLAN_DIGEST", "the body has no planDigest; give the one that the run shows");
            }
            return planDigest;
        }

        List<String> kinds() {
            List<String> kinds = actions == null ? List.of() : actions;
            for (String kind : kinds) {
                if (!KNOWN.contains(kind)) {
                    throw Problem.invalid(
                            "INVALID_PARAMETER",
                            "actions names something unknown; expected some of " + String.join(", ", sorted()));
                }
            }
            return kinds;
        }

        private static List<String> sorted() {
            return KNOWN.stream().sorted().toList();
        }
    }

    /// The body of retry: one change, one code, or (left out) all.
    record Again(@Nullable Long seq, @Nullable String code) {
        Journal.Retry which() {
            if (seq != null) {
                return new Journal.Retry.OfChange(seq);
            }
            return code != null ? new Journal.Retry.OfCode(code) : new Journal.Retry.All();
        }
    }

    /// Paging, the same for every list.
    static final class Lists {
        private static final int MOST = 1000;

        private Lists() {}

        static int limit(int wanted) {
            if (wanted < 1) {
                throw Problem.invalid("INVALID_PARAMETER", "limit is " + wanted + "; expected 1 to " + MOST);
            }
            return Math.min(wanted, MOST);
        }

        static Map<String, @Nullable Object> page(List<?> items, @Nullable Object next) {
            var page = new LinkedHashMap<String, @Nullable Object>();
            page.put("items", items);
            page.put("next", next);
            return page;
        }

        static <E extends Enum<E>> E word(Class<E> type, String word, String parameter) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(e -> e.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> Problem.invalid(
                            "INVALID_PARAMETER",
                            parameter + " is not known; expected one of "
                                    + Arrays.stream(type.getEnumConstants())
                                            .map(e -> type == RunState.class
                                                    ? e.name()
                                                    : e.name().toLowerCase(Locale.ROOT))
                                            .toList()));
        }
    }
}
