package dev.rollcall.source.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.rollcall.connector.Secret;
import dev.rollcall.database.TestDatabase;
import dev.rollcall.source.Cells;
import dev.rollcall.source.PullOrder;
import dev.rollcall.source.Pulls;
import dev.rollcall.source.Records;
import dev.rollcall.source.SourceSettings;
import dev.rollcall.source.SourceSettings.Auth;
import dev.rollcall.source.SourceSettings.Mode;
import dev.rollcall.source.SourceSettings.Paging;
import dev.rollcall.source.SourceUnavailable;
import dev.rollcall.source.Whole;
import dev.rollcall.source.http.Hris.Kind;
import dev.rollcall.source.http.Hris.Twist;
import dev.rollcall.source.ndjson.Archive;
import dev.rollcall.tenant.PushSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Pulls of a made-up HR system through the real route, over real sockets.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.ForSpring.class)
class HttpPullsTest {
    private static final Hris HRIS = new Hris();

    @Autowired
    private Pulls pulls;

    @TempDir
    private Path folder;

    private int pulled;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path home = Files.createTempDirectory("rollcall-pulls");
        settings.add("rollcall.home", () -> home.resolve("home").toString());
        settings.add("rollcall.jobs", () -> home.resolve("jobs").toString());
        settings.add("rollcall.routes", () -> home.resolve("no-routes").toString());
        settings.add("rollcall.admin-password", () -> "secret");
    }

    @AfterAll
    static void close() {
        HRIS.close();
    }

    /// What a pull gave: the records as the partner sent them, and what it came to.
    private record Pulled(List<String> records, Whole whole, Path archive) {}

    @ParameterizedTest
    @EnumSource(Kind.class)
    void givesTheSourcesRecordsForAnyPageSizeAndAnyOrderOfAnswers(Kind kind) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            List<String> people = Hris.people(1 + random.nextInt(60));
            int size = 1 + random.nextInt(20);
            Optional<Long> stated = random.nextBoolean() ? Optional.of((long) people.size()) : Optional.empty();
            Twist late = (page, answer) -> answer.withFixedDelay(random.nextInt(25));
            HRIS.serve(kind, people, size, stated, late);

            Pulled pulled = pull(settings(kind, size, new Auth.None()));

            assertThat(pulled.records())
                    .as("seed %d: %d people by %d", seed, people.size(), size)
                    .isEqualTo(people);
            assertThat(pulled.whole().flaws()).as("seed %d", seed).isEmpty();
            assertThat(records(new Archive(pulled.archive())::forEachPart)).isEqualTo(people);
        }
    }

    @Test
    void readsOnWhereTheSourceGivesSmallerPagesThanItIsAskedFor() throws IOException {
        for (Kind kind : List.of(Kind.PAGE, Kind.OFFSET)) {
            HRIS.serve(kind, Hris.people(25), 7, Optional.empty(), Twist.NONE);

            assertThat(pull(settings(kind, 500, new Auth.None())).records()).hasSize(25);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void isNeverSilentlyShortWhicheverPageFails(Kind kind) throws IOException {
        for (int bad = 1; bad <= 4; bad++) {
            int broken = bad;
            List<Twist> faults = List.of(
                    (page, answer) -> page == broken ? aResponse().withStatus(500) : answer,
                    (page, answer) -> page == broken ? answer.withFault(Fault.RANDOM_DATA_THEN_CLOSE) : answer,
                    (page, answer) -> page == broken ? okJson("{\"data\":[{\"number\":\"E0") : answer,
                    (page, answer) -> page == broken ? okJson("{\"error\":\"busy\"}") : answer,
                    (page, answer) -> page == broken ? aResponse().withStatus(403) : answer);
            for (Twist fault : faults) {
                HRIS.serve(kind, Hris.people(40), 10, Optional.empty(), fault);

                Auth own = new Auth.Bearer(Secret.of("of pull " + pulled));
                assertThatThrownBy(() -> pull(settings(kind, 10, own), 1))
                        .as("page %d", bad)
                        .isInstanceOf(SourceUnavailable.class);
                assertThat(folder).isEmptyDirectory();
            }
        }
    }

    @Test
    void saysWhichPageFailedAndWhatToDo() {
        HRIS.serve(
                Kind.CURSOR,
                Hris.people(40),
                10,
                Optional.empty(),
                (page, answer) -> page == 3 ? aResponse().withStatus(502) : answer);

        assertThatThrownBy(() -> pull(settings(Kind.CURSOR, 10, new Auth.None())))
                .hasMessage("page 3 of the source could not be read in 2 attempts: HTTP 502; see that the partner's"
                        + " API works, then retry the run");
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void triesAPageAgainThatFailedOnce(Kind kind) throws IOException {
        for (int bad = 1; bad <= 3; bad++) {
            HRIS.serve(kind, Hris.people(30), 10, Optional.empty(), Twist.NONE);
            HRIS.server()
                    .stubFor(HRIS.asked(kind, bad, 10)
                            .atPriority(1)
                            .inScenario("once")
                            .whenScenarioStateIs(Scenario.STARTED)
                            .willReturn(aResponse().withStatus(500))
                            .willSetStateTo("mended"));

            assertThat(pull(settings(kind, 10, new Auth.None())).records()).hasSize(30);
        }
    }

    @ParameterizedTest(name = "{0}, Retry-After as a date: {1}")
    @CsvSource({"429, false", "429, true", "503, false", "503, true"})
    void waitsAsLongAsItIsTold(int status, boolean date) throws IOException {
        HRIS.serve(Kind.PAGE, Hris.people(30), 10, Optional.empty(), Twist.NONE);
        // a date has no parts of seconds
        String told = date
                ? DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.now().plusSeconds(3).atOffset(ZoneOffset.UTC))
                : "1";
        HRIS.server()
                .stubFor(HRIS.asked(Kind.PAGE, 2, 10)
                        .atPriority(1)
                        .inScenario("busy")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willReturn(aResponse().withStatus(status).withHeader("Retry-After", told))
                        .willSetStateTo("free"));
        long before = System.nanoTime();

        assertThat(pull(settings(Kind.PAGE, 10, new Auth.None())).records()).hasSize(30);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .as("a lower bound: told to wait")
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest(name = "{0}: several at once: {1}")
    @CsvSource({"PAGE, true", "OFFSET, true", "CURSOR, false", "LINK, false"})
    void asksForSeveralPagesAtOnceWhereTheirAddressesCanBeTold(Kind kind, boolean several) throws IOException {
        Duration answer = Duration.ofMillis(300);
        HRIS.serve(
                kind,
                Hris.people(80),
                10,
                Optional.of(80L),
                (page, reply) -> reply.withFixedDelay((int) answer.toMillis()));

        assertThat(pull(settings(kind, 10, new Auth.Bearer(Secret.of("of " + kind))))
                        .records())
                .hasSize(80);

        List<Instant> asked = HRIS.server().getAllServeEvents().stream()
                .map(event -> event.getRequest().getLoggedDate().toInstant())
                .sorted()
                .toList();
        assertThat(asked).hasSize(8);
        // who waits for an answer before asking again asks no sooner than the answer takes
        long early = IntStream.range(1, asked.size())
                .filter(i -> Duration.between(asked.get(i - 1), asked.get(i)).compareTo(answer.dividedBy(2)) < 0)
                .count();
        assertThat(early > 0).isEqualTo(several);
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void tellsARepeatedPageWhereverItIs(Kind kind) throws IOException {
        for (int bad = 2; bad <= 4; bad++) {
            int again = bad;
            HRIS.serve(
                    kind,
                    Hris.people(40),
                    10,
                    Optional.empty(),
                    (page, answer) -> page == again
                            ? answer.withBody(Hris.body(
                                    Hris.people(40).subList((page - 2) * 10, (page - 1) * 10),
                                    Optional.empty(),
                                    Hris.cursor(kind, page, 4)))
                            : answer);

            assertThat(pull(settings(kind, 10, new Auth.None())).whole().flaws())
                    .containsExactly("page " + bad + " is page " + (bad - 1) + " once more");
        }
    }

    @Test
    void tellsASourceThatGivesTheFirstPageForEver() throws IOException {
        HRIS.serve(Kind.NONE, Hris.people(10), 10, Optional.empty(), Twist.NONE);

        assertThat(pull(settings(Kind.PAGE, 10, new Auth.None())).whole().flaws())
                .containsExactly("page 2 is page 1 once more");
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void tellsATotalThatShrinksOnTheWayWhereverItDoes(Kind kind) throws IOException {
        for (int bad = 2; bad <= 4; bad++) {
            int shrunk = bad;
            HRIS.serve(
                    kind,
                    Hris.people(40),
                    10,
                    Optional.of(40L),
                    (page, answer) -> page == shrunk
                            ? answer.withBody(Hris.body(
                                    Hris.people(40).subList((page - 1) * 10, page * 10),
                                    Optional.of(38L),
                                    Hris.cursor(kind, page, 4)))
                            : answer);

            assertThat(pull(settings(kind, 10, new Auth.None())).whole().flaws())
                    .containsExactly("page " + bad + " states a total of 38, page " + (bad - 1) + " stated 40");
        }
    }

    @Test
    void countsRecordsFromOneWhereTheSourceDoes() throws IOException {
        var scim = new Paging.ByOffset("startIndex", Optional.of("count"), 10, 1);
        HRIS.server().resetAll();
        for (int at = 1; at <= 21; at += 10) {
            HRIS.server()
                    .stubFor(get(urlPathEqualTo(Hris.PEOPLE))
                            .withQueryParam("startIndex", equalTo(Integer.toString(at)))
                            .withQueryParam("count", equalTo("10"))
                            .willReturn(Hris.page(
                                    Hris.people(25).subList(at - 1, Math.min(25, at + 9)),
                                    Optional.of(25L),
                                    Optional.empty())));
        }

        Pulled pulled = pull(settings(scim, new Auth.None(), OptionalInt.empty()), 1);

        assertThat(pulled.records()).isEqualTo(Hris.people(25));
        assertThat(HRIS.server().findAllUnmatchedRequests())
                .as("nothing beyond the end is asked for")
                .isEmpty();
    }

    @Test
    void takesAListThatIsLeftOutForEmptyOnlyWhereTheSourceSaysThatThereIsNobody() throws IOException {
        HRIS.server().resetAll();
        HRIS.server().stubFor(get(urlPathEqualTo(Hris.PEOPLE)).willReturn(okJson("{\"meta\":{\"total\":0}}")));
        assertThat(pull(settings(Kind.NONE, 10, new Auth.None())).records()).isEmpty();

        HRIS.server().stubFor(get(urlPathEqualTo(Hris.PEOPLE)).willReturn(okJson("{\"meta\":{\"total\":7}}")));
        assertThatThrownBy(() -> pull(settings(Kind.NONE, 10, new Auth.None()), 1))
                .hasMessageContaining("a body without a list at /data");
    }

    @Test
    void asksNoFasterThanItsRate() throws IOException {
        HRIS.serve(Kind.PAGE, Hris.people(120), 10, Optional.of(120L), Twist.NONE);
        var pages = new Paging.ByPage("page", Optional.of("per_page"), 10, 1);

        assertThat(pull(settings(pages, new Auth.Bearer(Secret.of("of a slow one")), OptionalInt.of(5)), 1)
                        .records())
                .hasSize(120);

        List<Instant> asked = HRIS.server().getAllServeEvents().stream()
                .map(event -> event.getRequest().getLoggedDate().toInstant())
                .sorted()
                .toList();
        assertThat(asked).hasSize(12);
        for (int i = 5; i < asked.size(); i++) {
            assertThat(Duration.between(asked.get(i - 5), asked.get(i)))
                    .as("call %d after call %d", i, i - 5)
                    .isGreaterThan(Duration.ofMillis(900));
        }
    }

    @Test
    void leadsItsCredentialsToNoOtherHost() {
        HRIS.serve(
                Kind.NONE,
                Hris.people(10),
                10,
                Optional.empty(),
                (page, answer) -> answer.withHeader("Link", "<https://elsewhere.example/api?at=2>; rel=next"));

        assertThatThrownBy(() -> pull(settings(Kind.LINK, 10, new Auth.Bearer(Secret.of("t0ken")))))
                .hasMessage("the source leads to another host for page 2; credentials are sent to the host of"
                        + " source.url alone");
    }

    @Test
    void showsWhoItIsInEveryWay() throws IOException {
        record Way(Auth auth, String header, String value) {}
        List<Way> ways = List.of(
                new Way(new Auth.Basic(Secret.of("hr"), Secret.of("p:w")), "Authorization", "Basic aHI6cDp3"),
                new Way(new Auth.Bearer(Secret.of("t0ken")), "Authorization", "Bearer t0ken"),
                new Way(new Auth.Header("X-Api-Key", Secret.of("k3y")), "X-Api-Key", "k3y"));
        for (Way way : ways) {
            HRIS.serve(Kind.PAGE, Hris.people(15), 10, Optional.empty(), Twist.NONE);

            assertThat(pull(settings(Kind.PAGE, 10, way.auth())).records()).hasSize(15);
            for (String page : List.of("1", "2")) {
                HRIS.server()
                        .verify(getRequestedFor(urlPathEqualTo(Hris.PEOPLE))
                                .withQueryParam("page", equalTo(page))
                                .withHeader(way.header(), equalTo(way.value())));
            }
        }
    }

    @Test
    void getsOneTokenForAllPagesAndANewOneWhenItIsRefused() throws IOException {
        HRIS.serve(Kind.PAGE, Hris.people(40), 10, Optional.empty(), Twist.NONE);
        HRIS.server()
                .stubFor(post(urlPathEqualTo("/token"))
                        .inScenario("token")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .withBasicAuth("id", "s3cret")
                        .withRequestBody(containing("grant_type=client_credentials&scope=people.read"))
                        .willReturn(okJson("{\"token_type\":\"Bearer\",\"access_token\":\"one\",\"expires_in\":60}"))
                        .willSetStateTo("renew"));
        HRIS.server()
                .stubFor(post(urlPathEqualTo("/token"))
                        .inScenario("token")
                        .whenScenarioStateIs("renew")
                        .willReturn(okJson("{\"access_token\":\"two\"}")));
        HRIS.server()
                .stubFor(HRIS.asked(Kind.PAGE, 3, 10)
                        .atPriority(1)
                        .withHeader("Authorization", equalTo("Bearer one"))
                        .willReturn(aResponse().withStatus(401)));

        assertThat(pull(settings(Kind.PAGE, 10, oauth2())).records()).hasSize(40);
        HRIS.server().verify(2, postRequestedFor(urlPathEqualTo("/token")));
    }

    @Test
    void sendsTheClientInTheFormToServersThatTakeItOnlyThere() throws IOException {
        HRIS.serve(Kind.NONE, Hris.people(3), 10, Optional.empty(), Twist.NONE);
        HRIS.server()
                .stubFor(post(urlPathEqualTo("/token"))
                        .withRequestBody(containing("client_id=id&client_secret=s3cret"))
                        .willReturn(okJson("{\"access_token\":\"one\"}")));

        assertThat(pull(settings(Kind.NONE, 10, oauth2())).records()).hasSize(3);
    }

    @Test
    void endsWithCredentialsRefusedWhereNoTokenIsGivenOrTaken() {
        HRIS.serve(
                Kind.NONE,
                Hris.people(3),
                10,
                Optional.empty(),
                (page, answer) -> aResponse().withStatus(401));

        for (Auth auth : List.of(new Auth.Bearer(Secret.of("t0ken")), oauth2())) {
            assertThatThrownBy(() -> pull(settings(Kind.NONE, 10, auth)))
                    .isInstanceOfSatisfying(SourceUnavailable.class, e -> {
                        assertThat(e.reason()).isEqualTo(SourceUnavailable.Reason.CREDENTIALS_REFUSED);
                        assertThat(e.detail()).doesNotContain("t0ken", "s3cret");
                    });
        }
        HRIS.server().verify(basicCalls(), postRequestedFor(urlPathEqualTo("/token")));
    }

    private static com.github.tomakehurst.wiremock.client.CountMatchingStrategy basicCalls() {
        return com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly(1);
    }

    private static Auth oauth2() {
        return new Auth.OAuth2(
                URI.create(HRIS.server().baseUrl() + "/token"),
                Secret.of("id"),
                Secret.of("s3cret"),
                Optional.of("people.read"));
    }

    private static SourceSettings.Http settings(Kind kind, int size, Auth auth) {
        Optional<String> sizeParam = Optional.of("per_page");
        Paging paging = switch (kind) {
            case NONE -> new Paging.None();
            case PAGE -> new Paging.ByPage("page", sizeParam, size, 1);
            case OFFSET -> new Paging.ByOffset("offset", sizeParam, size, 0);
            case CURSOR -> new Paging.ByCursor("cursor", sizeParam, size, "/meta/next");
            case LINK -> new Paging.ByLink(sizeParam, size);
        };
        return settings(paging, auth, OptionalInt.empty());
    }

    private static SourceSettings.Http settings(Paging paging, Auth auth, OptionalInt rate) {
        return new SourceSettings.Http(
                Mode.FULL,
                HRIS.url(),
                auth,
                paging,
                Optional.empty(),
                "/data",
                Optional.of("/meta/total"),
                Optional.empty(),
                Duration.ofDays(7),
                rate);
    }

    private Pulled pull(SourceSettings.Http settings) throws IOException {
        return pull(settings, 2);
    }

    private Pulled pull(SourceSettings.Http settings, int attempts) throws IOException {
        Path archive = folder.resolve(++pulled + ".ndjson.gz");
        var push = new PushSettings(4, OptionalInt.empty(), false, attempts, Duration.ofSeconds(5));
        try (Pulls.Pull pull = pulls.open(new PullOrder("acme", settings, push, Optional.empty(), archive))) {
            var records = pull.records();
            if (pulled % 2 == 0) {
                List<String> all = records(records::forEachPart);
                return new Pulled(all, records.whole(), archive);
            }
            Taken taken = new Taken();
            records.forEachPart(new Cells(List.of(new Cells.Cell(List.of("/number"), ""))), taken);
            List<String> all = records(new Archive(archive)::forEachPart);
            assertThat(taken.numbers)
                    .isEqualTo(all.stream()
                            .map(line -> line.replaceFirst(".*\"number\":\"(\\w+)\".*", "$1"))
                            .toList());
            return new Pulled(all, records.whole(), archive);
        }
    }

    /// Takes the records as staging does.
    private static final class Taken implements Records.CellPart {
        private final List<String> numbers = new ArrayList<>();

        @Override
        public void take(List<@Nullable String[]> records) {
            records.forEach(cells -> numbers.add(String.valueOf(cells[0])));
        }

        @Override
        public void see(InputStream lines) {
            throw new AssertionError("small pages are cut while they are read");
        }
    }

    private interface Parts {
        void forEach(dev.rollcall.source.Records.Part part) throws IOException;
    }

    private static List<String> records(Parts parts) throws IOException {
        List<String> all = new ArrayList<>();
        parts.forEach(lines -> new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("{\"_rollcall\""))
                .forEach(all::add));
        return all;
    }
}
