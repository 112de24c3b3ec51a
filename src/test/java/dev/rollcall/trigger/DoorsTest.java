package dev.rollcall.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.rollcall.database.TestDatabase;
import dev.rollcall.run.HomeFolder;
import dev.rollcall.run.Run;
import dev.rollcall.run.RunQuery;
import dev.rollcall.run.RunState;
import dev.rollcall.run.Runs;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import jakarta.activation.DataHandler;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The doors in `routes/examples/`, copied as they are into the routes of a running application, in front of a real
/// SFTP server and a real mail server.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.ForSpring.class)
class DoorsTest {
    private static final String PASSWORD = "p+w&d%2F?#=1";
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Sandbox SANDBOX = Sandbox.start(SandboxSettings.of(
            TenantSettings.empty("sftp", TenantSystem.RUANGKERJA),
            TenantSettings.empty("mail", TenantSystem.RUANGKERJA)));
    private static final GreenMail MAIL = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)
    });
    private static final SshServer SFTP = SshServer.setUpDefaultServer();
    private static final AtomicInteger CONNECTIONS = new AtomicInteger();
    private static final AtomicInteger PASSWORDS = new AtomicInteger();
    private static Path folder = Path.of("");

    @Autowired
    private Runs runs;

    @Autowired
    private HomeFolder home;

    @Autowired
    private Routes routes;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws Exception {
        folder = Files.createTempDirectory("rollcall-doors");
        Path routes = Files.createDirectories(folder.resolve("routes"));
        for (String route : List.of("inbox.yaml", "notify.yaml", "pull.yaml")) {
            Files.copy(Path.of("routes", route), routes.resolve(route));
        }
        Files.createDirectories(folder.resolve("server/out"));
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        for (String job : List.of("sftp", "mail")) {
            Files.writeString(jobs.resolve(job + ".yaml"), """
                job: %s
                source:
                  type: csv
                  settle: 200ms
                  columns: {employeeId: NIK, name: Nama, email: Email}
                target:
                  connector: ruangkerja
                  url: %s
                  credentials: {clientId: sandbox, clientSecret: sandbox-secret}
                push: {rate: none}
                """.formatted(
                            job, SANDBOX.tenant(job).url()));
        }
        startSftp();
        MAIL.start();
        MAIL.setUser("exports@contoh.co.id", "exports", PASSWORD);
        Path known = knownHosts("known_hosts", SFTP.getKeyPairProvider());
        settings.add("rollcall.home", () -> folder.resolve("home").toString());
        settings.add("rollcall.jobs", jobs::toString);
        settings.add("rollcall.routes", () -> folder.resolve("routes").toString());
        settings.add("rollcall.admin-password", () -> "secret");
        settings.add("SFTP_HOST", () -> "127.0.0.1");
        settings.add("SFTP_PORT", SFTP::getPort);
        settings.add("SFTP_USER", () -> "hr");
        settings.add("SFTP_PASSWORD", () -> PASSWORD);
        settings.add("SFTP_FOLDER", () -> "out");
        settings.add("SFTP_JOB", () -> "sftp");
        settings.add("SFTP_KNOWN_HOSTS", known::toString);
        settings.add("SFTP_EVERY", () -> 300);
        settings.add("IMAP_SCHEME", () -> "imap");
        settings.add("IMAP_HOST", () -> "127.0.0.1");
        settings.add("IMAP_PORT", () -> MAIL.getImap().getPort());
        settings.add("IMAP_USER", () -> "exports");
        settings.add("IMAP_PASSWORD", () -> PASSWORD);
        settings.add("MAIL_FROM", () -> "hr@contoh.co.id");
        settings.add("MAIL_JOB", () -> "mail");
        settings.add("MAIL_EVERY", () -> 300);
    }

    private static void startSftp() throws IOException {
        SFTP.setHost("127.0.0.1");
        SFTP.setPort(0);
        SFTP.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(folder.resolve("host.key")));
        SFTP.setPasswordAuthenticator((user, password, session) -> {
            PASSWORDS.incrementAndGet();
            return user.equals("hr") && password.equals(PASSWORD);
        });
        SFTP.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                CONNECTIONS.incrementAndGet();
            }
        });
        SFTP.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        SFTP.setFileSystemFactory(new VirtualFileSystemFactory(folder.resolve("server")));
        SFTP.start();
    }

    private static Path knownHosts(String name, KeyPairProvider keys) throws Exception {
        var key = keys.loadKeys(null).iterator().next().getPublic();
        return Files.writeString(
                folder.resolve(name), "[127.0.0.1]:" + SFTP.getPort() + " " + PublicKeyEntry.toString(key) + "\n");
    }

    @AfterEach
    void closeDoors() throws IOException {
        for (String door : List.of("sftp.yaml", "mail.yaml")) {
            Files.deleteIfExists(folder.resolve("routes").resolve(door));
        }
        routes.look();
        routes.look();
    }

    @AfterAll
    static void close() throws IOException {
        SANDBOX.close();
        MAIL.stop();
        SFTP.stop(true);
    }

    @Test
    void fetchesAnExportFromAnSftpServerOnceItIsWholeAndMovesItAside() throws IOException {
        byte[] export = "NIK;Nama;Email\r\nS1;Jos\u00e9 Budi;s1@contoh.co.id\r\n".getBytes(WINDOWS);
        Path out = folder.resolve("server/out");
        Files.write(out.resolve("november.csv"), export);
        for (String unfinished : List.of(".hidden.csv", "~$november.csv", "later.csv.part", "later.csv.filepart")) {
            Files.write(out.resolve(unfinished), export);
        }

        open("sftp.yaml");

        Run run = ended("sftp", 1);
        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        assertThat(name(run)).matches("november-[0-9]{8}-[0-9]{9}\\.csv");
        assertThat(archived(run)).isEqualTo(export);
        assertThat(SANDBOX.tenant("sftp").user("S1")).isPresent();
        assertThat(names(out))
                .containsExactlyInAnyOrder(
                        ".done", ".hidden.csv", "~$november.csv", "later.csv.part", "later.csv.filepart");
        assertThat(names(out.resolve(".done"))).singleElement().asString().endsWith("-november.csv");
        assertThat(names(home.inbox("sftp"))).as("nothing is left half written").containsExactly(".claimed");
    }

    @Test
    void takesTheFilesOfAMailAsTheyAreAndLeavesMailsOfOthersUnread() throws Exception {
        String export = "NIK;Nama;Email\r\nM1;Jos\u00e9 Budi;m1@contoh.co.id\r\n";
        String other = "NIK;Nama;Email\r\nX9;Orang Asing;x9@contoh.co.id\r\n";
        send("stranger@elsewhere.example", new Attached("november.csv", "text/csv", other));
        send(
                "hr@contoh.co.id",
                new Attached("../../../november.csv", "text/plain", export),
                new Attached("logo.png", "image/png", "PNG"));

        open("mail.yaml");

        Run run = ended("mail", 1);
        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        assertThat(name(run)).matches("november-[0-9]{8}-[0-9]{9}\\.csv");
        assertThat(archived(run))
                .as("byte for byte, though it was sent as plain text")
                .isEqualTo(export.getBytes(WINDOWS));
        SandboxTenant tenant = SANDBOX.tenant("mail");
        assertThat(tenant.user("M1")).isPresent();
        assertThat(tenant.user("X9")).isEmpty();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(seen()).containsExactly(false, true));
        assertThat(names(home.inbox("mail"))).containsExactly(".claimed");
    }

    @Test
    void tellsItsPasswordToNoOtherServerThanTheKnownOne() throws Exception {
        var another = new SimpleGeneratorHostKeyProvider(folder.resolve("another.key"));
        Path known = knownHosts("another_host", another);
        Files.writeString(
                folder.resolve("routes/sftp.yaml"),
                Files.readString(Path.of("routes/examples/sftp.yaml"))
                        .replace("{{SFTP_KNOWN_HOSTS}}", known.toString()));
        int connected = CONNECTIONS.get();
        int told = PASSWORDS.get();
        routes.look();
        routes.look();

        await().atMost(Duration.ofSeconds(30)).until(() -> CONNECTIONS.get() >= connected + 3);
        assertThat(PASSWORDS).hasValue(told);
    }

    private record Attached(String name, String type, String text) {}

    private static void send(String from, Attached... files) throws Exception {
        var mail = new MimeMessage(GreenMailUtil.getSession(MAIL.getSmtp().getServerSetup()));
        mail.setFrom(new InternetAddress(from));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress("exports@contoh.co.id"));
        mail.setSubject("Ekspor");
        var parts = new MimeMultipart();
        var text = new MimeBodyPart();
        text.setText("Terlampir.");
        parts.addBodyPart(text);
        for (Attached file : files) {
            var part = new MimeBodyPart();
            part.setDataHandler(
                    new DataHandler(new ByteArrayDataSource(file.text().getBytes(WINDOWS), file.type())));
            part.setFileName(file.name());
            part.setHeader("Content-Transfer-Encoding", "base64");
            parts.addBodyPart(part);
        }
        mail.setContent(parts);
        GreenMailUtil.sendMimeMessage(mail);
    }

    private static List<Boolean> seen() throws Exception {
        var store = MAIL.getImap().createStore();
        store.connect("exports", PASSWORD);
        try (var inbox = store.getFolder("INBOX")) {
            inbox.open(jakarta.mail.Folder.READ_ONLY);
            return Stream.of(inbox.getMessages()).map(DoorsTest::isSeen).toList();
        } finally {
            store.close();
        }
    }

    private static boolean isSeen(Message mail) {
        try {
            return mail.isSet(Flags.Flag.SEEN);
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void open(String door) throws IOException {
        Files.copy(
                Path.of("routes/examples").resolve(door),
                folder.resolve("routes").resolve(door));
        routes.look();
        routes.look();
        assertThat(routes.problems()).isEmpty();
    }

    private Run ended(String job, int count) {
        var query = new RunQuery(Optional.of(job), Optional.empty(), OptionalLong.empty(), 10);
        return await().atMost(Duration.ofSeconds(90))
                .until(
                        () -> runs.list(query),
                        all -> all.size() == count
                                && all.stream().allMatch(run -> run.state().isEnd()))
                .getFirst();
    }

    private static String name(Run run) {
        return run.export().orElseThrow().name();
    }

    private byte[] archived(Run run) throws IOException {
        return Files.readAllBytes(home.archive(run.job()).resolve(run.id() + "-" + name(run)));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
