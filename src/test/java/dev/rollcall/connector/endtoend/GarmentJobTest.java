package dev.rollcall.connector.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.push.JournalLine;
import dev.rollcall.push.State;
import dev.rollcall.reconcile.Rules;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunState;
import dev.rollcall.sandbox.TenantSystem;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// What Garment asks of a run: the way in, changes that travel, refused fields, and answers of every form.
class GarmentJobTest extends JobsInSandbox {

    private static final String SEEDS = """
            {"tenants": [{"id": "t-1", "name": "Contoh", "roles": [{"id": "r-1", "name": "Staf"}, {"id": "r-2", "name": "Penyelia"}]},
                         {"id": "t-2", "name": "Lain", "roles": []}],
             "users": [{"name": "Layanan", "email": "layanan@contoh.co.id", "membership_type": "employee",
                        "is_active": true, "tenants": ["t-1", "t-2"]},
                       {"name": "Siti Lama", "email": "siti@contoh.co.id", "username": "siti", "phone": "628121000001",
                        "membership_type": "employee", "is_active": true, "roles": ["Staf"], "tenants": ["t-1", "t-2"]},
                       {"name": "Orang Lain", "email": "lain@contoh.co.id", "username": "lain",
                        "membership_type": "employee", "is_active": true, "tenants": ["t-2"]}]}
            """;
    private static final String HEADER = "NIK;Nama;Surel;Telepon;Akun;Status;Jabatan;Jenis\n";
    private static final String SITI = "E1;Siti Lama;siti@contoh.co.id;628121000001;siti;aktif;Staf;employee\n";
    private static final String BUDI = "E2;Budi Baru;budi@contoh.co.id;;budi;aktif;Staf,Penyelia;contractor\n";
    private static final String JOB = """
            source:
              type: csv
              phoneRegion: ID
              columns: {employeeId: NIK, name: Nama, email: Surel, phone: Telepon, username: Akun, active: Status, roles: {header: Jabatan, separator: ","}, membershipType: Jenis}
            target:
              connector: garment
              url: URL
              credentials: {%s}
              options: {%s}
            reconcile: {globalChanges: %s}
            push: {rate: none}
            """;
    private static final String LOGIN = "email: layanan@contoh.co.id, password: sandbox-password";

    @BeforeEach
    void begin() throws IOException {
        begin(TenantSystem.GARMENT, SEEDS, JOB.formatted(LOGIN, "tenant: Contoh", "apply"));
    }

    private void options(String options) throws IOException {
        change(
                JOB.formatted(LOGIN, options, "apply"),
                job -> job.target().options().toString().length() != "{tenant=Contoh}".length());
    }

    private ObjectNode user(String email) {
        return tenant().user(email).orElseThrow();
    }

    private List<String> calls(String ending) {
        return called("POST").stream().filter(path -> path.endsWith(ending)).toList();
    }

    @Test
    void createsChangesAndDeactivatesWithStatusAndFlagInAgreement() throws IOException {
        assertThat(run(HEADER + SITI + BUDI).state()).isEqualTo(RunState.COMPLETED);
        assertThat(user("budi@contoh.co.id").path("membership_type").asString()).isEqualTo("contractor");
        assertThat(user("budi@contoh.co.id").path("is_active").asBoolean()).isTrue();
        assertThat(user("budi@contoh.co.id").path("status").asString()).isEqualTo("active");

        assertThat(run(HEADER + SITI + BUDI.replace("aktif", "nonaktif")).state())
                .isEqualTo(RunState.COMPLETED);
        assertThat(user("budi@contoh.co.id").path("is_active").asBoolean()).isFalse();
        assertThat(user("budi@contoh.co.id").path("status").asString()).isEqualTo("inactive");
        assertThat(user("budi@contoh.co.id").path("username").asString()).isEqualTo("budi");
    }

    @Test
    void marksChangesThatTravelToEveryTenantAndAppliesThem() throws IOException {
        run(HEADER + SITI + BUDI);
        Run run = run(HEADER + SITI.replace("Siti Lama", "Siti Aminah") + BUDI.replace(",Penyelia", ""));

        assertThat(changes(run)).hasSize(2).allMatch(change -> change.state() == State.APPLIED);
        assertThat(changes(run))
                .filteredOn(JournalLine::global)
                .singleElement()
                .extracting(JournalLine::employeeId)
                .isEqualTo("E1");
        assertThat(report(run)).containsOnlyOnce("in every tenant of the person");
        assertThat(user("siti@contoh.co.id").path("name").asString()).isEqualTo("Siti Aminah");
    }

    @Test
    void onlyReportsChangesThatTravelWhereTheJobSaysSo() throws IOException {
        change(
                JOB.formatted(LOGIN, "tenant: Contoh", "report"),
                job -> job.rules().globalChanges() == Rules.Telling.REPORT);
        run(HEADER + SITI);
        Run linked = run(
                HEADER + "E1;Siti Aminah;siti.baru@contoh.co.id;628121000002;sitiaminah;aktif;Penyelia;contractor\n");
        assertThat(rows(linked)).contains("reported=1");
        assertThat(errors(linked))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).contains("GLOBAL_CHANGE_REPORTED"));
        assertThat(changes(linked)).singleElement().satisfies(change -> {
            assertThat(change.global()).isFalse();
            assertThat(change.after().byKey()).containsOnlyKeys("roles", "membershipType");
        });
        assertThat(user("siti@contoh.co.id").path("name").asString()).isEqualTo("Siti Lama");
    }

    @Test
    void tellsWhichColumnTheTenantDidNotTake() throws IOException {
        Run run = run(HEADER + BUDI.replace("contractor", "magang"));

        assertThat(run.state()).isEqualTo(RunState.COMPLETED_WITH_ERRORS);
        assertThat(changes(run))
                .singleElement()
                .extracting(JournalLine::code)
                .asString()
                .contains("UNKNOWN_VALUE");
        assertThat(errors(run))
                .singleElement()
                .asString()
                .contains(";push;UNKNOWN_VALUE;membershipType;magang;", "The tenant did not take \"\"Jenis\"\"")
                .contains("VALIDATION_ERROR", "membership_type");
    }

    @Test
    void tellsThatAnEmailOrUserNameOfTheCentralSystemIsTaken() throws IOException {
        Run run = run(HEADER + BUDI.replace(";budi;", ";lain;"));

        assertThat(errors(run)).singleElement().asString().contains(";push;DUPLICATE_USERNAME;username;lain;");
    }

    @Test
    void rejectsAPersonWithoutEmailBeforeAnythingIsSent() throws IOException {
        Run run = run(HEADER + BUDI.replace("budi@contoh.co.id", ""));

        assertThat(errors(run)).singleElement().asString().contains(";plan;CONTACT_REQUIRED;email;");
        assertThat(calls("/users")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"envelope", "object", "string", "empty"})
    void takesEveryFormOfAnswer(String form) throws IOException {
        tenant().option("writeBody", form);

        Run run = run(HEADER + SITI.replace("Siti Lama", "Siti Aminah") + BUDI);

        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        assertThat(user("siti@contoh.co.id").path("name").asString()).isEqualTo("Siti Aminah");
        assertThat(tenant().createdTwice()).isEmpty();
        assertThat(calls("/users")).hasSize(1);
        Run again = run(HEADER + SITI.replace("Siti Lama", "Siti Aminah") + BUDI);
        assertThat(rows(again)).contains("unchanged=2");
    }

    @Test
    void readsAListThatLiesOneLevelDeeper() throws IOException {
        tenant().option("list", "nested");

        assertThat(rows(run(HEADER + SITI))).contains("unchanged=1");
    }

    @Test
    void readsTheWholeListThoughTheTenantCutsItsPagesShorter() throws IOException {
        StringBuilder users = new StringBuilder();
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 1; i <= 130; i++) {
            users.append(i == 1 ? "" : ",")
                    .append(("{\"name\": \"Orang\", \"email\": \"s%d@contoh.co.id\", \"membership_type\": \"employee\","
                                    + " \"is_active\": true, \"tenants\": [\"t-1\"]}")
                            .formatted(i));
            rows.append("E%d;Orang;s%d@contoh.co.id;;;aktif;;employee%n".formatted(i, i));
        }
        tenant().seed("{\"users\": [" + users + "]}");
        tenant().option("perPageMost", "40");

        assertThat(rows(run(rows.toString()))).contains("unchanged=130");
        assertThat(calls("/users")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "default",
            value = {"api, default", "root, ''", "both, /api/v1", "both, ''"})
    void callsTheTenantBelowThePrefixThatTheJobNames(String there, String prefix) throws IOException {
        tenant().option("prefix", there);
        options(prefix == null ? "tenant: t-1" : "tenant: t-1, prefix: '" + prefix + "'");

        assertThat(rows(run(HEADER + SITI))).contains("unchanged=1");
    }

    @Test
    void endsWithWhatToDoWhereThePrefixIsWrong() throws IOException {
        tenant().option("prefix", "root");

        Run run = run(HEADER + SITI);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.detail()).hasValueSatisfying(detail -> assertThat(detail).contains("404"));
    }

    @Test
    void selectsTheTenantAgainWhenTheTokenLosesIt() throws IOException {
        tenant().option("contextEvery", "2");

        assertThat(run(HEADER + SITI + BUDI).state()).isEqualTo(RunState.COMPLETED);
        assertThat(calls("/auth/login")).hasSize(1);
        assertThat(calls("/auth/select-tenant")).hasSizeGreaterThan(1);
        assertThat(tenant().createdTwice()).isEmpty();
    }

    @Test
    void refreshesATokenThatHasEnded() throws IOException {
        tenant().fault("{\"fault\": \"expireTokens\", \"path\": \".*/authz/roles.*\", \"next\": 1}");

        assertThat(run(HEADER + SITI + BUDI).state()).isEqualTo(RunState.COMPLETED);
        assertThat(calls("/auth/login").size() + calls("/auth/refresh").size()).isEqualTo(2);
    }

    @Test
    void saysWhatToDoAboutASecondFactor() throws IOException {
        tenant().option("twoFactor", "true");

        Run run = run(HEADER + SITI);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.reason()).contains("CREDENTIALS_REFUSED");
        assertThat(run.detail())
                .hasValueSatisfying(
                        detail -> assertThat(detail).contains("second factor", "use a service account without one"));
    }

    @Test
    void saysWhatToDoAboutAStepUp() throws IOException {
        tenant().option("stepUp", "true");

        Run run = run(HEADER + BUDI);

        assertThat(run.state()).isEqualTo(RunState.COMPLETED_WITH_ERRORS);
        assertThat(errors(run))
                .singleElement()
                .asString()
                .contains("REMOTE_REJECTED", "STEP_UP_REQUIRED", "use a service account without step-up");
    }

    @Test
    void saysWhichTenantsThereAreWhereTheJobNamesNone() throws IOException {
        options("membershipType: employee");

        Run run = run(HEADER + SITI);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.detail()).hasValueSatisfying(detail -> assertThat(detail).contains("options.tenant"));
    }
}
