package dev.rollcall.tenant;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// Gets one token for all callers of a line, and lets one caller have the line to itself.
final class Login {
    private static final int MOST_SAID = 300;

    private final OpenLine line;
    private final ReentrantLock lock = new ReentrantLock();

    /// Shared by calls under way. Fair, so that the one who wants to be alone is not kept waiting by new calls.
    private final ReentrantReadWriteLock calls = new ReentrantReadWriteLock(true);

    private volatile Optional<String> account = Optional.empty();

    Login(OpenLine line) {
        this.line = line;
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
            if (line.connector().session() == refused && line.trouble().isEmpty()) {
                logIn();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Before a call; waits while somebody has the line to himself.
    void enter() {
        acquire(calls.readLock());
    }

    /// After a call.
    void leave() {
        calls.readLock().unlock();
    }

    /// Does this while no other call of the line is under way and nobody else logs in.
    <T> T alone(Supplier<T> work) {
        acquire(lock);
        try {
            acquire(calls.writeLock());
            try {
                return work.get();
            } finally {
                calls.writeLock().unlock();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void acquire(Lock lock) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw Pauses.interrupted();
        }
    }

    private void logIn() {
        for (int failures = 0; line.trouble().isEmpty(); ) {
            Answer<Connector.Session> answer =
                    line.once(Connector::login, line.reads()).answer();
            switch (answer) {
                case Answer.Success<Connector.Session>(var session) -> {
                    account = session.account();
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

    /// Waits before trying again; where there was no answer for too long the line gives up.
    void waitAfter(int failures, String seen) {
        Duration wait = line.backoff().after(failures);
        if (!line.tooLong(wait, seen)) {
            line.pauses().pause(wait);
        }
    }
}
