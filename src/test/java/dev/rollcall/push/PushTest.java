package dev.rollcall.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.plan.Action;
import dev.rollcall.tenant.PushSettings;
import dev.rollcall.tenant.TenantLine;
import dev.rollcall.tenant.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void createsEverybodyOnceAndLinksThem(boolean bulk) {
        try (Rig rig = new Rig(database)) {
            for (int i = 0; i < 250; i++) {
                rig.plan("change", "create", "E" + i, "{}", Rig.person("E" + i));
            }
            rig.open();
            assertThat(rig.push(bulk, 8)).isEqualTo(new PushOutcome.Finished());
            assertThat(rig.states()).isEqualTo(Map.of("applied", 250L));
            assertThat(rig.tenant.userCount()).isEqualTo(250);
            assertThat(rig.tenant.createdTwice()).isEmpty();
            assertThat(rig.column("select employee_id from link where job = 'acme' and remote_id = employee_id"))
                    .hasSize(250);
            assertThat(rig.journal.counts(1).of(Action.CREATE))
                    .isEqualTo(new Counts.Tally(250, 0, 0, 250, 0, 0, 0, 0, 0));
        }
    }

    @Test
    void makesATagBeforeThePeopleWhoGetItAndRemembersWhatItAdded() {
        try (Rig rig = new Rig(database, Rig.seeded("A1"))) {
            rig.snapshot("A1", "Orang A1");
            long tag = rig.plan("reference", "create", "Kontrak", "{}", "{\"tags\": \"Kontrak\"}");
            rig.plan("change", "update", "A1", "{\"tags\": []}", "{\"tags\": [\"+Kontrak\"]}", tag);
            rig.open();
            assertThat(rig.push(true, 4)).isEqualTo(new PushOutcome.Finished());
            assertThat(rig.states()).isEqualTo(Map.of("applied", 2L));
            assertThat(rig.tenant.user("A1").orElseThrow().toString()).contains("Kontrak");
            assertThat(rig.column("select value from own_value where remote_id = 'A1' and attribute = 'tags'"))
                    .isEqualTo(rig.column("select result_id from journal where seq = 1"));
        }
    }

    @Test
    void swapsTwoEmployeeIdsThroughATemporaryOne() {
        try (Rig rig = new Rig(database, Rig.seeded("A", "B"))) {
            swap(rig);
            assertThat(rig.push(true, 4)).isEqualTo(new PushOutcome.Finished());
            assertThat(rig.states()).isEqualTo(Map.of("applied", 3L));
            assertThat(rig.tenant.user("A").orElseThrow().path("name").stringValue())
                    .isEqualTo("Orang B");
            assertThat(rig.tenant.user("B").orElseThrow().path("name").stringValue())
                    .isEqualTo("Orang A");
            assertThat(rig.tenant.userCount()).isEqualTo(2);
            assertThat(rig.column("select employee_id || ' ' || remote_id || ' ' || array_to_string(previous_ids,"
                            + " ',') from link order by 1"))
                    .containsExactly("A A B", "B B A");
        }
    }

    @Test
    void putsEverybodyBackWhereACycleCannotBeFinished() {
        try (Rig rig = new Rig(database, Rig.seeded("A", "B"))) {
            swap(rig);
            rig.tenant.fault(
                    "{\"fault\": \"status\", \"status\": 400, \"when\": \"before\", \"method\": \"PUT\", \"skip\": 1,"
                            + " \"next\": 1}");
            rig.push(false, 4);
            assertThat(rig.tenant.user("A").orElseThrow().path("name").stringValue())
                    .isEqualTo("Orang A");
            assertThat(rig.tenant.user("B").orElseThrow().path("name").stringValue())
                    .isEqualTo("Orang B");
            assertThat(rig.tenant.userCount()).isEqualTo(2);
            assertThat(rig.states()).isEqualTo(Map.of("failed", 3L));
            assertThat(rig.column("select employee_id || remote_id from link order by 1"))
                    .containsExactly("AA", "BB");
        }
    }

    private static void swap(Rig rig) {
        rig.snapshot("A", "Orang A");
        rig.snapshot("B", "Orang B");
        rig.jdbc
                .sql("insert into link (job, employee_id, remote_id, made_by_run) values"
                        + " ('acme','A','A',0),('acme','B','B',0)")
                .update();
        long step = rig.planInCycle("step", "rename", "A", "{\"employeeId\": \"A\"}", "{\"employeeId\": \"TMP1\"}", 1);
        long taker =
                rig.planInCycle("change", "rename", "B", "{\"employeeId\": \"B\"}", "{\"employeeId\": \"A\"}", 1, step);
        rig.planInCycle("change", "rename", "A", "{\"employeeId\": \"A\"}", "{\"employeeId\": \"B\"}", 1, step, taker);
        rig.open();
    }

    @Test
    void looksBeforeItTriesAgainWhereTheAnswerToACreateWasLost() {
        try (Rig rig = new Rig(database)) {
            rig.tenant.fault("{\"fault\": \"drop\", \"when\": \"after\", \"method\": \"POST\", \"path\": \".*users.*\","
                    + " \"next\": 1}");
            rig.plan("change", "create", "E1", "{}", Rig.person("E1"));
            rig.open();
            assertThat(rig.push(false, 4)).isEqualTo(new PushOutcome.Finished());
            assertThat(rig.states()).isEqualTo(Map.of("applied", 1L));
            assertThat(rig.tenant.calls().stream()
                            .filter(call ->
                                    call.method().equals("POST") && call.path().contains("users"))
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void resolvesWhatWasSentWhenTheWorkerDied() {
        try (Rig rig = new Rig(database, Rig.seeded("E1"))) {
            rig.plan("change", "create", "E1", "{}", Rig.person("E1"));
            rig.plan("change", "create", "E2", "{}", Rig.person("E2"));
            rig.open();
            rig.jdbc.sql("update journal set state = 'sent'").update();
            assertThat(rig.push(true, 4)).isEqualTo(new PushOutcome.Finished());
            assertThat(rig.states()).isEqualTo(Map.of("applied", 2L));
            assertThat(rig.tenant.userCount()).isEqualTo(2);
            assertThat(rig.tenant.createdTwice()).isEmpty();
        }
    }

    @Test
    void readsTheListRatherThanAskForEachOfAFirstLoadThatWasCutOff() {
        String[] ids = IntStream.rangeClosed(1, 250).mapToObj(i -> "E" + i).toArray(String[]::new);
        try (Rig rig = new Rig(database, Rig.seeded(ids))) {
            for (String id : ids) {
                rig.plan("change", "create", id, "{}", Rig.person(id));
            }
            rig.open();
            rig.jdbc.sql("update journal set state = 'sent'").update();
            assertThat(rig.push(true, 4)).isEqualTo(new PushOutcome.Finished());
            assertThat(rig.states()).isEqualTo(Map.of("applied", 250L));
            assertThat(rig.tenant.userCount()).isEqualTo(250);
            assertThat(rig.tenant.calls().stream()
                            .filter(call ->
                                    call.method().equals("GET") && call.path().contains("users"))
                            .count())
                    .isLessThanOrEqualTo(4);
        }
    }

    @Test
    void findsUnderTheNewIdWhoeverItRenamedBeforeItDiedLongAgo() {
        try (Rig rig = new Rig(database, Rig.seeded("N1"))) {
            rig.snapshot("A1", "Orang N1");
            rig.snapshot("A2", "Orang A2");
            rig.jdbc
                    .sql("update run set started_at = now() - interval '11 minutes'")
                    .update();
            rig.plan("change", "rename", "A1", "{\"employeeId\": \"A1\"}", "{\"employeeId\": \"N1\"}");
            rig.plan("change", "rename", "A2", "{\"employeeId\": \"A2\"}", "{\"employeeId\": \"N2\"}");
            rig.open();
            rig.jdbc.sql("update journal set state = 'sent'").update();
            assertThat(rig.push(true, 4)).isEqualTo(new PushOutcome.Finished());
            assertThat(rig.column("select state || coalesce(' ' || remote_code, '') from journal order by seq"))
                    .containsExactly("applied", "failed NOT_FOUND");
            assertThat(rig.column("select employee_id || ' ' || remote_id from link"))
                    .containsExactly("N1 N1");
        }
    }

    @Test
    void takesAnIdThatSomebodyElseHasForARefusalAndAnEqualUserForItsOwn() {
        try (Rig rig = new Rig(database, Rig.seeded("E1", "E2"))) {
            rig.plan("change", "create", "E1", "{}", Rig.person("E1"));
            rig.plan("change", "create", "E2", "{}", "{\"name\": \"Orang Lain\", \"email\": \"lain@contoh.co.id\"}");
            rig.open();
            rig.push(true, 4);
            assertThat(rig.column("select state || coalesce(' ' || code, '') from journal order by seq"))
                    .containsExactly("applied", "failed EMPLOYEE_ID_TAKEN");
        }
    }

    @Test
    void doesNotOverwriteWhatChangedSinceAnOldReading() {
        try (Rig rig = new Rig(database, Rig.seeded("A1", "A2"))) {
            rig.snapshot("A1", "Orang A1");
            rig.snapshot("A2", "Orang A2");
            rig.jdbc
                    .sql("update run set started_at = now() - interval '11 minutes'")
                    .update();
            rig.tenant.change("A1", "{\"name\": \"Diubah Tangan\"}");
            rig.tenant.change("A2", "{\"phone\": \"628123456789\"}");
            rig.plan("change", "update", "A1", "{\"name\": \"Orang A1\"}", "{\"name\": \"Baru A1\"}");
            rig.plan("change", "update", "A2", "{\"name\": \"Orang A2\"}", "{\"name\": \"Baru A2\"}");
            rig.open();
            rig.push(true, 4);
            assertThat(rig.column("select state from journal order by seq")).containsExactly("stale", "applied");
            assertThat(rig.tenant.user("A1").orElseThrow().path("name").stringValue())
                    .isEqualTo("Diubah Tangan");
            assertThat(rig.tenant.user("A2").orElseThrow().path("phone").stringValue())
                    .isEqualTo("628123456789");
        }
    }

    @Test
    void findsTheCulpritOfABulkCallThatIsRefusedWhole() {
        try (Rig rig = new Rig(database)) {
            for (int i = 0; i < 64; i++) {
                rig.plan("change", "create", "E" + i, "{}", Rig.person("E" + i));
            }
            rig.tenant.fault(
                    "{\"fault\": \"status\", \"status\": 400, \"when\": \"before\", \"path\": \".*create-bulk\","
                            + " \"next\": 3}");
            rig.open();
            rig.push(true, 2);
            assertThat(rig.states()).isEqualTo(Map.of("applied", 64L));
        }
    }

    @Test
    void failsWhatNeedsAFailedChangeAndTriesBothAgainWhenAsked() {
        try (Rig rig = new Rig(database)) {
            long first = rig.plan("change", "create", "E1", "{}", Rig.person("E1"));
            rig.plan("change", "create", "E2", "{}", Rig.person("E2"), first);
            rig.tenant.fault(
                    "{\"fault\": \"status\", \"status\": 400, \"when\": \"before\", \"method\": \"POST\", \"path\":"
                            + " \".*users.*\", \"next\": 1}");
            rig.open();
            rig.push(false, 2);
            assertThat(rig.column("select state || ' ' || code from journal order by seq"))
                    .containsExactly("failed REMOTE_REJECTED", "failed DEPENDS_ON");
            assertThat(rig.journal.retry(1, new Journal.Retry.OfCode("REMOTE_REJECTED")))
                    .isEqualTo(2);
            rig.push(false, 2);
            assertThat(rig.states()).isEqualTo(Map.of("applied", 2L));
        }
    }

    @Test
    void holdsWhatNeedsAHeldChangeAndLetsGoOfBoth() {
        try (Rig rig = new Rig(database)) {
            long first = rig.plan("change", "create", "E1", "{}", Rig.person("E1"));
            rig.plan("change", "create", "E2", "{}", Rig.person("E2"), first);
            rig.plan("change", "create", "E3", "{}", Rig.person("E3"));
            rig.journal.open(1, Map.of(first, Set.of("create", "blank:phone")));
            assertThat(rig.states()).isEqualTo(Map.of("held", 2L, "pending", 1L));
            rig.journal.release(1, List.of("create"));
            assertThat(rig.states()).isEqualTo(Map.of("held", 2L, "pending", 1L));
            rig.journal.release(1, List.of("blank"));
            assertThat(rig.states()).isEqualTo(Map.of("pending", 3L));
            assertThat(rig.journal.lines(JournalQuery.of(1, 2)).stream().map(JournalLine::employeeId))
                    .containsExactly("E1", "E2");
            assertThat(rig.journal.supersede("acme", 2, Journal.About.EVERYBODY))
                    .containsExactly(1L);
            assertThat(rig.states()).isEqualTo(Map.of("superseded", 3L));
        }
    }

    @Test
    void leavesTheRestPendingWhereTheCredentialsAreRefused() {
        try (Rig rig = new Rig(database)) {
            rig.plan("change", "create", "E1", "{}", Rig.person("E1"));
            rig.open();
            PushSettings settings = new PushSettings(2, OptionalInt.empty(), true, 6, Duration.ofSeconds(5));
            try (TenantLine line = rig.line(settings, "wrong")) {
                PushOutcome outcome = rig.bean(Push.class)
                        .push(new PushOrder(1, "acme", line, settings, () -> false, progress -> {}));
                assertThat(outcome).isInstanceOf(PushOutcome.Stopped.class);
                assertThat(line.trouble().map(Trouble::reason))
                        .isEqualTo(Optional.of(Trouble.Reason.CREDENTIALS_REFUSED));
            }
            assertThat(rig.states()).isEqualTo(Map.of("pending", 1L));
        }
    }

    @Test
    void leavesTheRestPendingWhereTheTenantAsksForTooLong() {
        try (Rig rig = new Rig(database)) {
            for (int i = 0; i < 40; i++) {
                rig.plan("change", "create", "E" + i, "{}", Rig.person("E" + i));
            }
            rig.open();
            rig.tenant.fault("{\"fault\": \"throttle\", \"retryAfter\": 1000, \"skip\": 15, \"path\": \".*users.*\"}");
            assertThat(rig.push(false, 4))
                    .isInstanceOfSatisfying(
                            PushOutcome.Stopped.class,
                            stopped -> assertThat(stopped.trouble().reason())
                                    .isEqualTo(Trouble.Reason.TENANT_UNAVAILABLE));
            assertThat(rig.states()).isEqualTo(Map.of("applied", 15L, "pending", 25L));
            rig.tenant.clearFaults();
            assertThat(rig.push(false, 4)).isEqualTo(new PushOutcome.Finished());
            assertThat(rig.states()).isEqualTo(Map.of("applied", 40L));
            assertThat(rig.tenant.createdTwice()).isEmpty();
        }
    }

    @Test
    void saysThatAUserIsGoneFromTheTenant() {
        try (Rig rig = new Rig(database, Rig.seeded("A1"))) {
            for (String id : List.of("A1", "A2", "A3")) {
                rig.snapshot(id, "Orang " + id);
                rig.plan("change", "update", id, "{\"name\": \"Orang\"}", "{\"name\": \"Baru " + id + "\"}");
            }
            rig.plan("change", "rename", "A3", "{\"employeeId\": \"A3\"}", "{\"employeeId\": \"N3\"}");
            rig.open();
            assertThat(rig.push(false, 4)).isEqualTo(new PushOutcome.Finished());
            assertThat(rig.column("select concat_ws(' ', state, code, variant) from journal order by seq"))
                    .containsExactly(
                            "applied",
                            "failed REMOTE_REJECTED gone",
                            "failed REMOTE_REJECTED gone",
                            "failed REMOTE_REJECTED gone");
            assertThat(rig.column("select remote_code from journal where seq = 2"))
                    .doesNotContain("");
        }
    }

    @Test
    void stopsWhenCancelledAndGoesOnLater() {
        try (Rig rig = new Rig(database)) {
            for (int i = 0; i < 2_000; i++) {
                rig.plan("change", "create", "E" + i, "{}", Rig.person("E" + i));
            }
            rig.open();
            AtomicBoolean cancelled = new AtomicBoolean();
            rig.tenant.fault("{\"fault\": \"latency\", \"ms\": 20}");
            PushOutcome outcome = rig.push(false, 4, Duration.ofSeconds(5), () -> {
                cancelled.set(cancelled.get() || rig.tenant.userCount() > 50);
                return cancelled.get();
            });
            assertThat(outcome).isEqualTo(new PushOutcome.Cancelled());
            assertThat(rig.states()).containsOnlyKeys("applied", "pending");
            assertThat((long) rig.tenant.userCount()).isEqualTo(rig.states().get("applied"));
            rig.tenant.clearFaults();
            assertThat(rig.push(true, 4)).isEqualTo(new PushOutcome.Finished());
            assertThat(rig.states()).isEqualTo(Map.of("applied", 2_000L));
            assertThat(rig.tenant.createdTwice()).isEmpty();
        }
    }
}
