package dev.rollcall.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.UserKey;
import dev.rollcall.database.TestDatabase;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.sandbox.record.CallRecord;
import dev.rollcall.tenant.PushSettings;
import dev.rollcall.tenant.TenantLine;
import dev.rollcall.tenant.Tenants;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What arrives at the tenant when several jobs and several workers on one database call it at once; by the tenant's
/// own record. It stands in the same process, on a machine that does other things: of two workers a twentieth more may
/// be noted, for calls that are held up between their permit and that record.
class RateTest {

    private static final int CALLERS = 6;

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @Test
    void exceedsNeitherAJobsRateNorTheTenantsWithTwoJobsOnTwoWorkers() throws Exception {
        try (Rig one = new Rig(database);
                var two = Rig.beans(database.dataSource());
                TenantLine fast = line(one.bean(Tenants.class), "fast", 40, one.tenant.url());
                TenantLine fastElsewhere = line(two.getBean(Tenants.class), "fast", 40, one.tenant.url());
                TenantLine slow = line(two.getBean(Tenants.class), "slow", 10, one.tenant.url());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> call(fast, "F", 20));
                callers.execute(() -> call(fastElsewhere, "G", 10));
                callers.execute(() -> call(slow, "S", 5));
            }
            callers.shutdown();
            assertThat(callers.awaitTermination(2, java.util.concurrent.TimeUnit.MINUTES))
                    .isTrue();
            List<CallRecord> calls = one.tenant.calls();
            assertThat(calls).hasSizeGreaterThanOrEqualTo(CALLERS * 35);
            assertThat(mostInASecond(calls, call -> true)).isLessThanOrEqualTo(42);
            assertThat(mostInASecond(calls, call -> call.path().contains("=S"))).isLessThanOrEqualTo(11);
        }
    }

    @Test
    void goesOnMoreSlowlyOnEveryWorkerAfterTheTenantComplained() throws Exception {
        try (Rig one = new Rig(database);
                var two = Rig.beans(database.dataSource());
                TenantLine here = line(one.bean(Tenants.class), "here", 40, one.tenant.url());
                TenantLine there = line(two.getBean(Tenants.class), "there", 40, one.tenant.url());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            one.tenant.fault("{\"fault\": \"rateLimit\", \"perSecond\": 15, \"retryAfter\": 2}");
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> call(here, "H", 7));
                callers.execute(() -> call(there, "T", 7));
            }
            callers.shutdown();
            assertThat(callers.awaitTermination(2, java.util.concurrent.TimeUnit.MINUTES))
                    .isTrue();
            List<CallRecord> calls = one.tenant.calls();
            Instant complained = calls.stream()
                    .filter(call -> call.status() == 429)
                    .map(CallRecord::at)
                    .findFirst()
                    .orElseThrow();
            assertThat(calls.stream().filter(call -> call.status() == 429).count())
                    .as("what was under way when it complained, and what it is asked for now and then")
                    .isLessThan(calls.size() / 3);
            assertThat(calls.stream()
                            .filter(call -> call.at().isAfter(complained.plusMillis(500))
                                    && call.at().isBefore(complained.plusMillis(1_900))))
                    .as("everybody pauses")
                    .isEmpty();
        }
    }

    private static TenantLine line(Tenants tenants, String job, int rate, URI url) {
        var settings = new PushSettings(CALLERS, OptionalInt.of(rate), true, 6, Duration.ofSeconds(5));
        return tenants.open(job, Rig.target(url, settings, "sandbox-secret"), settings);
    }

    private static void call(TenantLine line, String who, int times) {
        for (int i = 0; i < times; i++) {
            var key = new UserKey.ByEmployeeId(new EmployeeId(who + i));
            line.read(connector -> connector.find(key));
        }
    }

    /// The most of these calls that arrived within any second.
    private static int mostInASecond(List<CallRecord> calls, Predicate<CallRecord> which) {
        List<Instant> times = new ArrayList<>(
                calls.stream().filter(which).map(CallRecord::at).sorted().toList());
        int most = 0;
        for (int from = 0, to = 0; to < times.size(); to++) {
            while (!times.get(from).plusSeconds(1).isAfter(times.get(to))) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}
