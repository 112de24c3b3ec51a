package dev.rollcall.notify;

import dev.rollcall.job.Job;
import dev.rollcall.notify.Standing.Kind;
import dev.rollcall.run.Run;
import dev.rollcall.run.Runs;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What people are told: the job, codes, counts and a link; nothing about any person.
@Component
class NoticeText {
    private final Runs runs;
    private final String url;
    private final JsonMapper mapper = JsonMapper.builder().build();

    NoticeText(Runs runs, @Value("${rollcall.url:http://127.0.0.1:${server.port:8080}}") String url) {
        this.runs = runs;
        this.url = url.replaceAll("/+$", "");
    }

    String of(Kind kind, Job job, Optional<Run> about, Instant now) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("kind", kind.name().toLowerCase(Locale.ROOT));
        all.put("job", job.name().value());
        all.put("title", job.title());
        all.put("message", message(kind));
        all.put("at", now.toString());
        about.ifPresent(run -> {
            Map<String, @Nullable Object> summary = runs.summary(run);
            all.put("runId", run.id());
            all.put("state", run.state().name());
            all.put("reason", run.reason().orElse(null));
            all.put("rows", summary.get("rows"));
            all.put("changes", summary.get("changes"));
        });
        all.put(
                "link",
                about.map(run -> url + "/api/runs/" + run.id() + "/files/report.html")
                        .orElse(url + "/api/jobs/" + job.name().value()));
        return mapper.writeValueAsString(all);
    }

    private static String message(Kind kind) {
        return switch (kind) {
            case HELD -> "Changes wait for a person: look at the plan, then approve or discard them.";
            case REFUSED -> "The export was refused whole and nobody was changed: see the reason, then send it again.";
            case FAILED -> "The run was stopped by a fault: see the reason, then retry it.";
            case RECOVERED -> "The job works again.";
            case FIRST_ERRORS -> "The run ended with errors, the one before had none: see errors.csv.";
            case UNPROVEN -> "The export is no longer proven to be whole: absences are not acted on until one is.";
            case OVERDUE -> "No export came for longer than notify.overdue: see whether the HR system sends it.";
        };
    }
}
