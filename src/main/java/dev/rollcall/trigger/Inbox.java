package dev.rollcall.trigger;

import dev.rollcall.job.Job;
import dev.rollcall.job.Jobs;
import dev.rollcall.run.InboxFolder;
import dev.rollcall.run.Runs;
import dev.rollcall.source.SourceSettings;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The bean behind `routes/inbox.yaml`: looks at every job's inbox and has complete files claimed.
@Component("inbox")
public class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final Jobs jobs;
    private final Runs runs;
    private final InboxFolder folder;
    private final Set<String> troubled = ConcurrentHashMap.newKeySet();

    Inbox(Jobs jobs, Runs runs, InboxFolder folder) {
        this.jobs = jobs;
        this.runs = runs;
        this.folder = folder;
    }

    /// One look at all inboxes. A job whose inbox cannot be read or whose file cannot be claimed troubles
    /// nobody else: its files stay, and are taken by a later look.
    public void look() {
        jobs.all().values().stream()
                .filter(job -> job.source() instanceof SourceSettings.Csv)
                .forEach(this::lookSafely);
    }

    private void lookSafely(Job job) {
        String name = job.name().value();
        try {
            folder.make(name);
            if (job.enabled() && isTakenAtOnce(job)) {
                runs.takeWaiting(name, "inbox");
            } else if (job.source() instanceof SourceSettings.Csv csv) {
                folder.look(name, csv.settle());
            }
            troubled.remove(name);
        } catch (RuntimeException e) {
            if (troubled.add(name)) {
                LOG.warn("the inbox of {} cannot be worked on now, its files stay: {}", name, e.getMessage());
            }
        }
    }

    private static boolean isTakenAtOnce(Job job) {
        return job.source() instanceof SourceSettings.Csv csv && csv.pickup() == SourceSettings.Pickup.IMMEDIATELY;
    }
}
