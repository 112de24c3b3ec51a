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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What arrives at the tenant when several jobs and several workers on one database call it at once; by the tenant's
/// own record. Of two workers neither knows how long the other's calls are on their way: 10 ms are allowed for. The
/// machine does other things, so what it held up for longer is let off, a twentieth of the rate at most.
class RateTest {

    private static final int CALLERS = 6;
    private static final Duration ON_ITS_WAY = Duration.ofMillis(10);

    private static final Pattern SOUGHT = Pattern.compile("=([FGS]\\d+-\\d+)");

    private final Map<String, Instant> left = new ConcurrentHashMap<>();

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
                String caller = i + "-";
                callers.execute(() -> call(fast, "F" + caller, 20));
                callers.execute(() -> call(fastElsewhere, "G" + caller, 10));
                callers.execute(() -> call(slow, "S" + caller, 5));
            }
            callers.shutdown();
            assertThat(callers.awaitTermination(2, java.util.concurrent.TimeUnit.MINUTES))
                    .isTrue();
            List<CallRecord> calls = one.tenant.calls();
            assertThat(calls).hasSizeGreaterThanOrEqualTo(CALLERS * 35);
            assertThat(left).hasSize(CALLERS * 35);
            assertThat(mostInASecond(left.values())).isLessThanOrEqualTo(40);
            assertThat(mostInASecond(times(left, "S"))).isLessThanOrEqualTo(10);
            Map<String, Instant> arrived = arrivals(calls);
            int heldUp = heldUp(arrived);
            System.out.printf(
                    "of 40 a second: %d left, %d arrived, %d of all were held up%n",
                    mostInASecond(left.values()), mostInASecond(arrived.values()), heldUp);
            assertThat(arrived).containsOnlyKeys(left.keySet());
            assertThat(mostInASecond(calls.stream().map(CallRecord::at).toList()))
                    .isLessThanOrEqualTo(40 + Math.min(heldUp, 2));
            assertThat(mostInASecond(times(arrived, "S"))).isLessThanOrEqualTo(10 + Math.min(heldUp, 1));
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

    private void call(TenantLine line, String who, int times) {
        for (int i = 0; i < times; i++) {
            String id = who + i;
            var key = new UserKey.ByEmployeeId(new EmployeeId(id));
            line.read(connector -> {
                left.put(id, Instant.now());
                return connector.find(key);
            });
        }
    }

    private static Map<String, Instant> arrivals(List<CallRecord> calls) {
        Map<String, Instant> arrivals = new HashMap<>();
        for (CallRecord call : calls) {
            Matcher id = SOUGHT.matcher(call.path());
            if (id.find()) {
                arrivals.put(id.group(1), call.at());
            }
        }
        return arrivals;
    }

    private int heldUp(Map<String, Instant> arrived) {
        return (int) arrived.entrySet().stream()
                .filter(call -> Objects.requireNonNull(left.get(call.getKey()))
                        .plus(ON_ITS_WAY)
                        .isBefore(call.getValue()))
                .count();
    }

    private static List<Instant> times(Map<String, Instant> calls, String whose) {
        return calls.entrySet().stream()
                .filter(call -> call.getKey().startsWith(whose))
                .map(Map.Entry::getValue)
                .toList();
    }

    /// The most of these calls that came within any second.
    private static int mostInASecond(Collection<Instant> calls) {
        List<Instant> times = calls.stream().sorted().toList();
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
