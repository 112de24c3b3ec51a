package dev.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.rollcall.database.TestDatabase;
import dev.rollcall.job.JobFolder;
import dev.rollcall.job.Jobs;
import dev.rollcall.run.HomeFolder;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunState;
import dev.rollcall.run.Runs;
import dev.rollcall.run.StartOrder;
import dev.rollcall.run.Trigger;
import dev.rollcall.run.Wanted;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A job's people are told by mail, through the real route and a real mail server; who looks has a clock that is
/// ticked, so the application's own looking is switched off.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.ForSpring.class)
class MailedNoticesTest {
    private static final String PASSWORD = "p+w&d%2F?#=1";
    private static final Sandbox SANDBOX = Sandbox.start(SandboxSettings.of(Stream.of("all", "late", "again", "new")
            .map(tenant -> TenantSettings.empty(tenant, TenantSystem.RUANGKERJA))
            .toArray(TenantSettings[]::new)));
    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final String HEADER = "NIK,Nama,Email,Status\n";

    private static Path folder = Path.of("");

    @Autowired
    private Jobs jobs;

    @Autowired
    private JobFolder jobFiles;

    @Autowired
    private Runs runs;

    @Autowired
    private HomeFolder home;

    @Autowired
    private NoticeStore store;

    @Autowired
    private NoticeText text;

    @Autowired
    private Webhooks webhooks;

    @Autowired
    private Mails mails;

    private Instant now = Instant.now();
    private int uploads;

    /// One that stays when the server is started again.
    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        MAIL.setUser("rollcall@contoh.co.id", "rollcall", PASSWORD);
        MAIL.getManagers().getUserManager().setAuthRequired(true);
        MAIL.start();
        folder = Files.createTempDirectory("rollcall-mailed");
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                routes.resolve("notify.yaml"),
                Files.readString(Path.of("routes/notify.yaml"))
                        .replace("period: \"5000\"", "period: \"86400000\"\n        delay: \"86400000\""));
        for (String job : List.of("all", "late", "again", "new")) {
            Files.writeString(jobs.resolve(job + ".yaml"), """
                job: %s
                title: %s to Ruangkerja
                source:
                  type: csv
                  columns: {employeeId: NIK, name: Nama, email: Email, active: Status}
                target:
                  connector: ruangkerja
                  url: %s
                  credentials: {clientId: sandbox, clientSecret: sandbox-secret}
                push: {rate: none, attempts: 1}
                %snotify: {mail: [hr-it@contoh.co.id, hr@contoh.co.id], overdue: 26h}
                """.formatted(
                            job, job, SANDBOX.tenant(job).url(), job.equals("new") ? "#" : ""));
        }
        settings.add("rollcall.home", () -> folder.resolve("home").toString());
        settings.add("rollcall.jobs", jobs::toString);
        settings.add("rollcall.routes", routes::toString);
        settings.add("rollcall.admin-password", () -> "secret");
        settings.add("rollcall.url", () -> "https://rollcall.example");
        settings.add("rollcall.mail.host", () -> "127.0.0.1");
        settings.add("rollcall.mail.port", () -> MAIL.getSmtp().getPort());
        settings.add("rollcall.mail.user", () -> "rollcall");
        settings.add("rollcall.mail.password", () -> PASSWORD);
        settings.add("rollcall.mail.from", () -> "rollcall@contoh.co.id");
        settings.add("rollcall.mail.starttls", () -> false);
    }

    @BeforeEach
    void empty() throws Exception {
        Files.createDirectories(home.root());
        look();
        MAIL.purgeEmailFromAllMailboxes();
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
        MAIL.stop();
    }

    @Test
    void tellsEachAddressOfEveryChangeOnceAndNothingPerRun() throws IOException {
        Run refused = run("all", "");
        assertThat(subjects()).containsExactly("[Rollcall] all: the export was refused");
        assertThat(firstText()).isEqualTo("""
            all to Ruangkerja
            The export was refused whole and nobody was changed: see the reason, then send it again.

            Run %d: REFUSED, EMPTY_FILE
            Rows: 0

            https://rollcall.example/api/runs/%d/files/report.html
            """.formatted(refused.id(), refused.id()));
        run("all", "");
        assertThat(subjects()).as("refused once more").isEmpty();

        run("all", HEADER + people(1, 12));
        assertThat(subjects()).containsExactly("[Rollcall] all: works again");
        assertThat(firstText()).contains("Rows: read 12, accepted 12", "create: planned 12, applied 12");

        run("all", HEADER + people(1, 12) + "E013,,e13@contoh.co.id,aktif\n");
        assertThat(subjects()).containsExactly("[Rollcall] all: the run ended with errors");
        assertThat(firstText()).contains("rejected 1").doesNotContain("E013", "e13@");

        run("all", HEADER + people(1, 6));
        assertThat(subjects()).containsExactly("[Rollcall] all: the export is not proven to be whole");

        run("all", HEADER + people(1, 8).replace("aktif", "resign") + people(9, 12));
        assertThat(subjects()).containsExactly("[Rollcall] all: changes wait for a person");
        assertThat(firstText()).contains("AWAITING_APPROVAL", "deactivate: planned 8, held 8");

        SANDBOX.tenant("all").fault("{\"fault\": \"refuseCredentials\"}");
        Run failed = run("all", HEADER + people(1, 11));
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(subjects()).containsExactly("[Rollcall] all: the run was stopped by a fault");
        assertThat(firstText()).contains("FAILED, CREDENTIALS_REFUSED");
    }

    @Test
    void tellsOnceThatNoExportCameForTooLong() {
        tick(Duration.ofHours(25));
        assertThat(subjects()).isEmpty();

        tick(Duration.ofHours(2));
        assertThat(subjects())
                .filteredOn(subject -> subject.contains(" late:"))
                .containsExactly("[Rollcall] late: no export came");
        assertThat(firstText()).contains("https://rollcall.example/api/jobs/");

        tick(Duration.ofHours(30));
        assertThat(subjects()).isEmpty();
    }

    @Test
    void sendsAMailAgainThatWasNotTakenAndNothingAgainAfterARestart() throws IOException {
        MAIL.stop();
        run("again", "");
        assertThat(store.take(now, now)).as("it waits 5 s").isEmpty();
        MAIL.start();
        MAIL.setUser("rollcall@contoh.co.id", "rollcall", PASSWORD);
        tick(Duration.ofSeconds(4));
        assertThat(subjects()).isEmpty();

        tick(Duration.ofSeconds(2));
        assertThat(subjects()).containsExactly("[Rollcall] again: the export was refused");

        tick(Duration.ofMinutes(5));
        tick(Duration.ofHours(2));
        assertThat(subjects())
                .as("a worker that is started anew knows what was told")
                .isEmpty();
    }

    @Test
    void tellsHowAJobStandsAndNotItsHistoryWhenItsPeopleAreToBeToldFromNowOn() throws IOException {
        List<Run> history = List.of(upload("new", ""), upload("new", HEADER + people(1, 3)), upload("new", ""));
        look();
        assertThat(subjects()).as("nobody is to be told").isEmpty();

        Path file = folder.resolve("jobs/new.yaml");
        Files.writeString(file, Files.readString(file).replace("#notify", "notify"));
        jobFiles.look();
        jobFiles.look();
        look();

        assertThat(history)
                .extracting(Run::state)
                .containsExactly(RunState.REFUSED, RunState.COMPLETED, RunState.REFUSED);
        assertThat(subjects()).containsExactly("[Rollcall] new: the export was refused");
    }

    private void tick(Duration time) {
        now = now.plus(time);
        look();
    }

    /// As a worker does that was just started.
    private void look() {
        var delivery = new Delivery(jobs, store, webhooks, mails, () -> now);
        new Notices(jobs, runs, store, text, delivery, () -> now).look();
    }

    private Run run(String job, String csv) throws IOException {
        Run run = upload(job, csv);
        look();
        return run;
    }

    private Run upload(String job, String csv) throws IOException {
        Path file = Files.writeString(home.root().resolve("upload-" + ++uploads), csv);
        var order = new StartOrder(
                job,
                Trigger.REST,
                Optional.of(new StartOrder.Upload(file, "november.csv", "test-" + uploads)),
                Optional.empty(),
                Wanted.APPLY,
                OptionalLong.empty(),
                Optional.empty(),
                "test");
        long runId = runs.start(order).id();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> runs.get(runId), run -> run.state().isEnd());
    }

    private static String people(int first, int last) {
        var csv = new StringBuilder();
        for (int i = first; i <= last; i++) {
            csv.append("E%03d,Orang Nomor %d,e%d@contoh.co.id,aktif\n".formatted(i, i, i));
        }
        return csv.toString();
    }

    private String first = "";

    private String firstText() {
        return first;
    }

    /// The subjects of the mails since the last call; each address must have got all of them.
    private List<String> subjects() {
        MimeMessage[] all = MAIL.getReceivedMessages();
        try {
            List<String> one = to(all, "hr@contoh.co.id");
            assertThat(to(all, "hr-it@contoh.co.id")).isEqualTo(one);
            for (MimeMessage mail : all) {
                assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("rollcall@contoh.co.id");
                first = mail.getContent().toString().replace("\r\n", "\n").stripTrailing() + "\n";
                assertThat(first).doesNotContain("Orang Nomor", "@contoh.co.id", "E0");
            }
            MAIL.purgeEmailFromAllMailboxes();
            return one;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> to(MimeMessage[] all, String address) throws Exception {
        var subjects = new java.util.ArrayList<String>();
        for (MimeMessage mail : all) {
            if (List.of(mail.getAllRecipients()).toString().equals("[" + address + "]")) {
                subjects.add(mail.getSubject());
            }
        }
        return subjects;
    }
}
