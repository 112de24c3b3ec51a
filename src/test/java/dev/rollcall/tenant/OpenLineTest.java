package dev.rollcall.tenant;

import static dev.rollcall.tenant.TickedTenant.START;
import static dev.rollcall.tenant.TickedTenant.ok;
import static dev.rollcall.tenant.TickedTenant.throttled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.connector.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/// Time is ticked: waiting moves the clock.
class OpenLineTest {

    private static final String NO_ANSWER = "the tenant gave no answer that can be used within 15 minutes; seen last: ";

    private final TickedTenant tenant = new TickedTenant();
    private final OpenLine line = tenant.open(OptionalInt.empty());

    @Test
    void waitsAsTheTenantAskedBySecondsOrByDate() {
        tenant.answers(
                throttled(new Answer.Wait.For(Duration.ofSeconds(7))),
                throttled(new Answer.Wait.Until(START.plusSeconds(60))),
                ok("now"));
        assertThat(read()).isEqualTo(ok("now"));
        assertThat(tenant.calls.get(1)).isEqualTo(START.plusSeconds(7));
        assertThat(tenant.calls.get(2)).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void givesUpWhereTheTenantAsksForMoreThanAQuarterOfAnHour() {
        tenant.answers(throttled(new Answer.Wait.For(Duration.ofMinutes(16))));
        read();
        assertThat(line.trouble().orElseThrow().reason()).isEqualTo(Trouble.Reason.TENANT_UNAVAILABLE);
        assertThat(tenant.now).isEqualTo(START);
    }

    @Test
    void givesUpWhereTheTenantPausesForAQuarterOfAnHourInAll() {
        Answer<String> pause = throttled(new Answer.Wait.For(Duration.ofMinutes(5)));
        tenant.answers(pause, pause, pause, ok("too late"));
        write();
        assertThat(line.trouble().orElseThrow().reason()).isEqualTo(Trouble.Reason.TENANT_UNAVAILABLE);
        assertThat(tenant.now).isEqualTo(START.plus(Duration.ofMinutes(10)));
    }

    @Test
    void bearsWithATenantThatPausesAllNightButAnswersBetween() {
        for (int i = 0; i < 20; i++) {
            tenant.answers(throttled(new Answer.Wait.For(Duration.ofMinutes(14))), ok("slow"));
            assertThat(write().answer()).isEqualTo(ok("slow"));
        }
        assertThat(line.trouble()).isEmpty();
    }

    @Test
    void givesUpOnATenantOfWhichTheBreakerStaysOpenForAQuarterOfAnHour() {
        tenant.otherwise = new Answer.Lost<>("HTTP 500");
        while (line.trouble().isEmpty()) {
            write();
        }
        assertThat(line.trouble()).contains(new Trouble(Trouble.Reason.TENANT_UNAVAILABLE, NO_ANSWER + "HTTP 500"));
        assertThat(Duration.between(START, tenant.now)).isBetween(Duration.ofMinutes(15), Duration.ofSeconds(930));
        for (int i = 20; i < tenant.calls.size(); i++) {
            assertThat(Duration.between(tenant.calls.get(i - 1), tenant.calls.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        }
        assertThat(tenant.calls).hasSizeBetween(20 + 25, 20 + 30);
    }

    @Test
    void waitsOutATenantThatIsDownForAQuarterOfAnHour() {
        tenant.otherwise = new Answer.Lost<>("HTTP 502");
        read();
        assertThat(line.trouble())
                .contains(new Trouble(
                        Trouble.Reason.TENANT_UNAVAILABLE,
                        "the tenant gave no answer that can be used within 15 minutes; seen last: HTTP 502"));
        assertThat(Duration.between(START, tenant.now)).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
    }

    @Test
    void asksOnceInHalfAMinuteAfterTwentyFailures() {
        for (int i = 0; i < 20; i++) {
            tenant.answers(new Answer.Lost<>("HTTP 500"));
            assertThat(write().counted()).isTrue();
        }
        tenant.answers(new Answer.Lost<>("HTTP 500"), ok("back"));
        Instant opened = tenant.now;
        assertThat(write().counted()).isFalse();
        assertThat(Duration.between(opened, tenant.now)).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(write().answer()).isEqualTo(ok("back"));
        assertThat(Duration.between(opened, tenant.now)).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        tenant.answers(ok("again"));
        assertThat(write().answer()).isEqualTo(ok("again"));
    }

    @Test
    void keepsToItsOwnRateWhereTheTenantAllowsMore() {
        OpenLine slow = tenant.open(OptionalInt.of(10));
        for (int i = 0; i < 25; i++) {
            tenant.answers(ok("x"));
            slow.read(c -> tenant.next());
        }
        for (int i = 0; i + 10 < tenant.calls.size(); i++) {
            assertThat(Duration.between(tenant.calls.get(i), tenant.calls.get(i + 10)))
                    .isGreaterThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void isCancelledWhileItWaits() {
        line.cancel();
        assertThatThrownBy(this::read).isInstanceOf(CancellationException.class);
    }

    private Answer<String> read() {
        return line.read(c -> tenant.next());
    }

    private TenantLine.Attempt<String> write() {
        return line.write(c -> tenant.next());
    }
}
