package dev.rollcall.connector.documents;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Answer.Refusal;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Target;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Garment's published way in: login, the tenant to select, the token to renew, and who must stay outside.
class GarmentLoginDocumentsTest extends GarmentApi {

    private static List<String> paths() {
        return API.getAllServeEvents().reversed().stream()
                .map(event -> event.getRequest().getUrl())
                .toList();
    }

    private static void namesTenants(String tenants) {
        API.stubFor(post("/api/v1/auth/login")
                .willReturn(enveloped(
                        200, "{\"access_token\": \"a-0\", \"refresh_token\": \"r-0\", \"tenants\": " + tenants + "}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t-2", "Dua"})
    void selectsTheTenantByItsIdOrNameAndCallsWithTheNewToken(String tenant) {
        Connector connector = connect(Map.of("tenant", tenant));
        assertThat(success(connector.login()).account()).contains("bot@example.com");
        success(connector.users(1));
        assertThat(paths())
                .containsExactly(
                        "/api/v1/auth/login", "/api/v1/auth/select-tenant", "/api/v1/users?page=1&per_page=100");
        assertThat(sent("GET", "/users").getHeader("Authorization")).isEqualTo("Bearer a-1");
    }

    @Test
    void selectsTheOnlyTenantThereIsUnasked() {
        namesTenants("[{\"id\": \"t-2\", \"name\": \"Dua\"}]");
        success(connect(Map.of()).login());
        assertThat(body("POST", "/select-tenant").toString()).isEqualTo("{\"tenant_id\":\"t-2\"}");
    }

    @Test
    void selectsNoneWhereTheLoginNamesNone() {
        namesTenants("[]");
        Connector connector = connect(Map.of());
        success(connector.login());
        success(connector.users(1));
        assertThat(sent("GET", "/users").getHeader("Authorization")).isEqualTo("Bearer a-0");
    }

    @ParameterizedTest
    @CsvSource({"Tiga, 0", "Satu, 2"})
    void selectsNoTenantWhereItIsNotClearWhichIsMeant(String wanted, int found) {
        namesTenants("[{\"id\": \"t-1\", \"name\": \"Satu\"}, {\"id\": \"t-3\", \"name\": \"Satu\"}]");
        Answer.Refused<Connector.Session> no =
                refused(connect(Map.of("tenant", wanted)).login());
        assertThat(no.code()).isEqualTo("TENANT_NOT_SELECTED");
        assertThat(no.message()).contains("found " + found + " tenants", "options.tenant");
        assertThat(paths()).containsExactly("/api/v1/auth/login");
    }

    @ParameterizedTest
    @CsvSource({"a-2, true", "a-1, false"})
    void selectsTheTenantAgainOnceWhereTheTokenLostItAndLogsInWhereThatIsRefused(String token, boolean selected) {
        Connector connector = connector();
        API.stubFor(get(urlPathEqualTo("/api/v1/users"))
                .withHeader("Authorization", equalTo("Bearer a-1"))
                .willReturn(failed(403, "TENANT_CONTEXT_MISMATCH", "{}")));
        assertThat(connector.users(1)).isInstanceOf(Answer.Unauthorized.class);
        API.stubFor(post("/api/v1/auth/select-tenant")
                .withHeader("Authorization", equalTo("Bearer a-1"))
                .withRequestBody(equalToJson("{\"tenant_id\": \"t-2\"}"))
                .willReturn(
                        selected
                                ? enveloped(200, "{\"access_token\": \"a-2\", \"refresh_token\": \"r-2\"}")
                                : failed(403, "FORBIDDEN", "{}")));
        int before = paths().size();
        success(connector.login());
        List<String> again = List.of("/api/v1/auth/select-tenant");
        List<String> anew = List.of("/api/v1/auth/select-tenant", "/api/v1/auth/login", "/api/v1/auth/select-tenant");
        assertThat(paths().subList(before, paths().size())).isEqualTo(selected ? again : anew);
        connector.users(1);
        assertThat(sent("GET", "/users").getHeader("Authorization")).isEqualTo("Bearer " + token);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|INVALID_CREDENTIALS|{}",
                "401|TOKEN_INVALID|{}",
                "422|VALIDATION_ERROR|{\"email\": [\"These credentials do not match our records.\"]}",
                "400|BAD_REQUEST|{}"
            })
    void saysThatTheCredentialsAreWrong(int status, String code, String errors) {
        API.stubFor(post("/api/v1/auth/login").willReturn(failed(status, code, errors)));
        Answer.Refused<Connector.Session> no = refused(connect(options()).login());
        assertThat(no.kind()).isEqualTo(Refusal.CREDENTIALS);
        assertThat(no.code()).isEqualTo(code);
    }

    @Test
    void refreshesATokenThatEndedAndLogsInWhereThatIsRefused() {
        Connector connector = connector();
        API.stubFor(post("/api/v1/auth/refresh")
                .withRequestBody(equalToJson("{\"refresh_token\": \"r-1\"}"))
                .willReturn(enveloped(200, "{\"access_token\": \"a-2\", \"refresh_token\": \"r-2\"}")));
        assertThat(success(connector.login()).number()).isEqualTo(2);
        success(connector.users(1));
        assertThat(sent("GET", "/users").getHeader("Authorization")).isEqualTo("Bearer a-2");
        API.stubFor(post("/api/v1/auth/refresh").willReturn(failed(401, "TOKEN_INVALID", "{}")));
        assertThat(success(connector.login()).number()).isEqualTo(3);
        success(connector.users(1));
        assertThat(sent("GET", "/users").getHeader("Authorization")).isEqualTo("Bearer a-1");
    }

    @Test
    void takesAPastedTokenAndAsksWhoseItIs() {
        API.stubFor(get("/api/v1/auth/me")
                .withHeader("Authorization", equalTo("Bearer pasted"))
                .willReturn(enveloped(200, "{\"email\": \"bot@example.com\"}")));
        var target = new Target(
                "garment",
                URI.create(API.baseUrl()),
                Map.of("token", Secret.of("pasted")),
                Map.of(),
                Duration.ofSeconds(10));
        try (Connector pasted = factory().connect(target)) {
            assertThat(success(pasted.login()).account()).contains("bot@example.com");
            success(pasted.users(1));
            assertThat(sent("GET", "/users").getHeader("Authorization")).isEqualTo("Bearer pasted");
        }
    }

    @Test
    void stopsAtASecondFactorAndSaysWhatToDo() {
        API.stubFor(post("/api/v1/auth/login")
                .willReturn(enveloped(200, "{\"two_factor_required\": true, \"challenge_token\": \"c\"}")));
        Answer.Refused<Connector.Session> no = refused(connect(options()).login());
        assertThat(no.kind()).isEqualTo(Refusal.CREDENTIALS);
        assertThat(no.message()).contains("use a service account without one");
    }
}
