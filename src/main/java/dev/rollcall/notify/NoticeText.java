package dev.rollcall.notify;

import dev.rollcall.job.Job;
import dev.rollcall.notify.Standing.Kind;
import dev.rollcall.report.Language;
import dev.rollcall.report.Messages;
import dev.rollcall.run.Run;
import dev.rollcall.run.Runs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What people are told: the job, codes, counts and a link; nothing about any person.
@Component
class NoticeText {
    private final Runs runs;
    private final String url;
    private final Language language;
    private final Messages messages = new Messages();
    private final JsonMapper mapper = JsonMapper.builder().build();

    NoticeText(
            Runs runs,
            @Value("${rollcall.url:http://127.0.0.1:${server.port:8080}}") String url,
            @Value("${rollcall.language:en}") String language) {
        this.runs = runs;
        this.url = url.replaceAll("/+$", "");
        this.language = Language.ofTag(language).orElse(Language.ENGLISH);
    }

    /// One for the webhook and one for each address, as the job wants them.
    List<NoticeStore.Notice> of(Kind kind, Job job, Optional<Run> about, Instant now) {
        List<NoticeStore.Notice> all = new ArrayList<>();
        if (job.notices().webhook().isPresent()) {
            all.add(new NoticeStore.Notice(Optional.empty(), json(kind, job, about, now)));
        }
        if (!job.notices().mail().isEmpty()) {
            String mail = mail(kind, job, about);
            job.notices().mail().forEach(address -> all.add(new NoticeStore.Notice(Optional.of(address), mail)));
        }
        return all;
    }

    private String json(Kind kind, Job job, Optional<Run> about, Instant now) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("kind", key(kind));
        all.put("job", job.name().value());
        all.put("title", job.title());
        all.put("message", text("notice." + key(kind)));
        all.put("at", now.toString());
        about.ifPresent(run -> {
            Map<String, @Nullable Object> summary = runs.summary(run);
            all.put("runId", run.id());
            all.put("state", run.state().name());
            all.put("reason", run.reason().orElse(null));
            all.put("rows", summary.get("rows"));
            all.put("changes", summary.get("changes"));
        });
        all.put("link", link(job, about));
        return mapper.writeValueAsString(all);
    }

    private String mail(Kind kind, Job job, Optional<Run> about) {
        var lines = new ArrayList<String>();
        lines.add(text("notice.subject", job.name().value(), text("notice." + key(kind) + ".subject")));
        lines.add("");
        lines.add(job.title());
        lines.add(text("notice." + key(kind)));
        lines.add("");
        about.ifPresent(run -> {
            Map<String, @Nullable Object> summary = runs.summary(run);
            String state =
                    run.state() + run.reason().map(reason -> ", " + reason).orElse("");
            lines.add(text("notice.run", run.id(), state));
            lines.add(text("notice.rows", counts(summary.get("rows"))));
            changes(summary.get("changes")).forEach(lines::add);
            lines.add("");
        });
        lines.add(link(job, about));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> changes(@Nullable Object changes) {
        return changes instanceof Map<?, ?> actions
                ? actions.entrySet().stream()
                        .map(action -> action.getKey() + ": " + counts(action.getValue()))
                        .filter(line -> !line.endsWith(": 0"))
                        .toList()
                : List.of();
    }

    /// Those that are not 0: `read 1000, rejected 10`.
    private static String counts(@Nullable Object counts) {
        String text = counts instanceof Map<?, ?> all
                ? all.entrySet().stream()
                        .filter(count -> count.getValue() instanceof Number number && number.longValue() != 0)
                        .map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", "))
                : "";
        return text.isEmpty() ? "0" : text;
    }

    private String link(Job job, Optional<Run> about) {
        return about.map(run -> url + "/api/runs/" + run.id() + "/files/report.html")
                .orElse(url + "/api/jobs/" + job.name().value());
    }

    private String text(String key, Object... facts) {
        return messages.text(key, language, facts);
    }

    private static String key(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
