package dev.rollcall.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A tenant that goes wrong in every way, each alone and all together, singly and in bulk: the tenant ends as
/// planned, the journal says what the tenant's own record says, and nobody is created twice. `-Dpush.faults.users=`
/// sets the size of each (200; all together 5,000).
class FaultsTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final int EACH = Integer.getInteger("push.faults.users", 200);
    private static final int TOGETHER = Integer.getInteger("push.faults.users", 5_000);
    private static final int ATTEMPTS_OUTLAST = 1_000;
    private static final String WRITES = "\"path\": \".*users.*\"";

    record Case(String name, String fault) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// `%1$d` takes every how many calls it strikes, `%2$d` how many it lets through first: calls for one are many,
    /// calls for a hundred are few.
    private static final List<Case> CASES = List.of(
            new Case("latency", "{\"fault\": \"latency\", \"ms\": 2}"),
            new Case("jitter", "{\"fault\": \"latency\", \"ms\": 1, \"jitterMs\": 60, \"every\": %1$d}"),
            new Case(
                    "too many, seconds",
                    "{\"fault\": \"throttle\", \"retryAfter\": 1, \"skip\": %2$d, \"next\": 1, " + WRITES + "}"),
            new Case(
                    "too many, date",
                    "{\"fault\": \"throttle\", \"retryAfter\": 1, \"retryAfterAs\": \"date\", \"skip\": %2$d,"
                            + " \"next\": 1, "
                            + WRITES + "}"),
            new Case("500 before", "{\"fault\": \"status\", \"status\": 500, \"every\": %1$d, " + WRITES + "}"),
            new Case(
                    "500 after",
                    "{\"fault\": \"status\", \"status\": 500, \"when\": \"after\", \"every\": %1$d, " + WRITES + "}"),
            new Case(
                    "503 with Retry-After",
                    "{\"fault\": \"status\", \"status\": 503, \"retryAfterAs\": \"seconds\", \"skip\": %2$d, \"next\":"
                            + " 1, "
                            + WRITES + "}"),
            new Case("dropped before", "{\"fault\": \"drop\", \"every\": %1$d, " + WRITES + "}"),
            new Case("dropped after", "{\"fault\": \"drop\", \"when\": \"after\", \"every\": %1$d, " + WRITES + "}"),
            new Case(
                    "hangs before",
                    "{\"fault\": \"hang\", \"ms\": 1500, \"every\": %1$d, \"next\": 6, " + WRITES + "}"),
            new Case(
                    "hangs after",
                    "{\"fault\": \"hang\", \"ms\": 1500, \"when\": \"after\", \"every\": %1$d, \"next\": 6, " + WRITES
                            + "}"),
            new Case("HTML before", "{\"fault\": \"html\", \"every\": %1$d, " + WRITES + "}"),
            new Case("HTML after", "{\"fault\": \"html\", \"when\": \"after\", \"every\": %1$d, " + WRITES + "}"),
            new Case("slow bodies", "{\"fault\": \"slowBody\", \"bytes\": 40, \"pauseMs\": 5, \"every\": %1$d}"),
            new Case(
                    "slower than the time-out",
                    "{\"fault\": \"slowBody\", \"bytes\": 1, \"pauseMs\": 100, \"every\": %1$d, \"next\": 4, " + WRITES
                            + "}"),
            new Case("bodies cut off", "{\"fault\": \"cutBody\", \"bytes\": 12, \"every\": %1$d, " + WRITES + "}"),
            new Case("tokens that expire", "{\"fault\": \"expireTokens\", \"every\": %1$d, " + WRITES + "}"),
            new Case("answers in another order", "{\"fault\": \"bulk\", \"shuffle\": true}"),
            new Case("answers missing, not done", "{\"fault\": \"bulk\", \"lose\": 9, \"every\": 2}"),
            new Case("answers missing, done", "{\"fault\": \"bulk\", \"omit\": 9, \"shuffle\": true, \"every\": 2}"));

    static Stream<Arguments> alone() {
        return CASES.stream()
                .flatMap(fault -> fault.name().startsWith("answers")
                        ? Stream.of(Arguments.of(fault, true))
                        : Stream.of(Arguments.of(fault, false), Arguments.of(fault, true)));
    }

    @ParameterizedTest(name = "{0}, bulk: {1}")
    @MethodSource("alone")
    void appliesEverythingOnceThrough(Case fault, boolean bulk) {
        Workforce workforce = Workforce.of(EACH);
        try (Rig rig = new Rig(database, workforce.seeds())) {
            workforce.plan(rig.jdbc);
            rig.open();
            rig.tenant.fault(fault.fault().formatted(bulk ? 5 : 17, bulk ? 2 : 120));
            assertThat(rig.push(bulk, 8, TIMEOUT, () -> false)).isEqualTo(new PushOutcome.Finished());
            if (!fault.fault().contains("latency")) {
                assertThat(rig.tenant.calls().stream()
                                .filter(call -> !call.faults().isEmpty())
                                .count())
                        .isPositive();
            }
            if (EACH > ATTEMPTS_OUTLAST) {
                retryWhatMetItOnEveryAttempt(rig, workforce, bulk);
            }
            new Oracle(workforce, rig.tenant, rig.jdbc).allApplied();
        }
    }

    /// Of thousands, one or two meet every fifth call as often as anything is tried. They are to be failed as
    /// unavailable, and to go through when they are retried, as the next run does.
    private static void retryWhatMetItOnEveryAttempt(Rig rig, Workforce workforce, boolean bulk) {
        new Oracle(workforce, rig.tenant, rig.jdbc).agrees();
        assertThat(rig.column("select code from journal where state <> 'applied'"))
                .hasSizeLessThan(EACH / 500)
                .isSubsetOf("REMOTE_UNAVAILABLE");
        rig.tenant.clearFaults();
        rig.journal.retry(1, new Journal.Retry.OfCode("REMOTE_UNAVAILABLE"));
        assertThat(rig.push(bulk, 8)).isEqualTo(new PushOutcome.Finished());
    }

    @ParameterizedTest(name = "bulk: {0}")
    @ValueSource(booleans = {false, true})
    void appliesEverythingOnceThroughAllOfThemTogether(boolean bulk) {
        Workforce workforce = Workforce.of(TOGETHER);
        try (Rig rig = new Rig(database, workforce.seeds())) {
            workforce.plan(rig.jdbc);
            rig.open();
            int every = bulk ? 23 : 211;
            CASES.forEach(fault -> rig.tenant.fault(fault.fault().formatted(every, 4 * every)));
            assertThat(rig.push(bulk, 16, TIMEOUT, () -> false)).isEqualTo(new PushOutcome.Finished());
            new Oracle(workforce, rig.tenant, rig.jdbc).allApplied();
        }
    }

    /// More calls are under way than a token lives for, so that most tokens die before they worked.
    @ParameterizedTest(name = "every {0} calls")
    @ValueSource(ints = {2, 3, 5})
    void appliesEverythingThoughNoTokenLivesForAsManyCallsAsAreUnderWay(int every) {
        Workforce workforce = Workforce.of(EACH);
        try (Rig rig = new Rig(database, workforce.seeds())) {
            workforce.plan(rig.jdbc);
            rig.open();
            rig.tenant.fault("{\"fault\": \"expireTokens\", \"every\": %d, %s}".formatted(every, WRITES));
            assertThat(rig.push(false, 16, TIMEOUT, () -> false)).isEqualTo(new PushOutcome.Finished());
            new Oracle(workforce, rig.tenant, rig.jdbc).allApplied();
        }
    }

    @ParameterizedTest(name = "bulk: {0}")
    @ValueSource(booleans = {false, true})
    void saysOfEveryChangeThatTheTenantRefusesThatItFailed(boolean bulk) {
        Workforce workforce = Workforce.of(EACH);
        try (Rig rig = new Rig(database, workforce.seeds())) {
            workforce.plan(rig.jdbc);
            rig.open();
            rig.tenant.fault(
                    bulk
                            ? "{\"fault\": \"bulk\", \"fail\": 7, \"every\": 2}"
                            : "{\"fault\": \"status\", \"status\": 400, \"every\": 19, " + WRITES + "}");
            assertThat(rig.push(bulk, 8, TIMEOUT, () -> false)).isEqualTo(new PushOutcome.Finished());
            assertThat(rig.states()).containsKey("failed");
            new Oracle(workforce, rig.tenant, rig.jdbc).agrees();
            assertThat(rig.column("select distinct code from journal where state = 'failed' order by 1"))
                    .isSubsetOf("DEPENDS_ON", "REMOTE_REJECTED");
        }
    }
}
