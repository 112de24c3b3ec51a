package dev.rollcall.tenant;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How long a tenant has not given one proper answer. A run that waits for its tenant says so once in the log: it may
/// be the tenant, or an address that is not its API's.
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    static final Duration PATIENCE = Duration.ofMinutes(15);

    /// Shorter ones are nobody's business.
    private static final Duration WORTH_TELLING = Duration.ofSeconds(15);

    private final String job;
    private @Nullable Instant since;
    private boolean told;
    private String seen = "no answer";

    Outage(String job) {
        this.job = job;
    }

    synchronized void answered() {
        if (told) {
            LOG.info("job {}: the tenant answers again", job);
        }
        since = null;
        told = false;
    }

    /// What came last in place of an answer.
    synchronized String seen() {
        return seen;
    }

    /// Notes that there is no answer.
    ///
    /// @param until when the next call can be made
    /// @param what came in place of an answer
    /// @return whether that is too long
    synchronized boolean isTooLong(Instant now, Instant until, String what) {
        seen = what;
        if (since == null) {
            since = now;
        }
        boolean tooLong = isTooLong(since, until);
        if (!told && !tooLong && Duration.between(since, until).compareTo(WORTH_TELLING) >= 0) {
            told = true;
            LOG.warn(
                    "job {}: the tenant gives no answer that can be used ({}); it is asked again for {} minutes",
                    job,
                    seen,
                    PATIENCE.toMinutes());
        }
        return tooLong;
    }

    static boolean isTooLong(Instant since, Instant until) {
        return Duration.between(since, until).compareTo(PATIENCE) >= 0;
    }

    /// What a run says that waited in vain.
    static String seenLast(String seen) {
        return "the tenant gave no answer that can be used within %d minutes; seen last: %s"
                .formatted(PATIENCE.toMinutes(), seen);
    }
}
