package dev.rollcall.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Time is ticked: waiting moves the clock.
class OpenLineTest {

    private static final Instant START = Instant.parse("2026-11-23T02:00:00Z");
    private Instant now = START;
    private final Scripted tenant = new Scripted();
    private final List<Instant> calls = new ArrayList<>();
    private final OpenLine line = open(OptionalInt.empty());

    @Test
    void logsInOnceAndAgainWhenTheTokenIsRefused() {
        tenant.answers(ok("one"), unauthorized(1), ok("two"));
        assertThat(read()).isEqualTo(ok("one"));
        assertThat(read()).isEqualTo(ok("two"));
        assertThat(tenant.session).isEqualTo(2);
        assertThat(line.calls()).isEqualTo(new TenantLine.Calls(5, 0, 1));
    }

    @Test
    void givesUpOnCredentialsThatNeverWorked() {
        tenant.login = () -> new Answer.Refused<>("400", "BAD_REQUEST", Answer.Refusal.CREDENTIALS);
        assertThat(read()).isInstanceOf(Answer.Transient.class);
        assertThat(line.trouble())
                .contains(new Trouble(
                        Trouble.Reason.CREDENTIALS_REFUSED, "the tenant refused the login (400): BAD_REQUEST"));
    }

    @Test
    void givesUpOnTokensOfWhichNoneIsAccepted() {
        tenant.answers(unauthorized(1), unauthorized(2), unauthorized(3));
        read();
        assertThat(line.trouble().orElseThrow().reason()).isEqualTo(Trouble.Reason.CREDENTIALS_REFUSED);
    }

    @Test
    void waitsAsTheTenantAskedBySecondsOrByDate() {
        tenant.answers(
                throttled(new Answer.Wait.For(Duration.ofSeconds(7))),
                throttled(new Answer.Wait.Until(START.plusSeconds(60))),
                ok("now"));
        assertThat(read()).isEqualTo(ok("now"));
        assertThat(calls.get(1)).isEqualTo(START.plusSeconds(7));
        assertThat(calls.get(2)).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void givesUpWhereTheTenantAsksForMoreThanAQuarterOfAnHour() {
        tenant.answers(throttled(new Answer.Wait.For(Duration.ofMinutes(16))));
        read();
        assertThat(line.trouble().orElseThrow().reason()).isEqualTo(Trouble.Reason.TENANT_UNAVAILABLE);
        assertThat(now).isEqualTo(START);
    }

    @Test
    void waitsOutATenantThatIsDownForAQuarterOfAnHour() {
        tenant.otherwise = new Answer.Lost<>("HTTP 502");
        read();
        assertThat(line.trouble()).contains(new Trouble(Trouble.Reason.TENANT_UNAVAILABLE, "HTTP 502"));
        assertThat(Duration.between(START, now)).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
    }

    @Test
    void asksOnceInHalfAMinuteAfterTwentyFailures() {
        for (int i = 0; i < 20; i++) {
            tenant.answers(new Answer.Lost<>("HTTP 500"));
            assertThat(write().counted()).isTrue();
        }
        tenant.answers(new Answer.Lost<>("HTTP 500"), ok("back"));
        Instant opened = now;
        assertThat(write().counted()).isFalse();
        assertThat(Duration.between(opened, now)).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(write().answer()).isEqualTo(ok("back"));
        assertThat(Duration.between(opened, now)).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        tenant.answers(ok("again"));
        assertThat(write().answer()).isEqualTo(ok("again"));
    }

    @Test
    void keepsToItsOwnRateWhereTheTenantAllowsMore() {
        OpenLine slow = open(OptionalInt.of(10));
        for (int i = 0; i < 25; i++) {
            tenant.answers(ok("x"));
            slow.read(c -> tenant.next());
        }
        for (int i = 0; i + 10 < calls.size(); i++) {
            assertThat(Duration.between(calls.get(i), calls.get(i + 10))).isGreaterThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void isCancelledWhileItWaits() {
        line.cancel();
        assertThatThrownBy(this::read).isInstanceOf(CancellationException.class);
    }

    private OpenLine open(OptionalInt rate) {
        PushSettings settings = new PushSettings(4, rate, true, 6, Duration.ofSeconds(30));
        Waiting ticking = (span, cancelled) -> {
            now = now.plus(span);
            return cancelled.getCount() == 0;
        };
        SharedTenant shared = SharedTenant.of("t", new Free(), () -> now);
        return new OpenLine(tenant, settings, shared, () -> now, ticking, new Backoff(bound -> bound - 1));
    }

    private Answer<String> read() {
        return line.read(c -> tenant.next());
    }

    private TenantLine.Attempt<String> write() {
        return line.write(c -> tenant.next());
    }

    private static Answer<String> ok(String value) {
        return new Answer.Success<>(value);
    }

    private static Answer<String> unauthorized(long session) {
        return new Answer.Unauthorized<>(session, "123", "Token is not valid");
    }

    private static Answer<String> throttled(Answer.Wait wait) {
        return new Answer.Transient<>(Optional.of(wait), true, "HTTP 429");
    }

    /// A budget without limits.
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

    /// Answers what it was told, in order.
    private final class Scripted implements Connector {
        private final Queue<Answer<String>> script = new ArrayDeque<>();
        private Answer<String> otherwise = new Answer.Lost<>("nothing scripted");
        private Supplier<Answer<Session>> login =
                () -> new Answer.Success<>(new Session(this.session + 1, Optional.empty()));
        private long session;

        @SafeVarargs
        final void answers(Answer<String>... answers) {
            for (Answer<String> answer : answers) {
                script.add(answer);
            }
        }

        Answer<String> next() {
            calls.add(now);
            Answer<String> scripted = script.poll();
            return scripted == null ? otherwise : scripted;
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
        public Abilities abilities() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Answer<Page<TenantUser>> users(int number) {
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
    }
}
