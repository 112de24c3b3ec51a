package dev.rollcall.connector.endtoend;

import static dev.rollcall.connector.endtoend.DeskheroJobTest.HEADER;
import static dev.rollcall.connector.endtoend.DeskheroJobTest.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.push.JournalLine;
import dev.rollcall.push.State;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunState;
import dev.rollcall.sandbox.TenantSystem;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Deskhero's lists, of which no document says how many items a page may hold, nor what else stands beside them.
class DeskheroListsJobTest extends JobsInSandbox {

    @BeforeEach
    void begin() throws IOException {
        begin(TenantSystem.DESKHERO, DeskheroJobTest.SEEDS, DeskheroJobTest.JOB.formatted("", "keep", 4));
    }

    @ParameterizedTest
    @CsvSource({"data, 40, kept", "bare, 40, kept", "bare, 100, kept", "data, 100, ignored", "bare, 100, ignored"})
    void readsAllUsersHoweverTheTenantCutsItsPages(String wrapper, String most, String paging) throws IOException {
        StringBuilder users = new StringBuilder();
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 1; i <= 130; i++) {
            users.append(i == 1 ? "" : ",")
                    .append("{\"email\": \"s%d@contoh.co.id\", \"role\": 3, \"status\": 1}".formatted(i));
            rows.append("E%d;;Orang;;s%d@contoh.co.id;aktif;;%n".formatted(i, i));
        }
        tenant().seed("{\"users\": [" + users + "]}");
        paged(wrapper, most, paging);

        Run run = run(rows.toString());

        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        assertThat(rows(run)).contains("unchanged=130");
        assertThat(called("POST")).isEmpty();
    }

    @Test
    void readsAllGroupsThoughTheTenantCutsItsPagesShorter() throws IOException {
        StringBuilder groups = new StringBuilder();
        for (int i = 1; i <= 137; i++) {
            groups.append(i == 1 ? "" : ",").append("{\"name\": \"Grup %d\"}".formatted(i));
        }
        tenant().seed("{\"groups\": [" + groups + "]}");
        paged("data", "40", "kept");

        Run run = run(HEADER + row("E1", "siti@contoh.co.id", "Grup 137"));

        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        assertThat(called("POST")).hasSize(1);
    }

    /// A lost invitation is looked for in a list that never says that it ends.
    @Test
    void looksALostInvitationUpInAFewCallsThoughTheListIsGivenWholeEachTime() throws IOException {
        run(HEADER + row("E1", "siti@contoh.co.id", "Satu"));
        paged("bare", "100", "ignored");
        tenant().fault("{\"fault\": \"drop\", \"when\": \"before\", \"path\": \".*create_v2\", \"next\": 1}");

        Run run = run(HEADER + row("E1", "siti@contoh.co.id", "Satu") + row("E2", "budi@contoh.co.id", "Dua"));

        assertThat(changes(run)).singleElement().extracting(JournalLine::state).isEqualTo(State.APPLIED);
        assertThat(tenant().createdTwice()).isEmpty();
        assertThat(called("GET")).hasSizeLessThan(30);
    }

    private void paged(String wrapper, String most, String paging) {
        tenant().option("wrapper", wrapper);
        tenant().option("takeMost", most);
        tenant().option("paging", paging);
    }
}
