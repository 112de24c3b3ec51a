package dev.rollcall.trigger;

import dev.rollcall.job.Job;
import dev.rollcall.job.JobName;
import dev.rollcall.job.JobProblem;
import dev.rollcall.job.Jobs;
import dev.rollcall.report.Language;
import dev.rollcall.run.InboxFolder;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunQuery;
import dev.rollcall.run.Runs;
import dev.rollcall.run.Skips;
import dev.rollcall.run.StartOrder;
import dev.rollcall.run.StartOrder.Upload;
import dev.rollcall.run.Ticks;
import dev.rollcall.run.Trigger;
import dev.rollcall.run.Wanted;
import dev.rollcall.source.SourceSettings.Mode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Jobs over REST: what there is, and starting runs.
@RestController
@RequestMapping("/api/jobs")
class JobsApi {
    private static final int LONGEST_KEY = 200;

    private final Jobs jobs;
    private final Runs runs;
    private final Ticks ticks;
    private final Uploads uploads;
    private final Checks checks;
    private final InboxFolder inbox;
    private final Language language;

    JobsApi(
            Jobs jobs,
            Runs runs,
            Ticks ticks,
            Uploads uploads,
            Checks checks,
            InboxFolder inbox,
            @Value("${rollcall.language:en}") String language) {
        this.jobs = jobs;
        this.runs = runs;
        this.ticks = ticks;
        this.uploads = uploads;
        this.checks = checks;
        this.inbox = inbox;
        this.language = Language.ofTag(language).orElse(Language.ENGLISH);
    }

    @GetMapping
    Map<String, @Nullable Object> list() {
        var names = new TreeSet<JobName>(jobs.all().keySet());
        names.addAll(jobs.problems().keySet());
        return RunsApi.Lists.page(names.stream().map(this::view).toList(), null);
    }

    @GetMapping("/{job}")
    Map<String, @Nullable Object> one(@PathVariable String job) {
        return view(known(job));
    }

    @PostMapping("/{job}/runs")
    ResponseEntity<Map<String, @Nullable Object>> start(
            @PathVariable String job,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(defaultValue = "true") boolean apply,
            @RequestParam Optional<String> mode,
            @RequestParam Optional<Long> from,
            @RequestHeader("Idempotency-Key") Optional<String> key,
            HttpServletRequest request,
            Principal who)
            throws IOException {
        usable(job);
        key.filter(k -> k.length() > LONGEST_KEY || k.isBlank()).ifPresent(_ -> {
            throw Problem.invalid(
                    "INVALID_PARAMETER", "Idempotency-Key has to have 1 to " + LONGEST_KEY + " characters");
        });
        Optional<Upload> upload = uploads.receive(job, name, request);
        try {
            if (upload.isPresent() && from.isPresent()) {
                throw Problem.invalid("INVALID_BODY", "found a body and from; send an export or name a run, not both");
            }
            Run run = runs.start(new StartOrder(
                    job,
                    Trigger.REST,
                    upload,
                    mode.map(m -> RunsApi.Lists.word(Mode.class, m, "mode")),
                    apply ? Wanted.APPLY : Wanted.PLAN,
                    from.map(OptionalLong::of).orElse(OptionalLong.empty()),
                    key,
                    who.getName()));
            return ResponseEntity.accepted()
                    .location(URI.create("/api/runs/" + run.id()))
                    .body(runs.summary(run));
        } finally {
            drop(upload);
        }
    }

    @PostMapping("/{job}/check")
    Map<String, @Nullable Object> check(
            @PathVariable String job,
            @RequestParam(required = false) @Nullable String name,
            @RequestHeader("Accept-Language") Optional<String> asked,
            HttpServletRequest request)
            throws IOException {
        Job known = usable(job);
        Language spoken = Language.accepted(asked, language);
        Optional<Upload> upload = uploads.receive(job, name, request);
        try {
            if (upload.isPresent()) {
                return checks.check(known, upload.get().file(), upload.get().name(), spoken);
            }
            return checkWaiting(known, spoken);
        } finally {
            drop(upload);
        }
    }

    /// An empty body means the file that the next run would take.
    private Map<String, @Nullable Object> checkWaiting(Job job, Language spoken) {
        Path file = inbox.oldest(job.name().value())
                .orElseThrow(() -> new Problem(
                        HttpStatus.CONFLICT,
                        "NO_EXPORT",
                        "no export waits in the inbox; drop one there, or send it as the body or as the part file"));
        try {
            return checks.check(job, file, file.getFileName().toString(), spoken);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                throw new Problem(HttpStatus.CONFLICT, "NO_EXPORT", "the export that waited was just taken by a run");
            }
            throw e;
        }
    }

    private Job usable(String job) {
        JobName name = known(job);
        return jobs.find(name)
                .orElseThrow(() -> new Problem(
                        HttpStatus.CONFLICT,
                        "JOB_HAS_PROBLEMS",
                        "the file of " + job + " has faults: " + String.join("; ", problems(name))));
    }

    private JobName known(String job) {
        if (job.matches(JobName.PATTERN)) {
            var name = new JobName(job);
            if (jobs.all().containsKey(name) || jobs.problems().containsKey(name)) {
                return name;
            }
        }
        throw Problem.notFound("JOB_NOT_FOUND", "there is no such job; GET /api/jobs lists those there are");
    }

    private Map<String, @Nullable Object> view(JobName name) {
        Optional<Job> job = jobs.find(name);
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("job", name.value());
        all.put("title", job.map(Job::title).orElse(name.value()));
        all.put("enabled", job.map(Job::enabled).orElse(false));
        all.put("connector", job.map(j -> j.target().connector()).orElse(null));
        all.put(
                "schedule",
                job.flatMap(Job::schedule)
                        .map(schedule -> schedule(name, schedule))
                        .orElse(null));
        all.put("nextRunAt", ticks.next(name.value()).map(Instant::toString).orElse(null));
        all.put("lastRun", lastRun(name));
        all.put("problems", problems(name));
        return all;
    }

    private @Nullable Object lastRun(JobName name) {
        var query = new RunQuery(Optional.of(name.value()), Optional.empty(), OptionalLong.empty(), 1);
        return runs.list(query).stream().findFirst().map(runs::summary).orElse(null);
    }

    private List<String> problems(JobName name) {
        var all = new ArrayList<String>();
        for (JobProblem problem : jobs.problems().getOrDefault(name, List.of())) {
            all.add(problem.toString());
        }
        return all;
    }

    private Map<String, @Nullable Object> schedule(JobName name, Job.Schedule schedule) {
        Optional<Skips.Skipped> skipped = ticks.skipped(name.value());
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("cron", schedule.cron());
        all.put("zone", schedule.zone().getId());
        all.put("catchUp", schedule.catchUp());
        all.put("skipped", skipped.map(Skips.Skipped::times).orElse(0L));
        all.put("lastSkippedAt", skipped.map(s -> s.lastAt().toString()).orElse(null));
        return all;
    }

    private static void drop(Optional<Upload> upload) throws IOException {
        if (upload.isPresent()) {
            Files.deleteIfExists(upload.get().file());
        }
    }
}
