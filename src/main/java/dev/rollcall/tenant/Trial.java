package dev.rollcall.tenant;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// Finds out why one call's token is refused again and again: because tokens expire, because the tenant accepts none
/// of them, or because this call is not permitted.
///
/// How often a call was refused proves nothing: where tokens expire after so many calls and many calls are under
/// way, one unlucky call may be hit any number of times. So the call is made while no other is under way, with new
/// tokens of which it is the first use; and where it is still refused, a call that is surely permitted, the first page
/// of users, says whether it is the token or the call. See `docs/decisions/push-policies.md`.
final class Trial {

    /// The first may be as old as the line; the others are new. A token that expires after any number of calls but one
    /// passes.
    private static final int TOKENS = 3;

    private final OpenLine line;
    private final Login login;

    Trial(OpenLine line, Login login) {
        this.line = line;
        this.login = login;
    }

    /// @param refused what the call came to last
    /// @return anything but `Unauthorized`
    <T> TenantLine.Attempt<T> of(
            Function<Connector, Answer<T>> attempt, LongAdder counter, Answer.Unauthorized<T> refused) {
        return login.alone(() -> judge(attempt, counter, refused));
    }

    private <T> TenantLine.Attempt<T> judge(
            Function<Connector, Answer<T>> attempt, LongAdder counter, Answer.Unauthorized<T> refused) {
        Answer.Unauthorized<T> last = refused;
        for (int tokens = 0; tokens < TOKENS; tokens++) {
            login.renew(last.session());
            TenantLine.Attempt<T> made = line.once(attempt, counter);
            if (!(made.answer() instanceof Answer.Unauthorized<T> again)) {
                return made;
            }
            line.retried().increment();
            last = again;
        }
        return verdict(last);
    }

    private <T> TenantLine.Attempt<T> verdict(Answer.Unauthorized<T> last) {
        if (isTokenAccepted()) {
            return new TenantLine.Attempt<>(
                    new Answer.Refused<>(last.code(), last.message(), Answer.Refusal.NOT_PERMITTED), true);
        }
        line.giveUp(
                Trouble.Reason.CREDENTIALS_REFUSED,
                "the tenant gives tokens for these credentials, but accepts none of them");
        return line.noMore();
    }

    /// Asks until there is an answer; false where the line gave up too.
    private boolean isTokenAccepted() {
        for (int failures = 0; line.trouble().isEmpty(); ) {
            var answer = line.once(c -> c.users(1), line.reads()).answer();
            switch (answer) {
                case Answer.Success<?> _, Answer.Refused<?> _ -> {
                    return true;
                }
                case Answer.Unauthorized<?> _ -> {
                    return false;
                }
                case Answer.Transient<?> told when told.throttled() -> {
                    // the whole tenant pauses; the next call waits for it
                }
                case Answer.Transient<?> _, Answer.Lost<?> _ -> login.waitAfter(++failures, OpenLine.seen(answer));
            }
        }
        return false;
    }
}
