package dev.rollcall.tenant;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Gets one token for all callers of a line.
final class Login {
    private static final int MOST_SAID = 300;

    /// Tokens in a row that were refused before they worked once. More than one, for calls under way together.
    private static final int FRUITLESS = 3;

    private final OpenLine line;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean worked;
    private volatile Optional<String> account = Optional.empty();
    private int fruitless;

    Login(OpenLine line) {
        this.line = line;
    }

    void worked() {
        worked = true;
    }

    Optional<String> account() {
        return account;
    }

    /// Logs in unless somebody did since. Where that cannot be done the line has given up.
    ///
    /// @param refused the session whose token was refused; 0 for the first login
    void renew(long refused) {
        lock.lock();
        try {
            if (line.connector().session() == refused && line.trouble().isEmpty() && isWorthwhile(refused)) {
                logIn();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isWorthwhile(long refused) {
        fruitless = worked || refused == 0 ? 0 : fruitless + 1;
        if (fruitless >= FRUITLESS) {
            line.giveUp(
                    Trouble.Reason.CREDENTIALS_REFUSED,
                    "the tenant gives tokens for these credentials, but accepts none of them");
            return false;
        }
        return true;
    }

    private void logIn() {
        for (int failures = 0; line.trouble().isEmpty(); ) {
            Answer<Connector.Session> answer =
                    line.once(Connector::login, line.reads()).answer();
            switch (answer) {
                case Answer.Success<Connector.Session>(var session) -> {
                    account = session.account();
                    worked = false;
                    return;
                }
                case Answer.Refused<Connector.Session> no -> refused(no.code(), no.message(), no.kind());
                case Answer.Unauthorized<Connector.Session> no ->
                    refused(no.code(), no.message(), Answer.Refusal.CREDENTIALS);
                case Answer.Transient<Connector.Session> told when told.throttled() -> {
                    // the whole tenant pauses; the next call waits for it
                }
                case Answer.Transient<Connector.Session> _, Answer.Lost<Connector.Session> _ ->
                    waitAfter(++failures, OpenLine.seen(answer));
            }
        }
    }

    private void refused(String code, String message, Answer.Refusal kind) {
        String said = message.length() > MOST_SAID ? message.substring(0, MOST_SAID) + "…" : message;
        boolean credentials = kind == Answer.Refusal.CREDENTIALS || kind == Answer.Refusal.NOT_PERMITTED;
        line.giveUp(
                credentials ? Trouble.Reason.CREDENTIALS_REFUSED : Trouble.Reason.TENANT_UNAVAILABLE,
                "the tenant refused the login (" + code + ")" + (said.isEmpty() ? "" : ": " + said));
    }

    private void waitAfter(int failures, String seen) {
        Duration wait = line.backoff().after(failures);
        if (!line.tooLong(wait, seen)) {
            line.pauses().pause(wait);
        }
    }
}
