package dev.rollcall.connector.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Target;
import dev.rollcall.connector.Write;
import dev.rollcall.connector.deskhero.DeskheroConnectors;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.Value;
import dev.rollcall.plan.Action;
import dev.rollcall.push.JournalLine;
import dev.rollcall.push.State;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunState;
import dev.rollcall.sandbox.TenantSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What Deskhero asks of a run: invitations, the link that comes later, owners, billing, names that cannot be written.
class DeskheroJobTest extends JobsInSandbox {

    static final String SEEDS = """
        {"groups": [{"name": "Semua", "everyone": true}, {"name": "Satu"}, {"name": "Dua"}],
         "users": [{"email": "admin@contoh.co.id", "given_name": "Admin", "role": 2, "status": 1},
                   {"email": "pemilik@contoh.co.id", "given_name": "Pemilik", "role": 1, "status": 1},
                   {"email": "lama@contoh.co.id", "given_name": "Orang", "family_name": "Lama", "role": 3,
                    "status": 1, "groups": ["Satu"]}]}
        """;
    static final String HEADER = "NIK;Baru;Nama;Telepon;Email;Status;Grup;Peran\n";
    static final String JOB = """
        source:
          type: csv
          phoneRegion: ID
          columns: {employeeId: NIK, newEmployeeId: Baru, name: Nama, phone: Telepon, email: Email, active: Status, groups: Grup, roles: Peran}
        target:
          connector: deskhero
          url: URL
          credentials: {token: deskhero-admin-token}
          options: {tenant: contoh%s}
        reconcile: {absent: %s}
        push: {rate: none, concurrency: %d}
        """;

    @BeforeEach
    void begin() throws IOException {
        begin(TenantSystem.DESKHERO, SEEDS, JOB.formatted("", "keep", 4));
    }

    static String row(String id, String email, String group) {
        return id + ";;Orang " + id + ";08121000000" + id.substring(1) + ";" + email + ";aktif;" + group + ";\n";
    }

    private static String people(int count, String group, String role) {
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            String id = "E" + group.length() + role.length() + i;
            rows.append("%s;;Orang;;%s@contoh.co.id;aktif;%s;%s%n".formatted(id, id, group, role));
        }
        return rows.toString();
    }

    private List<String> invitations() {
        return called("POST").stream()
                .filter(path -> path.endsWith("/user_invites/create_v2"))
                .toList();
    }

    private JsonNode user(String email) {
        return tenant().user(email).orElseThrow().path("tenant_user");
    }

    @Test
    void invitesPeopleOfEqualRoleAndGroupsTogetherAtMostAHundredInACall() throws IOException {
        Run run = run(HEADER
                + people(130, "Satu", "USER")
                + people(110, "Dua", "USER")
                + people(20, "Satu", "ADMIN")
                + people(30, "", ""));

        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        assertThat(invitations()).hasSize(2 + 2 + 1 + 1);
        assertThat(tenant().createdTwice()).isEmpty();
        tenant().keep("invites", "{}");
        assertThat(tenant().userCount()).isEqualTo(3 + 130 + 110 + 20 + 30);
    }

    @Test
    void invitesEverybodyThoughTheTenantTakesFewerAddressesInACall() throws IOException {
        tenant().option("inviteMost", "30");
        Run run = run(HEADER + people(70, "Satu", "USER"));

        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        assertThat(tenant().createdTwice()).isEmpty();
        tenant().keep("invites", "{}");
        assertThat(tenant().userCount()).isEqualTo(3 + 70);
    }

    @Test
    void remembersWhomItInvitedAndLinksThemWhenTheyAppear() throws IOException {
        String first = HEADER + row("E1", "Siti@contoh.co.id", "Satu") + row("E2", "budi@contoh.co.id", "Dua");
        assertThat(run(first).state()).isEqualTo(RunState.COMPLETED);

        Run waiting = run(first);
        assertThat(rows(waiting)).contains("unchanged=2", "invited=2");

        tenant().keep("invites", "{\"email\": \"siti@contoh.co.id\"}");
        Run half = run(first);
        assertThat(rows(half)).contains("unchanged=2", "invited=1");
        assertThat(invitations()).as("each combination once").hasSize(2);

        Run moved = run(HEADER + row("E1", "siti.baru@contoh.co.id", "Dua") + row("E2", "budi@contoh.co.id", "Dua"));
        assertThat(rows(moved)).contains("unchanged=1", "invited=1", "reported=1");
        assertThat(changes(moved)).singleElement().satisfies(change -> {
            assertThat(change.employeeId()).isEqualTo("E1");
            assertThat(change.state()).isEqualTo(State.APPLIED);
        });
        assertThat(errors(moved)).singleElement().asString().contains("EMAIL_CHANGE_UNSUPPORTED");
        assertThat(user("siti@contoh.co.id").path("groups").toString()).contains("Dua", "Semua");
    }

    @Test
    void sendsAnInvitationAgainOnlyWhereTheJobAsksForIt() throws IOException {
        tenant().option("inviteDays", "0");
        String export = HEADER + row("E1", "siti@contoh.co.id", "Satu");
        run(export);

        Run silent = run(export);
        assertThat(rows(silent)).contains("unchanged=1", "reported=1");
        assertThat(silent.state()).isEqualTo(RunState.COMPLETED);
        assertThat(errors(silent)).singleElement().asString().contains("INVITATION_EXPIRED", "options.reinviteAfter");

        again("30d");
        assertThat(rows(run(export))).contains("unchanged=1", "reported=1");
        assertThat(invitations()).hasSize(1);

        again("0s");
        assertThat(changes(run(export)))
                .singleElement()
                .extracting(JournalLine::state)
                .isEqualTo(State.APPLIED);
        assertThat(invitations()).hasSize(2);
    }

    private void again(String after) throws IOException {
        change(
                JOB.formatted(", reinviteAfter: " + after, "keep", 4),
                job -> job.target().options().getOrDefault("reinviteAfter", "").equals(after));
    }

    @Test
    void remembersItsInvitationsWhereTheTenantDoesNotListThem() throws IOException {
        tenant().option("inviteList", "false");
        String export = HEADER + row("E1", "siti@contoh.co.id", "Satu");
        run(export);

        assertThat(rows(run(export))).contains("unchanged=1", "invited=1", "reported=0");
        assertThat(invitations()).hasSize(1);
    }

    @Test
    void takesAnInvitationForItsOwnThatItCannotSeeAndMayNotSendAgain() throws IOException {
        tenant().option("inviteList", "false");
        tenant().fault("{\"fault\": \"drop\", \"when\": \"after\", \"path\": \".*create_v2\", \"next\": 1}");
        String export = HEADER + row("E1", "siti@contoh.co.id", "Satu");

        assertThat(changes(run(export)))
                .singleElement()
                .satisfies(change -> assertThat(change.state()).isEqualTo(State.APPLIED));

        assertThat(invitations()).as("the lost one, and one to ask").hasSize(2);
        assertThat(tenant().createdTwice()).isEmpty();
        assertThat(rows(run(export))).contains("unchanged=1", "invited=1");
        assertThat(invitations()).hasSize(2);
    }

    @Test
    void invitesNobodyWhomSomebodyElseInvited() throws IOException {
        var target = new Target(
                "deskhero",
                tenant().url(),
                Map.of("token", Secret.of("deskhero-admin-token")),
                Map.of("tenant", "contoh"),
                Duration.ofSeconds(5));
        try (Connector other = new DeskheroConnectors().connect(target)) {
            other.login();
            var wanted = Attributes.of(Attribute.EMAIL, Value.text("SITI@contoh.co.id"));
            assertThat(other.write(new Write.Create(new EmployeeId("x"), wanted)))
                    .isInstanceOf(Answer.Success.class);
        }
        String export = HEADER + row("E1", "siti@contoh.co.id", "Satu");
        assertThat(rows(run(export))).contains("unchanged=1", "invited=1");

        Run gone = approve(run(export.replace("aktif", "nonaktif")));
        assertThat(changes(gone)).singleElement().satisfies(change -> {
            assertThat(change.action()).isEqualTo(Action.DEACTIVATE);
            assertThat(change.state()).isEqualTo(State.APPLIED);
        });
        assertThat(called("PUT")).singleElement().asString().endsWith("/user_invites/revoke");
    }

    @Test
    void revokesWhoIsAbsentButNobodyWhoOnlyHasAnotherEmployeeId() throws IOException {
        change(
                JOB.formatted("", "deactivate", 4),
                job -> job.rules().absent() == dev.rollcall.reconcile.Rules.Absent.DEACTIVATE);
        String others = people(20, "Dua", "");
        run(HEADER + row("E1", "siti@contoh.co.id", "Satu") + row("E2", "budi@contoh.co.id", "Satu") + others);

        Run later = run(HEADER + row("E9", "siti@contoh.co.id", "Satu") + others);

        assertThat(changes(later)).singleElement().satisfies(change -> {
            assertThat(change.employeeId()).isEqualTo("E2");
            assertThat(change.action()).isEqualTo(Action.DEACTIVATE);
        });
        assertThat(rows(later)).contains("absent=1", "invited=21");
    }

    @Test
    void goesOnWithoutFurtherInvitationsWhereBillingHasNoRoom() throws IOException {
        change(JOB.formatted("", "keep", 1), job -> job.push().concurrency() == 1);
        tenant().option("cap", "3");
        String lama = "E0;;Orang Lama;;lama@contoh.co.id;aktif;Dua;\n";
        Run run = run(HEADER + lama + people(250, "Satu", "USER") + people(250, "Dua", "ADMIN"));

        assertThat(run.state()).isEqualTo(RunState.COMPLETED_WITH_ERRORS);
        assertThat(user("lama@contoh.co.id").path("groups").toString()).contains("Dua");
        assertThat(changes(run))
                .filteredOn(change -> change.action() == Action.CREATE)
                .hasSize(500)
                .allSatisfy(change -> {
                    assertThat(change.state()).isEqualTo(State.FAILED);
                    assertThat(change.code()).contains("REMOTE_REJECTED");
                    assertThat(change.remoteCode()).contains("require_increase");
                });
        assertThat(invitations()).hasSizeLessThanOrEqualTo(2);
        assertThat(errors(run)).hasSize(500).allSatisfy(line -> assertThat(line).contains("Billing: buy more places"));
    }

    @Test
    void neverTouchesAnOwnerAndSaysWhy() throws IOException {
        Run run = run(HEADER + "E1;;Pemilik;;pemilik@contoh.co.id;nonaktif;;\n");

        assertThat(errors(run))
                .singleElement()
                .asString()
                .contains("PROTECTED_USER", "This user is an owner of the tenant", "Change the user by hand");
        assertThat(called("PUT")).isEmpty();
    }

    @Test
    void leavesAUserOfAnUnknownRoleAloneAndDoesNotOnlySayThatItIsAnOwner() throws IOException {
        tenant().option("enums", "name");
        tenant().change("lama@contoh.co.id", "{\"role\": 0}");
        Run run = run(HEADER + "E1;;Orang Lama;;lama@contoh.co.id;aktif;Dua;\n");

        assertThat(errors(run))
                .singleElement()
                .asString()
                .contains("PROTECTED_USER", "or has a role or status that Rollcall does not know");
        assertThat(called("PUT")).isEmpty();
    }

    @Test
    void doesNotCompareWhatItCannotWriteAndSaysSoOnce() throws IOException {
        Run run = run(HEADER + "E1;;Nama Lain Sama Sekali;081299999999;lama@contoh.co.id;aktif;Satu;\n");

        assertThat(rows(run)).contains("unchanged=1", "reported=0");
        assertThat(report(run))
                .containsOnlyOnce("Not compared, because the tenant does not let them be changed: Nama, Telepon");
    }

    @Test
    void keepsRoleAndStatusAndTheEveryoneGroupWhereOnlyAGroupChanges() throws IOException {
        tenant().option("everyone", "refused");
        tenant().change("lama@contoh.co.id", "{\"role\": 2}");
        Run run = run(HEADER + "E1;;Orang Lama;;lama@contoh.co.id;aktif;Dua;\n");

        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        assertThat(user("lama@contoh.co.id").path("role").asInt()).isEqualTo(2);
        assertThat(user("lama@contoh.co.id").path("status").asInt()).isEqualTo(1);
        assertThat(user("lama@contoh.co.id").path("groups").toString()).contains("Satu", "Dua", "Semua");
    }
}
