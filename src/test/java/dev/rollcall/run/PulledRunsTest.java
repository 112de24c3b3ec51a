package dev.rollcall.run;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.database.TestDatabase;
import dev.rollcall.job.Job;
import dev.rollcall.job.JobName;
import dev.rollcall.job.Jobs;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.source.SourceSettings.Mode;
import dev.rollcall.source.http.Hris;
import dev.rollcall.source.http.Hris.Kind;
import dev.rollcall.source.http.Hris.Twist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Runs whose export is pulled: from a partner's API, as CSV over HTTP, and from another tenant.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.ForSpring.class)
class PulledRunsTest {
    private static final Sandbox SANDBOX = Sandbox.start(SandboxSettings.demo(0));
    private static final SandboxTenant TENANT = SANDBOX.tenant("ruangkerja-demo");
    private static final Hris HRIS = new Hris();
    private static final String TARGET = """
        target:
          connector: ruangkerja
          url: %s
          credentials: {clientId: sandbox, clientSecret: sandbox-secret}
        push: {rate: none, attempts: 2}
        """.formatted(TENANT.url());
    private static final String COLUMNS =
            "{employeeId: /number, name: {join: [/name/first, /name/last]}, email: /mail, active: /active}";

    @Autowired
    private Runs runs;

    @Autowired
    private HomeFolder home;

    @Autowired
    private Watermarks watermarks;

    @Autowired
    private Jobs jobs;

    @Autowired
    private OldRuns old;

    @Autowired
    private People people;

    @Autowired
    private Erasure erasure;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path folder = Files.createTempDirectory("rollcall-pulled");
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        for (String job : List.of("whole", "short", "empty", "down", "again", "gone")) {
            Files.writeString(
                    jobs.resolve(job + ".yaml"),
                    "job: " + job + "\nsource:\n  type: http\n  url: "
                            + HRIS.url() + "\n  paging: {type: page, sizeParam: per_page, size: 10}\n  records: /data\n"
                            + "  total: /meta/total\n  columns: " + COLUMNS + "\n" + TARGET);
        }
        for (String job : List.of("changes", "weekly")) {
            Files.writeString(
                    jobs.resolve(job + ".yaml"),
                    "job: " + job + "\nsource:\n  type: http\n  url: " + HRIS.url()
                            + "\n"
                            + "  records: /data\n"
                            + "  since: {param: updated_since, format: rfc3339, overlap: 10m}\n"
                            + "  columns: "
                            + COLUMNS + "\n" + TARGET);
        }
        Files.writeString(
                jobs.resolve("asked.yaml"),
                "job: asked\napproval: always\nsource:\n  type: http\n  url: " + HRIS.url()
                        + "\n  records: /data\n  since: {param: since, format: epoch, overlap: 1h}\n  columns: "
                        + COLUMNS
                        + "\n" + TARGET);
        for (String system : List.of("deskhero", "garment")) {
            String from = Files.readString(Path.of("samples/jobs/contoh-" + system + ".yaml"));
            String tenant = from.substring(from.indexOf("  connector:"), from.indexOf("\nreconcile:"))
                    .replaceAll(
                            "url: .*",
                            "url: " + SANDBOX.tenant(system + "-demo").url());
            Files.writeString(
                    jobs.resolve("from-" + system + ".yaml"),
                    "job: from-" + system + "\nsource:\n  type: tenant\n" + tenant
                            + "\n  columns: {employeeId: " + (system.equals("garment") ? "username" : "employeeId")
                            + ", name: name, email: email}\n" + TARGET);
        }
        Files.writeString(
                jobs.resolve("sheet.yaml"),
                "job: sheet\nsource:\n  type: http\n  url: "
                        + HRIS.server().baseUrl()
                        + "/people.csv\n  format: csv\n  columns: {employeeId: NIK, name: Nama,"
                        + " email: Email}\n" + TARGET);
        Files.writeString(
                jobs.resolve("mirror.yaml"),
                "job: mirror\nsource:\n  type: tenant\n  connector: ruangkerja\n"
                        + "  url: " + TENANT.url()
                        + "\n  credentials: {clientId: sandbox, clientSecret: sandbox-secret}\n" + TARGET);
        settings.add("rollcall.home", () -> folder.resolve("home").toString());
        settings.add("rollcall.jobs", jobs::toString);
        settings.add("rollcall.routes", () -> folder.resolve("no-routes").toString());
        settings.add("rollcall.admin-password", () -> "secret");
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
        HRIS.close();
    }

    @Test
    void pullsProvesArchivesAndRunsFromTheArchiveAgain() {
        HRIS.serve(Kind.PAGE, Hris.people(25), 10, Optional.of(25L), Twist.NONE);

        Run first = run("whole", Optional.empty(), OptionalLong.empty());

        assertThat(first.detail()).isEmpty();
        assertThat(first.state()).isEqualTo(RunState.COMPLETED);
        assertThat(TENANT.user("E00025")).isPresent();
        Export export = first.export().orElseThrow();
        assertThat(export.proven()).contains(true);
        assertThat(export.proof())
                .extracting(Export.Proof::check, Export.Proof::ok)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("pages", true),
                        org.assertj.core.groups.Tuple.tuple("total", true),
                        org.assertj.core.groups.Tuple.tuple("twice", true),
                        org.assertj.core.groups.Tuple.tuple("employeeIds", true),
                        org.assertj.core.groups.Tuple.tuple("minRows", true));
        assertThat(home.archive("whole").resolve(first.id() + "-whole.ndjson.gz"))
                .isRegularFile();

        HRIS.server().resetAll();
        Run second = run("whole", Optional.empty(), OptionalLong.of(first.id()));

        assertThat(second.state()).isEqualTo(RunState.COMPLETED);
        assertThat(second.calls()).containsEntry("write", 0L);
        assertThat(second.rows()).containsEntry("read", 25L);
        assertThat(second.export().orElseThrow().proven()).contains(true);
        assertThat(HRIS.server().findAll(getRequestedFor(urlPathEqualTo(Hris.PEOPLE))))
                .isEmpty();
    }

    @Test
    void explainsAndErasesAPersonOfWhomOnlyAPulledExportSpeaks() throws IOException {
        List<String> staff = new ArrayList<>(Hris.people(3));
        staff.set(0, Hris.person(1).replace("Siti", "Siti \\\"Ti"));
        staff.add("{\"number\":\"X9\",\"name\":{\"first\":\"Lama\"},\"active\":false}");
        staff.add("{\"number\":\"E9\",\"boss\":\"X9\",\"name\":{\"first\":\"Bawahan\"},\"mail\":\"e9@contoh.co.id\"}");
        HRIS.serve(Kind.PAGE, staff, 10, Optional.empty(), Twist.NONE);
        Run run = run("gone", Optional.empty(), OptionalLong.empty());
        assertThat(run.rows()).containsEntry("read", 5L);
        old.dropBulk(run.id());
        assertThat(people.find("gone", "X9").orElseThrow())
                .containsEntry("explanation", "inactive in the export, and in the tenant inactive or unknown");

        assertThat(erasure.erase("gone", "X9")).isTrue();

        assertThat(people.find("gone", "X9")).isEmpty();
        Path archive = home.archive("gone").resolve(run.id() + "-gone.ndjson.gz");
        try (var unpacked = new java.util.zip.GZIPInputStream(Files.newInputStream(archive))) {
            assertThat(new String(unpacked.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("Rahma 1", "Rahma 2", "Rahma 3", "Bawahan", "_rollcall")
                    .doesNotContain("Lama");
        }
    }

    @Test
    void isUnprovenWhereFewerRecordsComeThanAreStatedAndStaysSoFromTheArchive() {
        HRIS.serve(Kind.PAGE, Hris.people(20), 10, Optional.of(30L), Twist.NONE);

        Run first = run("short", Optional.empty(), OptionalLong.empty());
        Run again = run("short", Optional.empty(), OptionalLong.of(first.id()));

        assertThat(List.of(first, again)).allSatisfy(run -> {
            assertThat(run.state()).isEqualTo(RunState.COMPLETED);
            assertThat(run.export().orElseThrow().proven()).contains(false);
            assertThat(run.export().orElseThrow().proof())
                    .filteredOn(proof -> !proof.ok())
                    .extracting(Export.Proof::check)
                    .containsExactly("total");
        });
    }

    @Test
    void isUnprovenWhereARecordComesTwiceWithDifferentContent() {
        List<String> people = new ArrayList<>(Hris.people(19));
        people.add(Hris.person(19).replace("Rahma 19", "Rahmawati"));
        HRIS.serve(Kind.PAGE, people, 10, Optional.empty(), Twist.NONE);

        Run run = run("again", Optional.empty(), OptionalLong.empty());

        assertThat(run.export().orElseThrow().proven()).contains(false);
        assertThat(run.rows()).containsEntry("rejected", 2L);
    }

    @Test
    void refusesASourceWithoutAnybody() {
        HRIS.serve(Kind.PAGE, List.of(), 10, Optional.of(0L), Twist.NONE);

        Run run = run("empty", Optional.empty(), OptionalLong.empty());

        assertThat(run.state()).isEqualTo(RunState.REFUSED);
        assertThat(run.reason()).contains("NO_ROWS");
    }

    @Test
    void failsWhereThePartnerIsDownAndGoesOnWhenRetried() {
        HRIS.serve(
                Kind.PAGE,
                Hris.people(25),
                10,
                Optional.empty(),
                (page, answer) -> page == 2 ? aResponse().withStatus(500) : answer);
        Run failed = run("down", Optional.empty(), OptionalLong.empty());

        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.reason()).contains("SOURCE_UNAVAILABLE");
        assertThat(failed.detail().orElseThrow()).startsWith("page 2 of the source could not be read in 2 attempts");

        HRIS.serve(Kind.PAGE, Hris.people(25), 10, Optional.empty(), Twist.NONE);
        runs.retry(failed.id(), new dev.rollcall.push.Journal.Retry.All(), "test");

        assertThat(ended(failed.id()).state()).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void asksForChangesOnceEverythingWasAppliedAndNotBefore() {
        HRIS.serve(Kind.NONE, Hris.people(5), 10, Optional.empty(), Twist.NONE);
        Run planned = runs.start(order("changes", Optional.empty(), OptionalLong.empty(), Wanted.PLAN));
        assertThat(ended(planned.id()).state()).isEqualTo(RunState.PLANNED);
        Run everything = run("changes", Optional.empty(), OptionalLong.empty());
        assertThat(everything.mode()).as("a plan moves no watermark").isEqualTo(Mode.FULL);

        HRIS.serve(Kind.NONE, List.of(), 10, Optional.empty(), Twist.NONE);
        Instant asked = watermarks
                .newest("changes")
                .orElseThrow()
                .minus(Duration.ofMinutes(10))
                .truncatedTo(ChronoUnit.SECONDS);
        Run nothing = run("changes", Optional.empty(), OptionalLong.empty());

        assertThat(nothing.mode()).isEqualTo(Mode.DELTA);
        assertThat(nothing.state()).as("nobody changed").isEqualTo(RunState.COMPLETED);
        HRIS.server()
                .verify(getRequestedFor(urlPathEqualTo(Hris.PEOPLE))
                        .withQueryParam("updated_since", equalTo(asked.toString())));
        assertThatThrownBy(() -> run("changes", Optional.of(Mode.FULL), OptionalLong.of(nothing.id())))
                .isInstanceOf(RunRefused.class)
                .hasMessageContaining("cannot be run as mode=full");
        HRIS.serve(Kind.NONE, Hris.people(5), 10, Optional.empty(), Twist.NONE);
        assertThat(run("changes", Optional.of(Mode.FULL), OptionalLong.empty()).rows())
                .containsEntry("read", 5L);
    }

    @Test
    void pullsEverythingAgainWhenTheLastFullPullIsAWeekOld() throws IOException {
        HRIS.serve(Kind.NONE, Hris.people(5), 10, Optional.empty(), Twist.NONE);
        run("weekly", Optional.of(Mode.FULL), OptionalLong.empty());
        Instant full = watermarks.newestOfEverything("weekly").orElseThrow();
        Job job = jobs.find(new JobName("weekly")).orElseThrow();
        Duration week = Duration.ofDays(7);

        var shortly = new PullPlan(watermarks, () -> full.plus(week).minusMillis(1));
        var then = new PullPlan(watermarks, () -> full.plus(week));

        assertThat(shortly.mode(job)).isEqualTo(Mode.DELTA);
        assertThat(shortly.since(job, Mode.DELTA)).isPresent();
        assertThat(then.mode(job)).isEqualTo(Mode.FULL);
        assertThat(then.since(job, Mode.FULL)).isEmpty();
    }

    @Test
    void asksForEverythingUntilWhatWaitsForAPersonWasApplied() {
        HRIS.serve(Kind.NONE, Hris.people(5), 10, Optional.empty(), Twist.NONE);
        Run waits = run("asked", Optional.empty(), OptionalLong.empty());
        Run again = run("asked", Optional.empty(), OptionalLong.empty());

        assertThat(List.of(waits, again)).allSatisfy(run -> {
            assertThat(run.state()).isEqualTo(RunState.PLANNED);
            assertThat(run.mode()).isEqualTo(Mode.FULL);
        });
        assertThat(watermarks.newest("asked")).isEmpty();

        runs.apply(again.id(), again.planDigest().orElseThrow(), List.of(), "test");
        assertThat(ended(again.id()).state()).isEqualTo(RunState.COMPLETED);
        Instant began = watermarks.newest("asked").orElseThrow();
        assertThat(run("asked", Optional.empty(), OptionalLong.empty()).mode()).isEqualTo(Mode.DELTA);
        HRIS.server()
                .verify(getRequestedFor(urlPathEqualTo(Hris.PEOPLE))
                        .withQueryParam(
                                "since",
                                equalTo(Long.toString(
                                        began.minus(Duration.ofHours(1)).getEpochSecond()))));
    }

    @Test
    void readsTheOtherTenantsAsSources() {
        for (String system : List.of("deskhero", "garment")) {
            Run run = ended(runs.start(order("from-" + system, Optional.empty(), OptionalLong.empty(), Wanted.PLAN))
                    .id());

            assertThat(run.detail()).isEmpty();
            assertThat(run.rows().get("read")).as(system).isPositive().isEqualTo((long)
                    SANDBOX.tenant(system + "-demo").userCount());
            assertThat(run.export().orElseThrow().proof())
                    .as(system)
                    .allSatisfy(
                            proof -> assertThat(proof.ok()).as(proof.toString()).isTrue());
        }
    }

    @Test
    void takesACsvOverHttpInLikeAFile() {
        HRIS.server()
                .stubFor(get(urlPathEqualTo("/people.csv"))
                        .willReturn(aResponse().withBody("NIK;Nama;Email\r\nC1;Budi;budi.c1@contoh.co.id\r\n")));

        Run run = run("sheet", Optional.empty(), OptionalLong.empty());

        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        assertThat(run.export().orElseThrow().delimiter()).contains(";");
        assertThat(home.archive("sheet").resolve(run.id() + "-sheet.csv")).isRegularFile();
        assertThat(TENANT.user("C1")).isPresent();
    }

    @Test
    void readsATenantAsTheSourceAndFindsItInStepWithItself() {
        Run run = run("mirror", Optional.empty(), OptionalLong.empty());

        assertThat(run.detail()).isEmpty();
        assertThat(run.calls()).containsEntry("write", 0L);
        assertThat(run.rows().get("read")).isPositive();
        assertThat(run.export().orElseThrow().proven()).contains(true);
    }

    private Run run(String job, Optional<Mode> mode, OptionalLong from) {
        return ended(runs.start(order(job, mode, from, Wanted.APPLY)).id());
    }

    private static StartOrder order(String job, Optional<Mode> mode, OptionalLong from, Wanted wanted) {
        return new StartOrder(job, Trigger.REST, Optional.empty(), mode, wanted, from, Optional.empty(), "test");
    }

    private Run ended(long runId) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> runs.get(runId), run -> run.state().isEnd());
    }
}
