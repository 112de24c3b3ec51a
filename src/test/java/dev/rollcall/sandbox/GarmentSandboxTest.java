package dev.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sandbox.Browser.Answer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GarmentSandboxTest {

    private static final String SEEDS = """
            {"tenants": [{"id": "t1", "name": "PT Satu", "roles": [{"id": "r1", "name": "Staf"}, {"id": "r2", "name": "Admin"}]},
                         {"id": "t2", "name": "CV Dua", "roles": []}],
             "users": [{"id": "u0", "name": "Layanan", "email": "layanan@contoh.co.id", "tenants": ["t1", "t2"]},
                       {"id": "u1", "name": "Budi", "email": "budi@contoh.co.id", "username": "budi", "phone": "62811",
                        "roles": ["Staf"], "tenants": ["t1", "t2"]}]}
            """;
    private static final String WHOLE =
            "{\"user_id\":\"u1\",\"name\":\"Budi\",\"email\":\"budi@contoh.co.id\",\"username\":\"budi\",\"phone\":\"62811\","
                    + "\"membership_type\":\"employee\",\"is_active\":true,\"status\":\"active\",\"role_ids\":[\"r1\"]}";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T02:00:00Z"));
    private Sandbox sandbox;
    private SandboxTenant tenant;
    private Browser browser;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxSettings.of(new TenantSettings("ga", TenantSystem.GARMENT, Map.of(), SEEDS))
                .at(now::get));
        tenant = sandbox.tenant("ga");
        browser = new Browser(tenant.url());
        use(login("sandbox-password").json());
        use(select("t1").json());
    }

    @AfterEach
    void stop() {
        browser.close();
        sandbox.close();
    }

    private Answer login(String password) {
        return browser.post(
                "/api/v1/auth/login", "{\"email\":\"layanan@contoh.co.id\",\"password\":\"" + password + "\"}");
    }

    private Answer select(String id) {
        return browser.post("/api/v1/auth/select-tenant", "{\"tenant_id\":\"" + id + "\"}");
    }

    private void use(JsonNode answer) {
        browser.header(
                "Authorization", "Bearer " + answer.at("/data/access_token").stringValue());
    }

    private Answer users() {
        return browser.get("/api/v1/users?page=1&per_page=100");
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("success").booleanValue()).isFalse();
        assertThat(answer.json().path("code").stringValue()).isEqualTo(code);
    }

    private static void invalid(Answer answer, String field, String error) {
        refused(answer, 422, "VALIDATION_ERROR");
        assertThat(answer.json().path("errors").path(field).path(0).asString(""))
                .isEqualTo(error);
    }

    @Test
    void logsInAndNamesTheTenants() {
        JsonNode data = login("sandbox-password").json().path("data");
        assertThat(data.path("tenants").toString())
                .isEqualTo("[{\"id\":\"t1\",\"name\":\"PT Satu\"},{\"id\":\"t2\",\"name\":\"CV Dua\"}]");
        assertThat(data.path("expires_in").intValue()).isEqualTo(3600);
        refused(login("other"), 401, "INVALID_CREDENTIALS");
        refused(select("t9"), 403, "FORBIDDEN");
    }

    @Test
    void wantsATenantToBeSelected() {
        use(login("sandbox-password").json());
        refused(users(), 403, "TENANT_CONTEXT_MISMATCH");
        use(select("t1").json());
        tenant.keep("context", "{}");
        refused(users(), 403, "TENANT_CONTEXT_MISMATCH");
        use(select("t1").json());
        assertThat(users().status()).isEqualTo(200);
    }

    @Test
    void losesTheTenantEveryFewCallsWhenTold() {
        tenant.option("contextEvery", "2");
        assertThat(users().status()).isEqualTo(200);
        assertThat(users().status()).isEqualTo(200);
        refused(users(), 403, "TENANT_CONTEXT_MISMATCH");
    }

    @Test
    void renewsAnEndedTokenOncePerRefreshToken() {
        JsonNode pair = select("t1").json();
        use(pair);
        now.updateAndGet(at -> at.plusSeconds(3600));
        refused(users(), 401, "TOKEN_INVALID");
        String body = "{\"refresh_token\":\"" + pair.at("/data/refresh_token").stringValue() + "\"}";
        use(browser.post("/api/v1/auth/refresh", body).json());
        assertThat(users().status()).isEqualTo(200);
        refused(browser.post("/api/v1/auth/refresh", body), 401, "TOKEN_INVALID");
    }

    @Test
    void challengesForASecondFactorWhenTold() {
        tenant.option("twoFactor", "true");
        JsonNode data = login("sandbox-password").json().path("data");
        assertThat(data.path("two_factor_required").booleanValue()).isTrue();
        String token = data.path("challenge_token").stringValue();
        String body = "{\"challenge_token\":\"" + token + "\",\"code\":\"%s\"}";
        invalid(browser.post("/api/v1/auth/two-factor-challenge", body.formatted("1")), "code", "The code is invalid.");
        use(browser.post("/api/v1/auth/two-factor-challenge", body.formatted("123456"))
                .json());
        assertThat(browser.get("/api/v1/auth/me").json().at("/data/id").stringValue())
                .isEqualTo("u0");
    }

    @Test
    void listsUsersAndRoles() {
        JsonNode list = users().json();
        assertThat(list.path("meta").toString())
                .isEqualTo("{\"current_page\":1,\"per_page\":100,\"total\":2,\"last_page\":1}");
        assertThat(list.at("/data/1/roles").toString()).isEqualTo("[{\"id\":\"r1\",\"name\":\"Staf\"}]");
        tenant.option("list", "nested");
        assertThat(users().json().at("/data/data").size()).isEqualTo(2);
        assertThat(browser.get("/api/v1/authz/roles").json().path("data").size())
                .isEqualTo(2);
    }

    @Test
    void servesTheTenantsCallsWithAndWithoutPrefix() {
        assertThat(browser.get("/users").status()).isEqualTo(200);
        tenant.option("prefix", "api");
        assertThat(browser.get("/users").status()).isEqualTo(404);
    }

    @Test
    void createsAUser() {
        String body =
                "{\"name\":\"Siti\",\"email\":\"siti@contoh.co.id\",\"membership_type\":\"employee\",\"role_ids\":[\"r2\"]}";
        Answer answer = browser.post("/api/v1/users", body);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/data/is_active").booleanValue()).isTrue();
        invalid(browser.post("/api/v1/users", body), "email", "The email has already been taken.");
        assertThat(tenant.userCount()).isEqualTo(3);
    }

    @Test
    void attachesSomebodyWhoIsKnownCentrally() {
        use(select("t2").json());
        browser.post("/users", "{\"name\":\"Siti\",\"email\":\"siti@contoh.co.id\",\"membership_type\":\"employee\"}");
        use(select("t1").json());
        Answer second = browser.post(
                "/users", "{\"name\":\"Siti A\",\"email\":\"SITI@contoh.co.id\",\"membership_type\":\"employee\"}");
        assertThat(second.status()).isEqualTo(201);
        assertThat(tenant.userCount()).isEqualTo(3);
        assertThat(tenant.user("siti@contoh.co.id")
                        .orElseThrow()
                        .path("memberships")
                        .size())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"name\":\"Budi\",|''|name|The name field is required.",
                "\"phone\":\"62811\"|\"phone\":null|phone|The phone field must be a string and not empty.",
                "\"phone\":\"62811\"|\"phone\":\"\"|phone|The phone field must be a string and not empty.",
                "\"is_active\":true|\"is_active\":false|status|The status must agree with is_active.",
                "\"status\":\"active\"|\"status\":\"gone\"|status|The selected status is invalid.",
                "\"user_id\":\"u1\"|\"user_id\":\"u0\"|user_id|The user_id field must match.",
                "[\"r1\"]|[\"r9\"]|role_ids.0|The selected role_ids.0 is invalid.",
                "\"employee\"|\"king\"|membership_type|The selected membership_type is invalid.",
                "budi@contoh|layanan@contoh|email|The email has already been taken.",
                "\"name\":\"Budi\"|\"name\":\"Budi\",\"password\":\"short\"|password|The password field must be at least 8 characters."
            })
    void refusesAnUpdateFieldByField(String from, String to, String field, String error) {
        invalid(browser.put("/api/v1/users/u1", WHOLE.replace(from, to)), field, error);
        assertThat(tenant.user("budi@contoh.co.id").orElseThrow().path("name").stringValue())
                .isEqualTo("Budi");
    }

    @Test
    void clearsWhatAnUpdateLeavesOut() {
        String body = WHOLE.replace(",\"phone\":\"62811\"", "").replace(",\"role_ids\":[\"r1\"]", "");
        JsonNode user = browser.put("/api/v1/users/u1", body).json().path("data");
        assertThat(user.path("phone").isNull()).isTrue();
        assertThat(user.path("roles").size()).isZero();
        tenant.option("leftOut", "refuse");
        invalid(browser.put("/api/v1/users/u1", body), "phone", "The phone field is required.");
    }

    @Test
    void carriesANameToEveryTenantOfThePerson() {
        browser.put(
                "/api/v1/users/u1",
                WHOLE.replace("\"Budi\"", "\"Budi Santoso\"")
                        .replace("true", "false")
                        .replace("\"active\"", "\"inactive\""));
        use(select("t2").json());
        JsonNode there = users().json().at("/data/1");
        assertThat(there.path("name").stringValue()).isEqualTo("Budi Santoso");
        assertThat(there.path("is_active").booleanValue()).isTrue();
    }

    @Test
    void showsAWriteInTheListOnlyAfterAWhileWhenTold() {
        tenant.option("readLagMs", "5000");
        browser.post("/users", "{\"name\":\"Siti\",\"email\":\"siti@contoh.co.id\",\"membership_type\":\"employee\"}");
        browser.put("/users/u1", WHOLE.replace("\"Budi\"", "\"Budi S\""));
        assertThat(users().json().at("/meta/total").intValue()).isEqualTo(2);
        assertThat(users().json().at("/data/1/name").stringValue()).isEqualTo("Budi");
        now.updateAndGet(at -> at.plusSeconds(5));
        assertThat(users().json().at("/meta/total").intValue()).isEqualTo(3);
        assertThat(users().json().at("/data/1/name").stringValue()).isEqualTo("Budi S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"object", "string", "empty"})
    void answersAWriteInTheShapeThatIsTold(String shape) {
        tenant.option("writeBody", shape);
        Answer answer = browser.put("/users/u1", WHOLE);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).satisfies(text -> {
            switch (shape) {
                case "object" -> assertThat(text).startsWith("{\"id\":\"u1\"");
                case "string" -> assertThat(text).isEqualTo("\"string\"");
                default -> assertThat(text).isEmpty();
            }
        });
    }

    @Test
    void wantsAPasswordConfirmedWhenTold() {
        tenant.option("stepUp", "true");
        refused(browser.put("/users/u1", WHOLE), 403, "STEP_UP_REQUIRED");
        assertThat(users().status()).isEqualTo(200);
    }

    @Test
    void throttlesPerMinuteWhenTold() {
        tenant.option("perMinute", "1");
        assertThat(users().headers()).containsEntry("x-ratelimit-remaining", "0");
        Answer second = users();
        refused(second, 429, "TOO_MANY_REQUESTS");
        assertThat(second.headers()).containsEntry("retry-after", "60");
    }

    @Test
    void speaksTheLanguageThatIsAskedFor() {
        assertThat(users().json().path("message").stringValue()).isEqualTo("Berhasil");
        browser.header("Accept-Language", "en");
        assertThat(users().json().path("message").stringValue()).isEqualTo("Success");
    }

    @Test
    void doesNotKnowAForeignId() {
        refused(browser.put("/users/u9", WHOLE), 404, "NOT_FOUND");
    }
}
