package dev.rollcall.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.tenant.PushSettings;
import dev.rollcall.tenant.TenantLine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a cancelled push leaves behind, and what a push says of itself while it goes on.
class CancelTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @Test
    void finishesACycleOfRenamesThatItHasBegunAndBeginsNoOther() {
        try (Rig rig = new Rig(database, Rig.seeded("A", "B", "C", "D"))) {
            for (String id : List.of("A", "B", "C", "D")) {
                rig.snapshot(id, "Orang " + id);
            }
            swap(rig, "A", "B", 1);
            swap(rig, "C", "D", 2);
            rig.open();
            rig.tenant.fault("{\"fault\": \"latency\", \"ms\": 200}");
            assertThat(rig.push(
                            false,
                            1,
                            Duration.ofSeconds(5),
                            () -> rig.tenant.user("TMPA").isPresent()
                                    || rig.states().containsKey("applied")))
                    .isEqualTo(new PushOutcome.Cancelled());
            assertThat(rig.tenant.user("A").orElseThrow().path("name").stringValue())
                    .isEqualTo("Orang B");
            assertThat(rig.tenant.user("B").orElseThrow().path("name").stringValue())
                    .isEqualTo("Orang A");
            assertThat(rig.tenant.user("TMPA")).isEmpty();
            assertThat(rig.tenant.user("TMPC")).isEmpty();
            assertThat(rig.column("select state from journal where seq <= 3")).containsOnly("applied");
            rig.tenant.clearFaults();
            assertThat(rig.push(false, 4)).isEqualTo(new PushOutcome.Finished());
            assertThat(rig.states()).isEqualTo(Map.of("applied", 6L));
        }
    }

    private static void swap(Rig rig, String one, String other, long group) {
        String idOne = "{\"employeeId\": \"" + one + "\"}";
        String idOther = "{\"employeeId\": \"" + other + "\"}";
        long step = rig.planInCycle("step", "rename", one, idOne, "{\"employeeId\": \"TMP" + one + "\"}", group);
        long taker = rig.planInCycle("change", "rename", other, idOther, idOne, group, step);
        rig.planInCycle("change", "rename", one, idOne, idOther, group, step, taker);
    }

    @Test
    void looksUpALostAnswerAndLeavesTheRestPending() {
        try (Rig rig = new Rig(database)) {
            for (int i = 0; i < 40; i++) {
                rig.plan("change", "create", "E" + i, "{}", Rig.person("E" + i));
            }
            rig.open();
            rig.tenant.fault("{\"fault\": \"latency\", \"ms\": 100}");
            rig.tenant.fault(
                    "{\"fault\": \"drop\", \"when\": \"after\", \"method\": \"POST\", \"path\": \".*users\", \"next\": 2}");
            assertThat(rig.push(false, 2, Duration.ofSeconds(5), () -> rig.tenant.userCount() >= 2))
                    .isEqualTo(new PushOutcome.Cancelled());
            assertThat(rig.states()).containsOnlyKeys("applied", "pending");
            assertThat(rig.states().get("applied")).isEqualTo((long) rig.tenant.userCount());
            assertThat(rig.journal.supersede("acme", 2, Journal.About.EVERYBODY))
                    .as("what is left gives way to a newer run")
                    .containsExactly(1L);
        }
    }

    @Test
    void letsNothingLeaveWhoseCommitTookSoLongThatTheRunWasLost() {
        try (Rig rig = new Rig(database)) {
            for (int i = 0; i < 40; i++) {
                rig.plan("change", "create", "E" + i, "{}", Rig.person("E" + i));
            }
            rig.open();
            assertThat(rig.push(
                            false, 4, Duration.ofSeconds(5), () -> rig.states().containsKey("sent")))
                    .isEqualTo(new PushOutcome.Cancelled());
            assertThat(rig.states()).isEqualTo(Map.of("pending", 40L));
            assertThat(rig.tenant.userCount()).isZero();
            assertThat(rig.push(false, 4)).isEqualTo(new PushOutcome.Finished());
            assertThat(rig.states()).isEqualTo(Map.of("applied", 40L));
        }
    }

    @Test
    void letsNothingLeaveThatWaitedForItsTurnWhenThePushEndedWithoutADatabase() throws InterruptedException {
        try (Rig rig = new Rig(database)) {
            for (int i = 0; i < 40; i++) {
                rig.plan("change", "create", "E" + i, "{}", Rig.person("E" + i));
            }
            rig.open();
            PushSettings four = new PushSettings(4, OptionalInt.empty(), false, 6, Duration.ofSeconds(5));
            var turns = new Semaphore(1);
            var back = new CountDownLatch(4);
            var lost = new AtomicBoolean();
            TenantLine real = rig.line(four, "sandbox-secret");
            TenantLine line = before(TenantLine.class, real, "write", () -> turns.acquireUninterruptibly(), back);
            PushStore away = before(
                    PushStore.class,
                    rig.bean(PushStore.class),
                    "record",
                    () -> {
                        lost.set(true);
                        throw PushStore.Unreachable.away(new IllegalStateException("the test took it away"));
                    },
                    new CountDownLatch(1));
            PushOutcome outcome = new Engine(
                            new PushOrder(1, Rig.JOB, line, four, lost::get, told -> {}), away, Clock.systemUTC())
                    .run();
            assertThat(outcome).isEqualTo(new PushOutcome.Cancelled());
            assertThat(rig.tenant.userCount()).isEqualTo(1);
            turns.release(40);
            assertThat(back.await(10, TimeUnit.SECONDS)).isTrue();
            real.close();
            assertThat(rig.tenant.userCount())
                    .as("whoever has the run by now has looked up the others")
                    .isEqualTo(1);
        }
    }

    /// The real one, with something done before one method.
    private static <T> T before(Class<T> type, T real, String method, Runnable what, CountDownLatch back) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, called, given) -> {
                    boolean is = called.getName().equals(method);
                    try {
                        if (is) {
                            what.run();
                        }
                        return called.invoke(real, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (is) {
                            back.countDown();
                        }
                    }
                }));
    }

    @Test
    void callsOffWhatWaitsForItsTurnAtASlowRate() {
        try (Rig rig = new Rig(database)) {
            for (int i = 0; i < 40; i++) {
                rig.plan("change", "create", "E" + i, "{}", Rig.person("E" + i));
            }
            rig.open();
            PushSettings slow = new PushSettings(8, OptionalInt.of(1), false, 6, Duration.ofSeconds(5));
            try (TenantLine line = rig.line(slow, "sandbox-secret")) {
                PushOutcome outcome = rig.bean(Push.class)
                        .push(new PushOrder(1, Rig.JOB, line, slow, () -> rig.tenant.userCount() >= 1, told -> {}));
                assertThat(outcome).isEqualTo(new PushOutcome.Cancelled());
            }
            assertThat(rig.states()).containsOnlyKeys("applied", "pending");
            assertThat(rig.tenant.userCount()).isLessThan(10);
        }
    }

    @Test
    void saysFromTheBeginningHowMuchThereIsAndWhenItWillBeThroughAtTheAllowedRate() {
        try (Rig rig = new Rig(database)) {
            for (int i = 0; i < 30; i++) {
                rig.plan("change", "create", "E" + i, "{}", Rig.person("E" + i));
            }
            rig.open();
            PushSettings settings = new PushSettings(8, OptionalInt.of(20), false, 6, Duration.ofSeconds(5));
            List<Progress> told = new CopyOnWriteArrayList<>();
            try (TenantLine line = rig.line(settings, "sandbox-secret")) {
                rig.bean(Push.class).push(new PushOrder(1, Rig.JOB, line, settings, () -> false, told::add));
            }
            Progress first = told.getFirst();
            assertThat(first.done()).isZero();
            assertThat(first.total()).isEqualTo(30);
            assertThat(first.rate()).isEqualTo(20);
            assertThat(first.eta()).isPresent();
            assertThat(told.getLast().done()).isEqualTo(30);
            assertThat(told).extracting(Progress::done).isSorted();
        }
    }
}
