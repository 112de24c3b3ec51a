package dev.rollcall.notify;

import dev.rollcall.job.Job;
import dev.rollcall.job.Jobs;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunQuery;
import dev.rollcall.run.Runs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The bean behind `routes/notify.yaml`: looks at every job that wants its people told, and tells what is news.
@Component("notices")
public class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final int NEWEST = 50;

    private final Jobs jobs;
    private final Runs runs;
    private final NoticeStore store;
    private final NoticeText text;
    private final Delivery delivery;
    private final InstantSource clock;

    Notices(Jobs jobs, Runs runs, NoticeStore store, NoticeText text, Delivery delivery, InstantSource clock) {
        this.jobs = jobs;
        this.runs = runs;
        this.store = store;
        this.text = text;
        this.delivery = delivery;
        this.clock = clock;
    }

    /// One look at all jobs, and one attempt at everything that is due.
    public void look() {
        try {
            jobs.all().values().stream()
                    .filter(job -> job.notices().webhook().isPresent()
                            || !job.notices().mail().isEmpty())
                    .forEach(this::look);
            delivery.deliver();
        } catch (RuntimeException e) {
            LOG.warn("notices wait: {}", e.getClass().getSimpleName());
        }
    }

    private void look(Job job) {
        String name = job.name().value();
        Instant now = clock.instant();
        Standing before = store.standing(name).orElseGet(() -> Standing.fresh(now));
        List<Run> newest = newest(name);
        Standing standing = before;
        List<NoticeStore.Notice> notices = new ArrayList<>();
        for (Run run : before.isFresh() ? lastEnded(newest) : newest) {
            if (standing.isNews(run)) {
                Standing.Step step = standing.after(run);
                step.news().forEach(kind -> notices.addAll(text.of(kind, job, Optional.of(run), now)));
                standing = step.standing();
            }
        }
        Standing.Step step = standing.overdue(isOverdue(job, newest, standing.since(), now));
        step.news().forEach(kind -> notices.addAll(text.of(kind, job, Optional.empty(), now)));
        if (!step.standing().equals(before) || before.isFresh()) {
            store.keep(name, step.standing(), notices, now);
        }
    }

    /// Who is told of a job from now on hears how it stands, not its history.
    private static List<Run> lastEnded(List<Run> runs) {
        return runs.stream()
                .filter(run -> run.state().isEnd())
                .max(Comparator.comparingLong(Run::id))
                .map(List::of)
                .orElse(List.of());
    }

    private List<Run> newest(String job) {
        var query = new RunQuery(Optional.of(job), Optional.empty(), OptionalLong.empty(), NEWEST);
        return runs.list(query).stream()
                .sorted(Comparator.comparingLong(Run::id))
                .toList();
    }

    private static boolean isOverdue(Job job, List<Run> newest, Instant since, Instant now) {
        Optional<Duration> limit = job.notices().overdue();
        Instant last = newest.stream()
                .filter(run -> run.place().isPresent())
                .map(Run::queuedAt)
                .max(Comparator.naturalOrder())
                .orElse(since);
        return limit.isPresent() && last.plus(limit.get()).isBefore(now);
    }
}
