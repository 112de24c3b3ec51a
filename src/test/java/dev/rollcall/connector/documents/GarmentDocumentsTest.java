package dev.rollcall.connector.documents;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Answer.Refusal;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.Write;
import dev.rollcall.connector.garment.GarmentConnectors;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.person.Value;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Garment's published requests and answers, and every form that its pages leave open.
@ExtendWith(OutputCaptureExtension.class)
class GarmentDocumentsTest extends DocumentedApi {

    private static final String ID = "a169451c-8525-4352-b8ca-070dd449a1a5";
    private static final String ROLE = "497f6eca-6276-4993-bfeb-53cbbbba6f08";
    private static final String PUT_USER = "/api/v1/users/" + ID;
    private static final String SITI = """
            {"id": "%s", "name": "Siti", "email": "user@example.com", "username": "siti", "phone": "628121", "membership_type": "employee",
             "is_active": true, "status": "active", "roles": [{"id": "%s", "name": "Staf"}], "created_at": "2026-03-03T23:01:15Z"}""".formatted(ID, ROLE);

    @Override
    ConnectorFactory factory() {
        return new GarmentConnectors();
    }

    @Override
    Map<String, String> credentials() {
        return Map.of("email", "bot@example.com", "password", "secret-1");
    }

    @Override
    Map<String, String> options() {
        return Map.of("tenant", "Dua");
    }

    @BeforeEach
    void letsIn() {
        API.stubFor(
                post("/api/v1/auth/login")
                        .withRequestBody(equalToJson("{\"email\": \"bot@example.com\", \"password\": \"secret-1\"}"))
                        .willReturn(
                                enveloped(
                                        200,
                                        "{\"access_token\": \"a-0\", \"refresh_token\": \"r-0\", \"expires_in\": 3600, \"tenants\": [{\"id\": \"t-1\", \"name\": \"Satu\"}, {\"id\": \"t-2\", \"name\": \"Dua\"}]}")));
        API.stubFor(post("/api/v1/auth/select-tenant")
                .withHeader("Authorization", equalTo("Bearer a-0"))
                .withRequestBody(equalToJson("{\"tenant_id\": \"t-2\"}"))
                .willReturn(enveloped(200, "{\"access_token\": \"a-1\", \"refresh_token\": \"r-1\"}")));
        lists("/api/v1/users");
        API.stubFor(put(PUT_USER).willReturn(enveloped(200, SITI)));
    }

    private static void lists(String path) {
        API.stubFor(get(urlPathEqualTo(path))
                .willReturn(json(
                        200,
                        "{\"success\": true, \"code\": \"OK\", \"data\": [" + SITI
                                + "], \"meta\": {\"current_page\": 1, \"last_page\": 1, \"total\": 1}}")));
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder enveloped(int status, String data) {
        return json(
                status,
                "{\"success\": true, \"code\": \"OK\", \"message\": \"Berhasil\", \"request_id\": \"1\", \"timestamp\": \"2026-03-03T23:01:15Z\", \"api_version\": \"v1\", \"data\": "
                        + data + "}");
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder failed(
            int status, String code, String errors) {
        return json(
                status,
                "{\"success\": false, \"code\": \"" + code + "\", \"message\": \"Pesan.\", \"errors\": " + errors
                        + "}");
    }

    private static TenantUser siti(Connector connector) {
        return success(connector.users(1)).items().getFirst();
    }

    private static Write rename(TenantUser user) {
        return update(user, Attribute.NAME, Value.text("Siti Aminah"));
    }

    private static final Write BUDI = person(
            "E2",
            Map.of(
                    Attribute.NAME, Value.text("Budi"),
                    Attribute.EMAIL, Value.text("budi@example.com"),
                    Attribute.PHONE, Value.text("")));

    @Test
    void updatesAsTheExampleDoesButForThePassword() {
        Connector connector = connector();
        success(connector.write(rename(siti(connector))));
        assertThat(body("PUT", ID).toString())
                .isEqualTo("{\"user_id\":\"" + ID + "\",\"name\":\"Siti Aminah\",\"email\":\"user@example.com\","
                        + "\"username\":\"siti\",\"phone\":\"628121\",\"membership_type\":\"employee\","
                        + "\"is_active\":true,\"status\":\"active\",\"role_ids\":[\"" + ROLE + "\"]}");
        assertThat(sent("PUT", ID).getHeader("Authorization")).isEqualTo("Bearer a-1");
    }

    @Test
    void sendsStatusAndFlagInAgreementAndNothingEmpty() {
        Connector connector = connector();
        TenantUser bare = user(ID, Map.of(Attribute.NAME, Value.text("S"), Attribute.EMAIL, Value.text("s@x.id")));
        success(connector.write(update(bare, Attribute.ACTIVE, Value.flag(false))));
        assertThat(body("PUT", ID).toString())
                .isEqualTo(
                        "{\"user_id\":\"" + ID + "\",\"name\":\"S\",\"email\":\"s@x.id\","
                                + "\"membership_type\":\"employee\",\"is_active\":false,\"status\":\"inactive\",\"role_ids\":[]}");
    }

    @Test
    void createsWithoutAPasswordUnlessTheJobWantsARandomOne(CapturedOutput output) {
        API.stubFor(post("/api/v1/users").willReturn(enveloped(201, SITI)));
        assertThat(success(connector().write(BUDI))).isEqualTo(new Effect.Created(new TenantUserId(ID)));
        assertThat(body("POST", "/users").propertyNames())
                .containsExactlyInAnyOrder("name", "email", "membership_type", "is_active", "status", "role_ids");
        Connector random = connect(Map.of("tenant", "t-2", "createPassword", "random"));
        success(random.login());
        Set<String> passwords = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            assertThat(success(random.write(BUDI)).toString()).doesNotContain("password");
            passwords.add(body("POST", "/users").path("password").asString());
        }
        assertThat(passwords).hasSize(3).allMatch(password -> password.matches("[0-9a-f]{48}"));
        passwords.forEach(password -> assertThat(output.getAll()).doesNotContain(password));
        success(random.write(rename(siti(random))));
        assertThat(body("PUT", ID).has("password")).isFalse();
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
        var target = new dev.rollcall.connector.Target(
                "garment",
                java.net.URI.create(API.baseUrl()),
                Map.of("token", dev.rollcall.connector.Secret.of("pasted")),
                Map.of(),
                java.time.Duration.ofSeconds(10));
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

    @ParameterizedTest
    @CsvSource({
        "role_ids.0, The selected role is invalid., ROLES, OTHER",
        "email, The email has already been taken., EMAIL, EMAIL_EXISTS",
        "username, Username sudah digunakan., USERNAME, VALUE_EXISTS",
        "status, The selected status is invalid., ACTIVE, OTHER"
    })
    void namesTheAttributeOfAFieldThatIsRefused(String field, String said, Attribute attribute, Refusal kind) {
        Connector connector = connector();
        API.stubFor(
                put(PUT_USER).willReturn(failed(422, "VALIDATION_ERROR", "{\"" + field + "\": [\"" + said + "\"]}")));
        Answer.Refused<Effect> no = refused(connector.write(rename(siti(connector))));
        assertThat(no.attribute()).contains(attribute);
        assertThat(no.kind()).isEqualTo(kind);
        assertThat(no.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(no.message()).isEqualTo("Pesan. " + field + ": " + said);
    }

    @ParameterizedTest
    @CsvSource({
        "TENANT_CONTEXT_MISMATCH, Unauthorized",
        "FORBIDDEN, Refused",
        "STEP_UP_REQUIRED, Refused",
        "PASSWORD_CONFIRMATION_REQUIRED, Refused"
    })
    void quirk10A403HasThreeMeaningsThatOnlyTheCodeTells(String code, String answer) {
        Connector connector = connector();
        TenantUser siti = siti(connector);
        API.stubFor(put(PUT_USER).willReturn(failed(403, code, "{}")));
        Answer<Effect> told = connector.write(rename(siti));
        assertThat(told.getClass().getSimpleName()).isEqualTo(answer);
        if (told instanceof Answer.Refused<Effect> no) {
            assertThat(no.kind()).isEqualTo(Refusal.NOT_PERMITTED);
            assertThat(no.message().contains("service account without step-up")).isEqualTo(!code.equals("FORBIDDEN"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"string\"", "", "{\"id\": \"x\"}", "{\"success\": true, \"code\": \"OK\", \"data\": {}}"})
    void quirk10TheAnswerToAnUpdateMayHaveAnyForm(String body) {
        Connector connector = connector();
        TenantUser siti = siti(connector);
        API.stubFor(put(PUT_USER)
                .willReturn(aResponse()
                        .withStatus(200)
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)));
        assertThat(success(connector.write(rename(siti)))).isEqualTo(new Effect.Updated(new TenantUserId(ID)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"string\"", ""})
    void quirk10ACreateWhoseAnswerHasNoIdIsLookedUpRatherThanSentAgain(String body) {
        API.stubFor(post("/api/v1/users")
                .willReturn(aResponse()
                        .withStatus(201)
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)));
        assertThat(connector().write(BUDI)).isInstanceOf(Answer.Lost.class);
    }

    @Test
    void quirk11ThePrefixOfTheTenantsPathsIsASetting() {
        lists("/users");
        Connector connector = connect(Map.of("tenant", "Dua", "prefix", ""));
        success(connector.login());
        success(connector.users(1));
        assertThat(sent("GET", "/users").getUrl()).startsWith("/users?page=1&per_page=100");
        Connector usual = connector();
        success(usual.users(1));
        assertThat(sent("GET", "/users").getUrl()).startsWith("/api/v1/users?page=1&per_page=100");
    }

    @Test
    void quirk12WhatBelongsToThePersonIsDeclaredToTravel() {
        assertThat(connector().abilities().global())
                .containsExactlyInAnyOrder(Attribute.NAME, Attribute.EMAIL, Attribute.USERNAME, Attribute.PHONE);
    }

    @Test
    void quirk13NobodyIsDeletedADeactivationIsAStatus() {
        Connector connector = connector();
        success(connector.write(update(siti(connector), Attribute.ACTIVE, Value.flag(false))));
        assertThat(body("PUT", ID).path("status").asString()).isEqualTo("inactive");
        assertThat(methods()).doesNotContain("DELETE");
    }

    @Test
    void quirk14ALostAnswerIsSaidToBeLostAndNotTriedAgain() {
        losesAnAnswerThatCannotBeReadAfterOneAttempt(connector(), BUDI);
    }
}
