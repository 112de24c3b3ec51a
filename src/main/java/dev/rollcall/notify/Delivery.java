package dev.rollcall.notify;

import dev.rollcall.job.Job;
import dev.rollcall.job.JobName;
import dev.rollcall.job.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sends what is due, and again until it is taken: [#MOST_ATTEMPTS] times, first after 5 s, doubling to an hour.
@Component
public class Delivery {
    public static final int MOST_ATTEMPTS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration MINE = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int DOUBLINGS = 10;

    private final Jobs jobs;
    private final NoticeStore store;
    private final Webhooks webhooks;
    private final Mails mails;
    private final InstantSource clock;

    Delivery(Jobs jobs, NoticeStore store, Webhooks webhooks, Mails mails, InstantSource clock) {
        this.jobs = jobs;
        this.store = store;
        this.webhooks = webhooks;
        this.mails = mails;
        this.clock = clock;
    }

    void deliver() {
        Instant now = clock.instant();
        for (NoticeStore.Due due : store.take(now, now.plus(MINE))) {
            send(due)
                    .ifPresentOrElse(
                            trouble -> tryAgain(due, trouble), () -> store.sent(due.number(), clock.instant()));
        }
    }

    /// @return why it was not taken; empty where it was, or where nobody wants it any more
    private Optional<String> send(NoticeStore.Due due) {
        Optional<Job.Notices> wanted = jobs.find(new JobName(due.job())).map(Job::notices);
        Optional<String> address = due.notice().mailTo();
        if (address.isPresent()) {
            return wanted.filter(now -> now.mail().contains(address.get()))
                    .flatMap(_ -> mails.send(address.get(), due));
        }
        return wanted.flatMap(Job.Notices::webhook).flatMap(hook -> webhooks.send(hook, due));
    }

    private void tryAgain(NoticeStore.Due due, String trouble) {
        Duration wait = Duration.ofSeconds(5L << Math.min(due.attempts(), DOUBLINGS));
        Duration next = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        store.tryAgain(due.number(), clock.instant().plus(next));
        if (due.attempts() + 1 < MOST_ATTEMPTS) {
            LOG.warn("a notice of {} was not taken: {}; it is sent again in {}", due.job(), trouble, next);
        } else {
            LOG.error("a notice of {} was not taken {} times and is given up: {}", due.job(), MOST_ATTEMPTS, trouble);
        }
    }
}
