package dev.rollcall.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Write;
import dev.rollcall.database.TestDatabase;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.push.Event.Call;
import dev.rollcall.tenant.PushSettings;
import dev.rollcall.tenant.TenantLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BooksTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    /// Else a crash right then would find the change pending and create the person again without looking.
    @Test
    void neverTakesAChangeBackToPendingWhoseNextCallIsUnderWay() {
        PushSettings settings = new PushSettings(2, OptionalInt.empty(), false, 6, Duration.ofSeconds(5));
        try (Rig rig = new Rig(database);
                TenantLine line = rig.line(settings, "sandbox-secret")) {
            rig.plan("change", "create", "E1", "{}", Rig.person("E1"));
            rig.open();
            PushStore store = rig.bean(PushStore.class);
            var books = new Books(
                    new PushOrder(Rig.RUN, Rig.JOB, line, settings, () -> false, progress -> {}),
                    store,
                    Clock.systemUTC());
            books.begin(settled -> {});
            var task = new Task(store.load(Rig.RUN, 0, 10).getFirst(), false, Instant.EPOCH);
            var call = new Call(List.of(task), List.of(new Write.Create(new EmployeeId("E1"), task.after)));
            books.send(List.of(call));

            books.open(task, State.PENDING);
            books.send(List.of(call));
            books.flush();

            assertThat(rig.states()).isEqualTo(Map.of("sent", 1L));
        }
    }
}
