package dev.rollcall.tenant;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.OpenInvitation;
import dev.rollcall.connector.Page;
import dev.rollcall.connector.UserKey;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Supplier;

/// A tenant that answers what it was told, in order, in a time that only waiting moves on.
final class TickedTenant implements Connector {

    static final Instant START = Instant.parse("2026-11-23T02:00:00Z");
    static final Answer<Page<TenantUser>> PAGE =
            new Answer.Success<>(new Page<>(List.of(), OptionalLong.empty(), true));

    Instant now = START;
    final List<Instant> calls = new ArrayList<>();
    Answer<String> otherwise = new Answer.Lost<>("nothing scripted");
    Supplier<Answer<Session>> login = () -> new Answer.Success<>(new Session(this.session + 1, Optional.empty()));
    long session;
    private final Queue<Answer<String>> script = new ArrayDeque<>();
    private final Queue<Answer<Page<TenantUser>>> pages = new ArrayDeque<>();

    /// A line to this tenant, without jitter, whose budget has no limits.
    OpenLine open(OptionalInt rate) {
        PushSettings settings = new PushSettings(4, rate, true, 6, Duration.ofSeconds(30));
        Waiting ticking = (span, cancelled) -> {
            now = now.plus(span);
            return cancelled.getCount() == 0;
        };
        SharedTenant shared = SharedTenant.of("t", new Free(), () -> now);
        return new OpenLine("acme", this, settings, shared, () -> now, ticking, new Backoff(bound -> bound - 1));
    }

    @SafeVarargs
    final void answers(Answer<String>... answers) {
        for (Answer<String> answer : answers) {
            script.add(answer);
        }
    }

    @SafeVarargs
    final void answersThePageOfUsers(Answer<Page<TenantUser>>... answers) {
        for (Answer<Page<TenantUser>> answer : answers) {
            pages.add(answer);
        }
    }

    boolean hasSaidAll() {
        return script.isEmpty() && pages.isEmpty();
    }

    /// The call that the tests make.
    Answer<String> next() {
        calls.add(now);
        Answer<String> scripted = script.poll();
        return scripted == null ? otherwise : scripted;
    }

    static Answer<String> ok(String value) {
        return new Answer.Success<>(value);
    }

    static Answer<String> unauthorized(long session) {
        return new Answer.Unauthorized<>(session, "123", "Token is not valid");
    }

    static Answer<String> throttled(Answer.Wait wait) {
        return new Answer.Transient<>(Optional.of(wait), true, "HTTP 429");
    }

    static Answer<String> lost() {
        return new Answer.Lost<>("HTTP 502");
    }

    @Override
    public Answer<Session> login() {
        Answer<Session> answer = login.get();
        if (answer instanceof Answer.Success<Session>(Session made)) {
            session = made.number();
        }
        return answer;
    }

    @Override
    public long session() {
        return session;
    }

    @Override
    public Answer<Page<TenantUser>> users(int number) {
        return Objects.requireNonNull(pages.poll(), "no page scripted");
    }

    @Override
    public Abilities abilities() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<List<TenantUser>> find(UserKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<Page<Reference>> references(Attribute kind, int number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<Page<OpenInvitation>> invitations(int number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<Effect> write(Write write) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<List<Answer<Effect>>> writeAll(List<Write> writes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    private static final class Free implements Budget {
        @Override
        public void register(String t, String job, OptionalInt rate) {}

        @Override
        public Grant take(String t, int wanted, Duration apart) {
            return new Grant(wanted, Duration.ZERO, OptionalDouble.empty(), Optional.empty(), Duration.ofHours(1));
        }

        @Override
        public void throttled(String t, Duration pause, Slowdown slowdown, Duration age) {}
    }
}
