package dev.rollcall.tenant;

import static dev.rollcall.tenant.TickedTenant.PAGE;
import static dev.rollcall.tenant.TickedTenant.START;
import static dev.rollcall.tenant.TickedTenant.lost;
import static dev.rollcall.tenant.TickedTenant.ok;
import static dev.rollcall.tenant.TickedTenant.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Whose fault it is that a token is refused. Time is ticked. That tokens which expire after two calls of many are
/// not misjudged is shown by `FaultsTest`, on the sandbox.
class RefusedTokensTest {

    private static final String NO_ANSWER = "the tenant gave no answer that can be used within 15 minutes; seen last: ";

    private final TickedTenant tenant = new TickedTenant();
    private final OpenLine line = tenant.open(OptionalInt.empty());

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
    void waitsForATokenOfATenantThatIsDown() {
        var answers = new ArrayDeque<Answer<Connector.Session>>(List.of(
                new Answer.Lost<>("HTTP 502"),
                new Answer.Transient<>(Optional.empty(), false, "connection refused"),
                new Answer.Transient<>(Optional.of(new Answer.Wait.For(Duration.ofMinutes(5))), true, "HTTP 429"),
                new Answer.Success<>(new Connector.Session(1, Optional.empty()))));
        tenant.login = answers::remove;
        tenant.answers(ok("back"));
        assertThat(read()).isEqualTo(ok("back"));
        assertThat(Duration.between(START, tenant.now)).isGreaterThan(Duration.ofMinutes(5));
    }

    @Test
    void givesUpOnATenantThatGivesNoTokenForAQuarterOfAnHour() {
        tenant.login = () -> new Answer.Lost<>("HTTP 502");
        read();
        assertThat(line.trouble()).contains(new Trouble(Trouble.Reason.TENANT_UNAVAILABLE, NO_ANSWER + "HTTP 502"));
        assertThat(Duration.between(START, tenant.now)).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        assertThat(tenant.calls).isEmpty();
    }

    @Test
    void givesUpOnTokensOfWhichNoneIsAccepted() {
        tenant.answers(unauthorized(1), unauthorized(2), unauthorized(3), unauthorized(4), unauthorized(5));
        tenant.answersThePageOfUsers(new Answer.Unauthorized<>(5, "123", "Token is not valid"));
        read();
        assertThat(line.trouble())
                .contains(new Trouble(
                        Trouble.Reason.CREDENTIALS_REFUSED,
                        "the tenant gives tokens for these credentials, but accepts none of them"));
        assertThat(tenant.session).isEqualTo(5);
        assertThat(tenant.hasSaidAll()).isTrue();
    }

    @Test
    void failsTheCallAloneThatIsRefusedWithATokenThatWorks() {
        tenant.answers(unauthorized(1), unauthorized(2), unauthorized(3), unauthorized(4), unauthorized(5), ok("else"));
        tenant.answersThePageOfUsers(PAGE);
        assertThat(write().answer())
                .isEqualTo(new Answer.Refused<>("123", "Token is not valid", Answer.Refusal.NOT_PERMITTED));
        assertThat(line.trouble()).isEmpty();
        assertThat(write().answer()).isEqualTo(ok("else"));
    }

    @Test
    void goesOnWhereTheTokenIsAcceptedAfterHoweverManyRefusals() {
        for (int calls = 0; calls < 30; calls++) {
            long session = tenant.session == 0 ? 1 : tenant.session;
            tenant.answers(unauthorized(session), unauthorized(session + 1), unauthorized(session + 2));
            tenant.answers(unauthorized(session + 3), ok("at last"));
            assertThat(write().answer()).isEqualTo(ok("at last"));
        }
        assertThat(line.trouble()).isEmpty();
    }

    @Test
    void keepsToWhatTheCallCameToWhereATokenOnTrialGivesNoAnswer() {
        tenant.answers(unauthorized(1), unauthorized(2), lost(), ok("later"));
        assertThat(write().answer()).isEqualTo(lost());
        assertThat(write().answer()).isEqualTo(ok("later"));
    }

    @Test
    void judgesNoTokenBeforeTheTenantAnswers() {
        tenant.answers(unauthorized(1), unauthorized(2), unauthorized(3), unauthorized(4), unauthorized(5));
        for (int i = 0; i < 5; i++) {
            tenant.answersThePageOfUsers(new Answer.Lost<>("HTTP 502"));
        }
        tenant.answersThePageOfUsers(new Answer.Transient<>(Optional.empty(), true, "HTTP 429"));
        tenant.answersThePageOfUsers(new Answer.Refused<>("400", "page", Answer.Refusal.OTHER));
        assertThat(write().answer()).isInstanceOf(Answer.Refused.class);
        assertThat(line.trouble()).isEmpty();
        assertThat(Duration.between(START, tenant.now)).isGreaterThan(Duration.ofSeconds(30));
    }

    private Answer<String> read() {
        return line.read(c -> tenant.next());
    }

    private TenantLine.Attempt<String> write() {
        return line.write(c -> tenant.next());
    }
}
