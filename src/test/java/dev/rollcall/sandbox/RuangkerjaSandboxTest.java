package dev.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sandbox.Browser.Answer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RuangkerjaSandboxTest {

    private static final String SEEDS = """
            {"organizations": [{"name": "Kantor Pusat", "serial": "COMPPUSAT", "childOrganizations": [
                {"name": "Gudang Lama", "serial": "COMPLAMA", "isActive": false}]}],
             "tags": [{"serial": "RUKRTAG-1", "name": "Tetap"}, {"serial": "RUKRTAG-2", "name": "Kontrak"}],
             "users": [{"employeeID": "E1", "name": "Budi", "email": "budi@contoh.co.id", "phone": "628111111111", "username": "budi"}]}
            """;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T02:00:00Z"));
    private Sandbox sandbox;
    private SandboxTenant tenant;
    private Browser browser;

    @BeforeEach
    void start() {
        var settings = new TenantSettings("rk", TenantSystem.RUANGKERJA, Map.of(), SEEDS);
        sandbox = Sandbox.start(SandboxSettings.of(settings).at(now::get));
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
        return ask("sandbox-secret").json().at("/data/accessToken").stringValue();
    }

    private Answer ask(String secret) {
        return browser.post(
                "/oauth/token",
                "{\"clientID\":\"sandbox\",\"clientSecret\":\"" + secret + "\",\"grantType\":\"client_credentials\"}");
    }

    private static void refused(Answer answer, int status, int code, String message, String detail) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text())
                .isEqualTo(
                        "{\"errorCode\":" + code + ",\"message\":\"" + message + "\",\"detail\":\"" + detail + "\"}");
    }

    private static void badRequest(Answer answer, String detail) {
        refused(answer, 400, 400, "BAD_REQUEST", detail);
    }

    @Test
    void givesATokenWhoseLifeIsText() {
        JsonNode data = ask("sandbox-secret").json().path("data");
        assertThat(data.path("expiresIn").stringValue()).isEqualTo("43199");
        assertThat(data.path("tokenType").stringValue()).isEqualTo("bearer");
    }

    @Test
    void refusesWrongCredentials() {
        badRequest(ask("other"), "Credentials does not match in our records");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "Bearer nobody", ""})
    void refusesAForeignToken(String token) {
        browser.header("Authorization", token);
        String text = "rpc error: code = PermissionDenied desc = Token is not valid";
        refused(browser.get("/ruangkerja/users?page=1&pageSize=100"), 403, 123, text, text);
    }

    @Test
    void takesTheBareTokenOnlyUnlessToldOtherwise() {
        browser.header("Authorization", "Bearer " + token());
        assertThat(browser.get("/ruangkerja/users/E1").status()).isEqualTo(403);
        tenant.option("bearer", "true");
        assertThat(browser.get("/ruangkerja/users/E1").status()).isEqualTo(200);
    }

    @Test
    void endsATokenWhenItsTimeIsOver() {
        now.updateAndGet(at -> at.plusSeconds(43_198));
        assertThat(browser.get("/ruangkerja/users/E1").status()).isEqualTo(200);
        now.updateAndGet(at -> at.plusSeconds(1));
        assertThat(browser.get("/ruangkerja/users/E1").status()).isEqualTo(403);
    }

    @Test
    void wantsTheHeadersOnWrites() {
        browser.without("Content-Type");
        badRequest(
                browser.post("/ruangkerja/tags", "{\"name\":\"Baru\"}"),
                "header Content-Type must be application/json");
        assertThat(browser.get("/ruangkerja/users/E1").status()).isEqualTo(200);
        tenant.option("headers", "all");
        badRequest(browser.get("/ruangkerja/users/E1"), "header Content-Type must be application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "'', page is required",
        "page=1, pageSize is required",
        "page=0&pageSize=10, page must be a number from 1",
        "page=1&pageSize=101, pageSize maximum is 100",
        "page=1&pageSize=10&isActive=yes, isActive must be a boolean"
    })
    void refusesAPageThatIsNotAskedForProperly(String query, String detail) {
        badRequest(browser.get("/ruangkerja/users?" + query), detail);
    }

    @Test
    void listsPageByPageUnderTheNamesOfTheReadSide() {
        created(2, 250);
        JsonNode first =
                browser.get("/ruangkerja/users?page=1&pageSize=100").json().path("data");
        assertThat(first.path("totalItems").intValue()).isEqualTo(250);
        assertThat(first.path("totalPage").intValue()).isEqualTo(3);
        assertThat(first.path("items").size()).isEqualTo(100);
        assertThat(browser.get("/ruangkerja/users?page=3&pageSize=100")
                        .json()
                        .at("/data/items")
                        .size())
                .isEqualTo(50);
        assertThat(browser.get("/ruangkerja/users?page=4&pageSize=100")
                        .json()
                        .at("/data/items")
                        .size())
                .isZero();
        assertThat(browser.get("/ruangkerja/users?page=1&pageSize=9&employeeID=E7")
                        .json()
                        .at("/data/items")
                        .toString())
                .isEqualTo(
                        "[{\"employeeID\":\"E7\",\"name\":\"Orang E7\",\"username\":null,\"email\":\"e7@contoh.co.id\","
                                + "\"phone\":null,\"isActive\":true,\"companyName\":\"PT Contoh Nusantara\","
                                + "\"companySerial\":\"CMP-CONTOH\",\"organizationDisplayName\":\"Kantor Pusat\","
                                + "\"organizationLevelSerial\":\"COMPPUSAT\",\"tags\":[{\"serial\":\"RUKRTAG-1\",\"name\":\"Tetap\"}]}]");
    }

    private void created(int from, int to) {
        for (int at = from; at <= to; at += 100) {
            String items = IntStream.rangeClosed(at, Math.min(at + 99, to))
                    .mapToObj(
                            i -> "{\"employeeID\":\"E" + i + "\",\"name\":\"Orang E" + i + "\",\"email\":\"e" + i
                                    + "@contoh.co.id\",\"isActive\":true,\"tagSerials\":[\"RUKRTAG-1\"],\"organizationSerial\":\"COMPPUSAT\"}")
                    .collect(Collectors.joining(","));
            assertThat(browser.post("/ruangkerja/users/create-bulk", "{\"items\":[" + items + "]}")
                            .json()
                            .at("/data/failedItems")
                            .size())
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"A\",\"email\":\"a@b.id\",\"isActive\":true}|employeeID is required",
                "{\"employeeID\":\"E-2\",\"name\":\"A\",\"email\":\"a@b.id\",\"isActive\":true}|employeeID must contain only alphabet and numeric",
                "{\"employeeID\":\"E2\",\"email\":\"a@b.id\",\"isActive\":true}|name is required",
                "{\"employeeID\":\"E2\",\"name\":\" \",\"email\":\"a@b.id\",\"isActive\":true}|name is required",
                "{\"employeeID\":\"E2\",\"name\":\"A\",\"email\":\"a@b.id\"}|isActive is required",
                "{\"employeeID\":\"E2\",\"name\":\"A\",\"email\":\"a@b.id\",\"isActive\":\"true\"}|isActive must be a boolean",
                "{\"employeeID\":2,\"name\":\"A\",\"email\":\"a@b.id\",\"isActive\":true}|employeeID must be a string",
                "{\"employeeID\":\"E2\",\"name\":\"A\",\"isActive\":true}|email or phone is required",
                "{\"employeeID\":\"E2\",\"name\":\"A\",\"email\":\"\",\"phone\":\"\",\"isActive\":true}|email or phone is required",
                "{\"employeeID\":\"E2\",\"name\":\"A\",\"email\":\"a b\",\"isActive\":true}|email is not valid",
                "{\"employeeID\":\"E2\",\"name\":\"A\",\"phone\":\"+6281\",\"isActive\":true}|phone is not valid",
                "{\"employeeID\":\"E2\",\"name\":\"A\",\"phone\":\"628111111111\",\"isActive\":true}|phone already been taken",
                "{\"employeeID\":\"E2\",\"name\":\"A\",\"email\":\"a@b.id\",\"username\":\"budi\",\"isActive\":true}|username already been taken",
                "{\"employeeID\":\"E2\",\"name\":\"A\",\"email\":\"a@b.id\",\"username\":\"bu.di\",\"isActive\":true}|username must contain only alphabet and numeric",
                "{\"employeeID\":\"E2\",\"name\":\"A\",\"email\":\"a@b.id\",\"isActive\":true,\"tagSerials\":[\"Tetap\"]}|tag serial Tetap not found",
                "{\"employeeID\":\"E2\",\"name\":\"A\",\"email\":\"a@b.id\",\"isActive\":true,\"organizationSerial\":\"X\"}|organization X not found",
                "{\"employeeID\":\"E2\",\"name\":\"A\",\"email\":\"a@b.id\",\"isActive\":true,\"organizationSerial\":\"COMPLAMA\"}|organization COMPLAMA is not active",
                "[]|body must be an object",
                "{|body is not valid JSON"
            })
    void refusesACreateThatTheDocumentsRefuse(String body, String detail) {
        badRequest(browser.post("/ruangkerja/users", body), detail);
        assertThat(tenant.userCount()).isEqualTo(1);
    }

    @Test
    void refusesAnEmployeeIdOrEMailThatIsTaken() {
        refused(
                browser.post(
                        "/ruangkerja/users",
                        "{\"employeeID\":\"E1\",\"name\":\"A\",\"email\":\"a@b.id\",\"isActive\":true}"),
                400,
                10101,
                "USER_EMPLOYEE_ID_EXISTS",
                "employee id already been taken");
        refused(
                browser.post(
                        "/ruangkerja/users",
                        "{\"employeeID\":\"e1\",\"name\":\"A\",\"email\":\"BUDI@contoh.co.id\",\"isActive\":true}"),
                400,
                10102,
                "USER_EMAIL_EXISTS",
                "user email already been taken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "E1|{\"employeeID\":\"E2\",\"name\":\"A\",\"isActive\":true}|employeeID in path and body must be the same",
                "E9|{\"employeeID\":\"E9\",\"name\":\"A\",\"isActive\":true}|user not found",
                "E1|{\"employeeID\":\"E1\",\"isActive\":true}|name is required",
                "E1|{\"employeeID\":\"E1\",\"name\":\"A\"}|isActive is required",
                "E1|{\"employeeID\":\"E1\",\"name\":\"A\",\"isActive\":true,\"email\":\"a@b.id\"}|email cannot be changed by this call",
                "E1|{\"employeeID\":\"E1\",\"name\":\"A\",\"isActive\":true,\"username\":\"\"}|username cannot be empty",
                "E1|{\"employeeID\":\"E1\",\"name\":\"A\",\"isActive\":true,\"newEmployeeID\":\"E 3\"}|newEmployeeID must contain only alphabet and numeric"
            })
    void refusesAnUpdateThatTheDocumentsRefuse(String id, String body, String detail) {
        badRequest(browser.put("/ruangkerja/users/" + id, body), detail);
        assertThat(tenant.user("E1").orElseThrow().path("name").stringValue()).isEqualTo("Budi");
    }

    @Test
    void leavesWhatAnUpdateDoesNotNameAndClearsWhatItEmpties() {
        browser.put(
                "/ruangkerja/users/E1",
                "{\"employeeID\":\"E1\",\"name\":\"Budi S\",\"isActive\":false,\"tagSerials\":[\"RUKRTAG-2\"],\"organizationSerial\":\"COMPPUSAT\"}");
        JsonNode budi = tenant.user("E1").orElseThrow();
        assertThat(budi.path("phone").stringValue()).isEqualTo("628111111111");
        assertThat(budi.path("username").stringValue()).isEqualTo("budi");
        assertThat(budi.at("/tags/0/name").stringValue()).isEqualTo("Kontrak");
        assertThat(budi.path("isActive").booleanValue()).isFalse();
        browser.put(
                "/ruangkerja/users/E1",
                "{\"employeeID\":\"E1\",\"name\":\"Budi S\",\"isActive\":true,\"phone\":\"\",\"username\":null,\"tagSerials\":[],\"organizationSerial\":\"\"}");
        budi = tenant.user("E1").orElseThrow();
        assertThat(budi.path("phone").isNull()).isTrue();
        assertThat(budi.path("username").stringValue()).isEqualTo("budi");
        assertThat(budi.path("tags").size()).isZero();
        assertThat(budi.path("organizationLevelSerial").isNull()).isTrue();
    }

    @Test
    void refusesToClearThePhoneOfSomebodyWithoutEMail() {
        tenant.seed("{\"users\":[{\"employeeID\":\"E5\",\"name\":\"Siti\",\"phone\":\"628222222222\"}]}");
        badRequest(
                browser.put(
                        "/ruangkerja/users/E5",
                        "{\"employeeID\":\"E5\",\"name\":\"Siti\",\"isActive\":true,\"phone\":\"\"}"),
                "email or phone is required");
    }

    @Test
    void renamesOnceAndDoesNotKnowTheOldIdAfterwards() {
        String rename = "{\"employeeID\":\"E1\",\"newEmployeeID\":\"E8\",\"name\":\"Budi\",\"isActive\":true}";
        assertThat(browser.put("/ruangkerja/users/E1", rename).status()).isEqualTo(200);
        badRequest(browser.put("/ruangkerja/users/E1", rename), "user not found");
        assertThat(tenant.user("E8")).isPresent();
        assertThat(browser.put("/ruangkerja/users/E8", rename.replace("\"E1\"", "\"E8\""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void answersSuccessThoughEveryBulkItemFailed() {
        String sent = "{\"employeeID\":\"E1\",\"name\":\"A\",\"email\":\"a@b.id\",\"isActive\":true}";
        Answer answer = browser.post("/ruangkerja/users/create-bulk", "{\"items\":[" + sent + "," + sent + "]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").stringValue()).isEqualTo("success");
        assertThat(answer.json().at("/data/successItems").size()).isZero();
        assertThat(answer.json().at("/data/failedItems/1/error/errorCode").intValue())
                .isEqualTo(10101);
        assertThat(answer.json().at("/data/failedItems/1/payload").toString()).isEqualTo(sent);
    }

    @Test
    void refusesABulkCallOfMoreThanAHundred() {
        String items = IntStream.range(0, 101).mapToObj(i -> "{}").collect(Collectors.joining(","));
        badRequest(
                browser.post("/ruangkerja/users/update-bulk", "{\"items\":[" + items + "]}"), "items maximum is 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update-email-bulk", "update-bulk-email"})
    void changesAnEMailOnBothPathsAndResetsThePassword(String path) {
        Answer answer = browser.post(
                "/ruangkerja/users/" + path, "{\"items\":[{\"employeeID\":\"E1\",\"email\":\"baru@contoh.co.id\"}]}");
        assertThat(answer.json().at("/data/successItems").size()).isEqualTo(1);
        assertThat(tenant.user("E1").orElseThrow().path("passwordResets").intValue())
                .isEqualTo(1);
        assertThat(tenant.user("E1").orElseThrow().path("email").stringValue()).isEqualTo("baru@contoh.co.id");
    }

    @Test
    void hasNoHeadingPathWhenToldSo() {
        tenant.option("emailPaths", "example");
        assertThat(browser.post("/ruangkerja/users/update-email-bulk", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void keepsTags() {
        String serial = browser.post("/ruangkerja/tags", "{\"name\":\"Magang\"}")
                .json()
                .at("/data/serial")
                .stringValue();
        assertThat(serial).matches("RUKRTAG-[0-9A-Z]{8}");
        refused(
                browser.post("/ruangkerja/tags", "{\"name\":\"Magang\"}"),
                400,
                11101,
                "TAG_NAME_EXISTS",
                "tag name already been taken");
        assertThat(browser.put("/ruangkerja/tags/" + serial, "{\"name\":\"Praktik\"}")
                        .status())
                .isEqualTo(200);
        JsonNode found = browser.get("/ruangkerja/tags?page=1&pageSize=100&name=Prak")
                .json()
                .at("/data/items");
        assertThat(found.toString()).isEqualTo("[{\"name\":\"Praktik\",\"serial\":\"" + serial + "\"}]");
        JsonNode bulk = browser.post(
                        "/ruangkerja/tags/create-bulk", "{\"items\":[{\"name\":\"Tetap\"},{\"name\":\"Baru\"}]}")
                .json();
        assertThat(bulk.at("/data/failedItems").size()).isEqualTo(1);
        assertThat(bulk.at("/data/successItems").size()).isEqualTo(1);
        JsonNode gone = browser.post("/ruangkerja/tags/delete-bulk", "{\"serials\":[\"" + serial + "\",\"X\"]}")
                .json();
        assertThat(gone.path("data").toString()).isEqualTo("{\"failed\":[\"X\"],\"success\":[\"" + serial + "\"]}");
    }

    @Test
    void showsTheStructureAsATree() {
        JsonNode tree = browser.get("/ruangkerja/company-structure").json().at("/data/organizations");
        assertThat(tree.at("/0/name").stringValue()).isEqualTo("Kantor Pusat");
        assertThat(tree.at("/0/childOrganizations/0/isActive").booleanValue()).isFalse();
    }

    @Test
    void servesTheDemoWithTwoOrganizationsCalledJakarta() {
        try (var demo = Sandbox.start(SandboxSettings.demo(0))) {
            assertThat(demo.tenant("ruangkerja-demo").userCount()).isEqualTo(1);
            assertThat(StreamSupport.stream(demo.tenants().spliterator(), false).map(SandboxTenant::name))
                    .contains("ruangkerja-demo");
        }
    }
}
