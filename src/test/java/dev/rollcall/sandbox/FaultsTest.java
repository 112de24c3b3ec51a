package dev.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.sandbox.Browser.Answer;
import dev.rollcall.sandbox.fault.FaultRefused;
import dev.rollcall.sandbox.record.CallRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FaultsTest {

    private Sandbox sandbox;
    private SandboxTenant tenant;
    private Browser browser;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxSettings.of(TenantSettings.empty("rk", TenantSystem.RUANGKERJA)));
        tenant = sandbox.tenant("rk");
        browser = new Browser(tenant.url());
        browser.header("Authorization", token());
    }

    @AfterEach
    void stop() {
        browser.close();
        sandbox.close();
    }

    private String token() {
        return ask().json().at("/data/accessToken").stringValue();
    }

    private Answer ask() {
        return browser.post(
                "/oauth/token",
                "{\"clientID\":\"sandbox\",\"clientSecret\":\"sandbox-secret\",\"grantType\":\"client_credentials\"}");
    }

    private static String person(int number) {
        return "{\"employeeID\":\"E" + number + "\",\"name\":\"Orang\",\"email\":\"e" + number
                + "@contoh.co.id\",\"isActive\":true}";
    }

    private Answer create(int number) {
        return browser.post("/ruangkerja/users", person(number));
    }

    private JsonNode createAll(int from, int to) {
        String items =
                IntStream.rangeClosed(from, to).mapToObj(FaultsTest::person).collect(Collectors.joining(","));
        return browser.post("/ruangkerja/users/create-bulk", "{\"items\":[" + items + "]}")
                .json()
                .path("data");
    }

    private CallRecord lastCall() {
        return tenant.calls().getLast();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void answersAStatusBeforeOrAfterTheWorkIsDone(int status) {
        tenant.fault("{\"fault\":\"status\",\"status\":" + status + ",\"when\":\"before\",\"next\":1}");
        assertThat(create(1).status()).isEqualTo(status);
        assertThat(tenant.userCount()).isZero();
        tenant.fault("{\"fault\":\"status\",\"status\":" + status + ",\"when\":\"after\",\"next\":1}");
        assertThat(create(1).status()).isEqualTo(status);
        assertThat(tenant.userCount()).isEqualTo(1);
        assertThat(lastCall().applied()).isTrue();
        assertThat(lastCall().faults()).containsExactly("status");
    }

    @Test
    void dropsTheConnectionBeforeOrAfterTheWorkIsDone() {
        tenant.fault("{\"fault\":\"drop\",\"when\":\"before\",\"next\":1}");
        assertThatThrownBy(() -> browser.sent("POST", "/ruangkerja/users", person(1)))
                .isInstanceOf(IOException.class);
        assertThat(tenant.userCount()).isZero();
        tenant.fault("{\"fault\":\"drop\",\"when\":\"after\",\"next\":1}");
        assertThatThrownBy(() -> browser.sent("POST", "/ruangkerja/users", person(1)))
                .isInstanceOf(IOException.class);
        assertThat(tenant.userCount()).isEqualTo(1);
        assertThat(lastCall().status()).isZero();
    }

    @Test
    void hangsAndThenClosesTheConnection() {
        tenant.fault("{\"fault\":\"hang\",\"ms\":50,\"when\":\"after\",\"next\":1}");
        assertThatThrownBy(() -> browser.sent("POST", "/ruangkerja/users", person(1)))
                .isInstanceOf(IOException.class);
        assertThat(tenant.userCount()).isEqualTo(1);
    }

    @Test
    void tellsToWaitInSecondsOrAsADateOrNotAtAll() {
        tenant.fault("[{\"fault\":\"throttle\",\"retryAfter\":7,\"next\":1}]");
        Answer seconds = create(1);
        assertThat(seconds.status()).isEqualTo(429);
        assertThat(seconds.headers()).containsEntry("retry-after", "7");
        tenant.fault("{\"fault\":\"throttle\",\"retryAfter\":7,\"retryAfterAs\":\"date\",\"next\":1}");
        assertThat(create(1).headers().get("retry-after")).matches("[A-Z][a-z]{2}, [0-9]{1,2} .* GMT");
        tenant.fault("{\"fault\":\"throttle\",\"retryAfterAs\":\"none\",\"next\":1}");
        assertThat(create(1).headers()).doesNotContainKey("retry-after");
        assertThat(create(1).status()).isEqualTo(200);
    }

    @Test
    void lets429PassOnlyWhatTheRateLimitAllows() {
        tenant.fault("{\"fault\":\"rateLimit\",\"perSecond\":5}");
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            statuses.add(create(i).status());
        }
        assertThat(statuses.subList(0, 5)).containsOnly(200);
        assertThat(statuses.subList(5, 8)).contains(429);
        assertThat(tenant.rates().mostInAnySecond()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void answersHtmlInPlaceOfJson() {
        tenant.fault("{\"fault\":\"html\",\"status\":200,\"next\":1}");
        Answer answer = create(1);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("content-type")).startsWith("text/html");
        assertThat(answer.text()).startsWith("<html>");
    }

    @Test
    void cutsABodyOff() {
        tenant.fault("{\"fault\":\"cutBody\",\"bytes\":12,\"next\":1}");
        assertThatThrownBy(() -> browser.sent("POST", "/ruangkerja/users", person(1)))
                .isInstanceOf(IOException.class);
        assertThat(tenant.userCount()).isEqualTo(1);
    }

    @Test
    void sendsABodyInPieces() {
        tenant.fault("{\"fault\":\"slowBody\",\"bytes\":20,\"pauseMs\":1,\"next\":1}");
        assertThat(create(1).json().path("status").stringValue()).isEqualTo("success");
    }

    @Test
    void endsTokensEveryFewCalls() {
        tenant.fault("{\"fault\":\"expireTokens\",\"path\":\"/ruangkerja/.*\",\"every\":3}");
        assertThat(create(1).status()).isEqualTo(200);
        assertThat(create(2).status()).isEqualTo(200);
        assertThat(create(3).status()).isEqualTo(403);
        assertThat(create(3).status()).isEqualTo(403);
        browser.header("Authorization", token());
        assertThat(create(3).status()).isEqualTo(200);
    }

    @Test
    void refusesRightCredentials() {
        tenant.fault("{\"fault\":\"refuseCredentials\"}");
        assertThat(ask().json().path("detail").stringValue()).isEqualTo("Credentials does not match in our records");
    }

    @Test
    void failsLosesOmitsAndMixesItemsOfABulkCall() {
        tenant.fault("{\"fault\":\"bulk\",\"fail\":2,\"lose\":3,\"omit\":4,\"shuffle\":true,\"next\":1}");
        JsonNode data = createAll(1, 20);
        assertThat(data.path("failedItems").size()).isEqualTo(2);
        assertThat(data.path("successItems").size()).isEqualTo(11);
        assertThat(tenant.userCount()).isEqualTo(15);
        List<String> order = data.path("successItems").values().stream()
                .map(item -> item.at("/payload/employeeID").stringValue())
                .toList();
        assertThat(order).isNotEqualTo(order.stream().sorted().toList());
    }

    @Test
    void liesInPages() {
        createAll(1, 25);
        tenant.fault("{\"fault\":\"pages\",\"total\":3,\"omit\":2,\"next\":1}");
        JsonNode wrong = page(1);
        assertThat(wrong.path("totalItems").intValue()).isEqualTo(28);
        assertThat(wrong.path("items").size()).isEqualTo(8);
        tenant.clearFaults();
        tenant.fault("{\"fault\":\"pages\",\"shrink\":1,\"duplicate\":2}");
        assertThat(page(1).path("totalItems").intValue()).isEqualTo(25);
        JsonNode second = page(2);
        assertThat(second.path("totalItems").intValue()).isEqualTo(24);
        assertThat(second.at("/items/0/employeeID").stringValue()).isEqualTo("E10");
        assertThat(second.path("items").size()).isEqualTo(10);
    }

    private JsonNode page(int page) {
        return browser.get("/ruangkerja/users?pageSize=10&page=" + page).json().path("data");
    }

    @Test
    void changesSomebodyBehindTheBack() {
        createAll(1, 2);
        tenant.fault(
                "{\"fault\":\"changeUser\",\"key\":\"E1\",\"set\":{\"name\":\"Lain\"},\"when\":\"after\",\"next\":1}");
        assertThat(page(1).at("/items/0/name").stringValue()).isEqualTo("Orang");
        assertThat(page(1).at("/items/0/name").stringValue()).isEqualTo("Lain");
    }

    @Test
    void strikesTheSameCallsForTheSameSeed() {
        String chance = "{\"fault\":\"status\",\"chance\":0.5,\"path\":\"/ruangkerja/users\",\"method\":\"post\"}";
        tenant.fault(chance);
        List<Integer> first =
                IntStream.range(0, 20).map(i -> create(i).status()).boxed().toList();
        tenant.reset();
        browser.header("Authorization", token());
        tenant.fault(chance);
        List<Integer> again =
                IntStream.range(0, 20).map(i -> create(i).status()).boxed().toList();
        assertThat(again).isEqualTo(first).contains(200, 500);
    }

    @Test
    void skipsCallsBeforeItStrikes() {
        tenant.fault("{\"fault\":\"status\",\"skip\":2,\"next\":1,\"method\":\"POST\"}");
        assertThat(IntStream.range(0, 4).map(i -> create(i).status())).containsExactly(200, 200, 500, 200);
    }

    @Test
    void createsAPersonOnceHoweverManyAskAtOnce() {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> answers = IntStream.range(0, 200)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> create(i % 10).status(), callers))
                    .toList();
            assertThat(answers.stream().filter(answer -> answer.join() == 200)).hasSize(10);
        }
        assertThat(tenant.userCount()).isEqualTo(10);
        assertThat(tenant.createdTwice()).isEmpty();
        assertThat(tenant.rates().calls()).isEqualTo(201);
    }

    @Test
    void tellsWhoWasCreatedTwice() {
        create(1);
        browser.put(
                "/ruangkerja/users/E1",
                "{\"employeeID\":\"E1\",\"newEmployeeID\":\"E9\",\"name\":\"Orang\",\"isActive\":true}");
        browser.post(
                "/ruangkerja/users",
                "{\"employeeID\":\"E1\",\"name\":\"Orang\",\"phone\":\"628111111\",\"isActive\":true}");
        assertThat(tenant.createdTwice()).singleElement().satisfies(count -> {
            assertThat(count.key()).isEqualTo("employeeID:E1");
            assertThat(count.applied()).isEqualTo(2);
        });
    }

    @Test
    void refusesAFaultThatItDoesNotKnow() {
        assertThatThrownBy(() -> tenant.fault("{\"fault\":\"earthquake\"}"))
                .isInstanceOf(FaultRefused.class)
                .hasMessage("Found the fault \"earthquake\"; expected one of those in docs/sandbox.md.");
        assertThatThrownBy(() -> tenant.fault("{\"fault\":\"drop\",\"often\":true}"))
                .isInstanceOf(FaultRefused.class)
                .hasMessage("Found [often], which this fault does not know; see docs/sandbox.md.");
    }
}
