package dev.rollcall.source.http;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import dev.rollcall.source.SourceUnavailable;
import dev.rollcall.source.SourceUnavailable.Reason;
import dev.rollcall.tenant.Backoff;
import dev.rollcall.tenant.TenantLine;
import dev.rollcall.tenant.TenantLine.Attempt;
import dev.rollcall.tenant.Trouble;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/// Asks for one thing until it is there, by the rules of pushing: transient trouble is tried again up to
/// `push.attempts`, told pauses and the token are waited out by the line.
final class PageFetch {
    private static final String NEXT = "; see that the partner's API works, then retry the run";

    private final TenantLine line;
    private final Backoff backoff;

    PageFetch(TenantLine line, Backoff backoff) {
        this.line = line;
        this.backoff = backoff;
    }

    /// @param what for people: `page 3`
    /// @return empty where the source says that there is no such thing
    <T> Optional<T> get(String what, Function<Connector, Answer<T>> call) {
        for (int attempts = 1; ; ) {
            Attempt<T> made = line.tryRead(call);
            Optional<Trouble> trouble = line.trouble();
            String seen;
            switch (made.answer()) {
                case Answer.Success<T> found -> {
                    return Optional.of(found.value());
                }
                case Answer.Refused<T> no
                when no.kind() == Answer.Refusal.NOT_FOUND -> {
                    return Optional.empty();
                }
                case Answer.Refused<T> no -> throw refused(what, no);
                case Answer.Unauthorized<T> no -> throw gone(what, no.code(), attempts);
                case Answer.Transient<T> later -> seen = later.what();
                case Answer.Lost<T> lost -> seen = lost.what();
            }
            if (trouble.isPresent()) {
                throw trouble(trouble.get());
            }
            if (attempts >= line.settings().attempts()) {
                throw gone(what, seen, attempts);
            }
            pause(attempts);
            attempts += made.counted() ? 1 : 0;
        }
    }

    static SourceUnavailable notFound(String what) {
        return SourceUnavailable.because("the source has no " + what + " (HTTP 404); see source.url and source.paging"
                + " in the job file, then retry the run");
    }

    private static SourceUnavailable refused(String what, Answer.Refused<?> no) {
        String message = no.message().isEmpty() ? "" : ", " + no.message();
        return no.code().equals("HTTP 401")
                ? new SourceUnavailable(
                        Reason.CREDENTIALS_REFUSED,
                        "the source refuses its credentials (HTTP 401); see source.auth in the job file, then retry"
                                + " the run")
                : SourceUnavailable.because("the source refused " + what + " (" + no.code() + message
                        + "); see source.url and source.auth in the job file, then retry the run");
    }

    private static SourceUnavailable gone(String what, String seen, int attempts) {
        return SourceUnavailable.because(
                what + " of the source could not be read in " + attempts + " attempts: " + seen + NEXT);
    }

    private static SourceUnavailable trouble(Trouble trouble) {
        return trouble.reason() == Trouble.Reason.CREDENTIALS_REFUSED
                ? new SourceUnavailable(
                        Reason.CREDENTIALS_REFUSED,
                        "the source refuses its credentials: "
                                + trouble.detail().replace("the tenant", "it")
                                + "; see source.auth in the job file, then retry the run")
                : SourceUnavailable.because(
                        "the source does not answer: " + trouble.detail().replace("the tenant", "it") + NEXT);
    }

    private void pause(int failures) {
        try {
            Thread.sleep(backoff.after(failures));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the pull was interrupted");
        }
    }
}
