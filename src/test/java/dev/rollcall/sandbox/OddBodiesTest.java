package dev.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sandbox.Browser.Answer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever is sent, an answer comes: a caller must never take a fault of the imitation for one of the tenant.
class OddBodiesTest {

    private static final List<String> VALUES = List.of(
            "null",
            "\"\"",
            "\"a\"",
            "1",
            "1.5",
            "true",
            "[]",
            "{}",
            "[1]",
            "[null]",
            "[{}]",
            "[[]]",
            "{\"id\":[]}",
            "[{\"id\":null}]");
    private static final List<String> FIELDS = List.of(
            "employeeID",
            "newEmployeeID",
            "name",
            "email",
            "phone",
            "username",
            "isActive",
            "tagSerials",
            "organizationSerial",
            "items",
            "serials",
            "serial",
            "clientID",
            "clientSecret",
            "grantType",
            "role",
            "status",
            "groups",
            "emails",
            "group_ids",
            "tenant_role",
            "id",
            "unique_key",
            "password",
            "tenant_id",
            "refresh_token",
            "membership_type",
            "is_active",
            "role_ids",
            "user_id",
            "challenge_token",
            "code");

    private final Random random = new Random(7);
    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxSettings.demo(0));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String odd() {
        int fields = random.nextInt(6);
        var body = new StringBuilder("{");
        for (int i = 0; i < fields; i++) {
            String field = FIELDS.get(random.nextInt(FIELDS.size()));
            if (body.indexOf("\"" + field + "\"") < 0) {
                body.append(body.length() > 1 ? "," : "")
                        .append('"')
                        .append(field)
                        .append("\":")
                        .append(value());
            }
        }
        return body.append('}').toString();
    }

    private String value() {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private void answers(Browser browser, String method, String path) {
        for (int i = 0; i < 150; i++) {
            String body = i % 10 == 0 ? value() : i % 3 == 0 ? "{\"items\":[" + odd() + "," + value() + "]}" : odd();
            Answer answer = browser.call(method, path, body);
            assertThat(answer.status()).as(method + " " + path + " " + body).isIn(200, 201, 400, 401, 403, 404, 422);
        }
    }

    @Test
    void ruangkerjaAnswersEverything() {
        try (var browser = new Browser(sandbox.tenant("ruangkerja-demo").url())) {
            Answer token = browser.post(
                    "/oauth/token",
                    "{\"clientID\":\"sandbox\",\"clientSecret\":\"sandbox-secret\",\"grantType\":\"client_credentials\"}");
            browser.header("Authorization", token.json().at("/data/accessToken").stringValue());
            List.of(
                            "users",
                            "users/create-bulk",
                            "users/update-bulk",
                            "users/update-email-bulk",
                            "tags",
                            "tags/create-bulk",
                            "tags/update-bulk",
                            "tags/delete-bulk")
                    .forEach(path -> answers(browser, "POST", "/ruangkerja/" + path));
            answers(browser, "PUT", "/ruangkerja/users/ADMIN1");
            answers(browser, "PUT", "/ruangkerja/tags/RUKRTAG-TETAP001");
            answers(browser, "POST", "/oauth/token");
        }
    }

    @Test
    void deskheroAnswersEverything() {
        try (var browser = new Browser(sandbox.tenant("deskhero-demo").url())) {
            browser.header("Authorization", "Bearer deskhero-owner-token");
            answers(browser, "PUT", "/api/contoh/v1/users/1002");
            answers(browser, "POST", "/api/contoh/v1/user_invites/create_v2");
            answers(browser, "PUT", "/api/contoh/v1/user_invites/revoke");
            answers(browser, "POST", "/api/contoh/v1/groups");
            answers(browser, "PUT", "/api/contoh/v1/groups/12");
        }
    }

    @Test
    void garmentAnswersEverything() {
        try (var browser = new Browser(sandbox.tenant("garment-demo").url())) {
            Answer login = browser.post(
                    "/api/v1/auth/login", "{\"email\":\"layanan@contoh.co.id\",\"password\":\"sandbox-password\"}");
            browser.header(
                    "Authorization",
                    "Bearer " + login.json().at("/data/access_token").stringValue());
            Answer selected = browser.post(
                    "/api/v1/auth/select-tenant", "{\"tenant_id\":\"0f5e3b52-6f0c-4c39-9a52-2d1c54a6d001\"}");
            browser.header(
                    "Authorization",
                    "Bearer " + selected.json().at("/data/access_token").stringValue());
            answers(browser, "POST", "/users");
            answers(browser, "PUT", "/users/b3a1c7de-52a4-4c8e-9f11-9d2c1f0e0001");
            List.of("login", "select-tenant", "refresh", "two-factor-challenge")
                    .forEach(path -> answers(browser, "POST", "/api/v1/auth/" + path));
        }
    }

    @Test
    void theKeeperAnswersEverything() {
        for (SandboxTenant tenant : sandbox.tenants()) {
            try (var browser = new Browser(tenant.url())) {
                List.of("users", "seed", "faults", "options", "invites")
                        .forEach(path -> answers(browser, "POST", "/_sandbox/" + path));
            }
        }
    }
}
