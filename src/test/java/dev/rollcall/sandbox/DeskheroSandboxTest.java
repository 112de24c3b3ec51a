package dev.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sandbox.Browser.Answer;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DeskheroSandboxTest {

    private static final String SEEDS = """
            {"groups": [{"name": "Everyone", "everyone": true}, {"name": "Teknis"}, {"name": "Keuangan"}],
             "users": [{"email": "pemilik@contoh.co.id", "role": "OWNER"}, {"email": "admin@contoh.co.id", "role": "ADMIN"},
                       {"email": "budi@contoh.co.id", "given_name": "Budi", "role": "USER", "groups": ["Teknis"]}]}
            """;
    private static final String API = "/api/contoh/v1/";
    private static final int OWNER = 1001;
    private static final int ADMIN = 1002;
    private static final int BUDI = 1003;
    private static final int EVERYONE = 11;
    private static final int KEUANGAN = 13;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T02:00:00Z"));
    private Sandbox sandbox;
    private SandboxTenant tenant;
    private Browser browser;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxSettings.of(new TenantSettings("dh", TenantSystem.DESKHERO, Map.of(), SEEDS))
                .at(now::get));
        tenant = sandbox.tenant("dh");
        browser = new Browser(tenant.url());
        as("admin");
    }

    @AfterEach
    void stop() {
        browser.close();
        sandbox.close();
    }

    private void as(String role) {
        browser.header("Authorization", "Bearer deskhero-" + role + "-token");
    }

    private Answer update(int id, String body) {
        return browser.put(API + "users/" + id, body);
    }

    private Answer invite(String body) {
        return browser.post(API + "user_invites/create_v2", body);
    }

    private static void refused(Answer answer, int status, String message) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("data").isNull()).isTrue();
        assertThat(answer.json().at("/messages/0/message").stringValue()).isEqualTo(message);
    }

    @Test
    void listsUsersInTheWrapperWithThreeIdsThatDiffer() {
        JsonNode list =
                browser.get(API + "users?page=1&take=100&sort_by_key=id").json();
        assertThat(list.path("total_count").intValue()).isEqualTo(3);
        JsonNode budi = list.at("/data/2");
        assertThat(budi.path("email").stringValue()).isEqualTo("budi@contoh.co.id");
        assertThat(Set.of(
                        budi.path("id").intValue(),
                        budi.at("/tenant_user/id").intValue(),
                        budi.at("/tenant_user/user_id").intValue()))
                .hasSize(3);
        assertThat(budi.at("/tenant_user/role").intValue()).isEqualTo(3);
        assertThat(budi.at("/tenant_user/groups").size()).isEqualTo(2);
        assertThat(refusedId(budi.at("/tenant_user/id").intValue())).isEqualTo(400);
    }

    private int refusedId(int id) {
        return update(id, "{\"role\":3,\"status\":1,\"groups\":[]}").status();
    }

    @Test
    void cutsPagesToTakeAndCountsFromOne() {
        assertThat(browser.get(API + "users?page=2&take=2&sort_by_key=id")
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(1);
        assertThat(browser.get(API + "users?page=0&take=2").status()).isEqualTo(400);
        tenant.option("pageBase", "0");
        assertThat(browser.get(API + "users?page=0&take=2&sort_by_key=id")
                        .json()
                        .at("/data/0/id")
                        .intValue())
                .isEqualTo(OWNER);
        assertThat(browser.get(API + "users?page=0&take=500")
                        .json()
                        .path("take")
                        .intValue())
                .isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/c/v1/users", "/api/contoh/v2/users", "/api/contoh/v1/nothing"})
    void answers404WithoutBodyWhereNoRouteFits(String path) {
        Answer answer = browser.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void asksForATokenAndARole() {
        browser.header("Authorization", "Bearer nobody");
        assertThat(browser.get(API + "users").status()).isEqualTo(401);
        as("user");
        assertThat(browser.get(API + "users").status()).isEqualTo(200);
        refused(invite("{}"), 403, "The minimum role is ADMIN.");
        assertThat(browser.get("/api/lain/v1/users").status()).isEqualTo(403);
    }

    @Test
    void replacesRoleStatusAndGroupsButKeepsEveryone() {
        Answer answer = update(BUDI, "{\"role\":2,\"status\":2,\"groups\":[{\"id\":" + KEUANGAN + "}]}");
        JsonNode mine = answer.json().at("/data/tenant_user");
        assertThat(mine.path("role").intValue()).isEqualTo(2);
        assertThat(mine.path("status").intValue()).isEqualTo(2);
        assertThat(mine.path("groups").values().stream().map(g -> g.path("id").intValue()))
                .containsExactly(KEUANGAN, EVERYONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":1,\"groups\":[]}|UNKNOWN is not allowed.",
                "{\"role\":3,\"groups\":[]}|UNKNOWN is not allowed.",
                "{\"role\":0,\"status\":1,\"groups\":[]}|UNKNOWN is not allowed.",
                "{\"role\":9,\"status\":1,\"groups\":[]}|The value is not valid for role.",
                "{\"role\":3,\"status\":1,\"groups\":[{\"id\":99}]}|Group 99 not found."
            })
    void refusesAnUpdateThatIsNotWhole(String body, String message) {
        refused(update(BUDI, body), 400, message);
    }

    @Test
    void losesGroupsThatAnUpdateLeavesOut() {
        assertThat(update(BUDI, "{\"role\":3,\"status\":1}")
                        .json()
                        .at("/data/tenant_user/groups")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void guardsOwnersAndOneself() {
        String user = "{\"role\":3,\"status\":1,\"groups\":[]}";
        refused(update(OWNER, user), 403, "Only an owner can make or change an owner.");
        refused(
                update(BUDI, user.replace("\"role\":3", "\"role\":1")),
                403,
                "Only an owner can make or change an owner.");
        refused(update(ADMIN, user), 400, "You cannot change your own role or status.");
        as("owner");
        refused(update(OWNER, user), 400, "The last owner must stay.");
    }

    @Test
    void invitesAndLetsThePersonAccept() {
        JsonNode data = invite(
                        "{\"emails\":[\"siti@contoh.co.id\"],\"group_ids\":[" + KEUANGAN + "],\"tenant_role\":3}")
                .json()
                .path("data");
        assertThat(data.at("/invites/0/email").stringValue()).isEqualTo("siti@contoh.co.id");
        assertThat(data.at("/capped_amount/require_increase").booleanValue()).isFalse();
        assertThat(tenant.userCount()).isEqualTo(3);
        assertThat(browser.get(API + "user_invites?page=1&take=100")
                        .json()
                        .path("total_count")
                        .intValue())
                .isEqualTo(1);
        tenant.keep("invites", "{\"email\":\"SITI@contoh.co.id\",\"given_name\":\"Siti\"}");
        JsonNode siti = tenant.user("siti@contoh.co.id").orElseThrow();
        assertThat(siti.at("/tenant_user/groups").size()).isEqualTo(2);
        assertThat(browser.get(API + "user_invites").json().path("total_count").intValue())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"emails\":[\"siti@contoh.co.id\"]}|UNKNOWN is not allowed.",
                "{\"emails\":[],\"tenant_role\":3}|Expected 1 to 100 addresses.",
                "{\"emails\":[\"siti\"],\"tenant_role\":3}|Not an e-mail address.",
                "{\"emails\":[\"BUDI@contoh.co.id\"],\"tenant_role\":3}|BUDI@contoh.co.id is a member or has been invited already.",
                "{\"emails\":[\"siti@contoh.co.id\"],\"tenant_role\":3,\"group_ids\":[99]}|Group 99 not found."
            })
    void refusesAnInvitation(String body, String message) {
        refused(invite(body), 400, message);
    }

    @Test
    void refusesMoreThanAHundredAddressesInOneCall() {
        String emails = IntStream.range(0, 101)
                .mapToObj(i -> "\"p" + i + "@contoh.co.id\"")
                .collect(Collectors.joining(","));
        refused(invite("{\"emails\":[" + emails + "],\"tenant_role\":3}"), 400, "Expected 1 to 100 addresses.");
    }

    @Test
    void asksForAHigherCapInsteadOfInviting() {
        tenant.option("cap", "4");
        String body = "{\"emails\":[\"%s@contoh.co.id\"],\"tenant_role\":3}";
        assertThat(invite(body.formatted("a")).json().at("/data/invites").size())
                .isEqualTo(1);
        JsonNode over = invite(body.formatted("b")).json().path("data");
        assertThat(over.path("invites").size()).isZero();
        assertThat(over.at("/capped_amount/require_increase").booleanValue()).isTrue();
        assertThat(over.at("/capped_amount/minimum_required_cap").intValue()).isEqualTo(5);
    }

    @Test
    void revokesAnOpenInvitationOnce() {
        int id = invite("{\"emails\":[\"a@contoh.co.id\"],\"tenant_role\":\"USER\"}")
                .json()
                .at("/data/invites/0/id")
                .intValue();
        assertThat(browser.put(API + "user_invites/revoke", "{\"id\":" + id + "}")
                        .json()
                        .at("/data/message")
                        .stringValue())
                .isEqualTo("Invite revoked");
        refused(browser.put(API + "user_invites/revoke", "{\"id\":" + id + "}"), 400, "The invite is not active.");
    }

    @Test
    void forgetsAnInvitationWhenItsTimeIsOver() {
        invite("{\"emails\":[\"a@contoh.co.id\"],\"tenant_role\":3}");
        now.updateAndGet(at -> at.plusSeconds(14 * 86_400));
        assertThat(browser.get(API + "user_invites").json().path("total_count").intValue())
                .isZero();
    }

    @Test
    void knowsGroupsWithTheirType() {
        JsonNode groups = browser.get(API + "groups?page=1&take=100").json().path("data");
        assertThat(groups.at("/0/type").intValue()).isEqualTo(2);
        assertThat(groups.at("/1/name").stringValue()).isEqualTo("Teknis");
        assertThat(browser.get(API + "groups/key/teknis")
                        .json()
                        .at("/data/group_users/0/email")
                        .stringValue())
                .isEqualTo("budi@contoh.co.id");
        assertThat(browser.post(API + "groups", "{\"name\":\"Baru\"}")
                        .json()
                        .at("/data/type")
                        .intValue())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "result", "items", "bare"})
    void wrapsAListAsTold(String wrapper) {
        tenant.option("wrapper", wrapper);
        JsonNode answer = browser.get(API + "users").json();
        assertThat(wrapper.equals("bare") ? answer.size() : answer.path(wrapper).size())
                .isEqualTo(3);
    }

    @Test
    void wordsErrorsAndEnumsAsTold() {
        tenant.option("errors", "problem");
        assertThat(update(1, "{}").json().path("title").stringValue()).isEqualTo("NOT_FOUND");
        tenant.option("errors", "empty");
        assertThat(update(1, "{}").text()).isEmpty();
        tenant.option("enums", "name");
        var roles = new HashSet<>(List.of(browser.get(API + "users?sort_by_key=id")
                .json()
                .at("/data/0/tenant_user/role")
                .stringValue()));
        assertThat(roles).containsExactly("OWNER");
    }

    @Test
    void refusesEveryTokenAfterTheyEnded() {
        tenant.expireTokens();
        assertThat(browser.get(API + "users").status()).isEqualTo(401);
        tenant.reset();
        assertThat(browser.get(API + "users").status()).isEqualTo(200);
    }
}
