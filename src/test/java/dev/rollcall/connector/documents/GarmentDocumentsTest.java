package dev.rollcall.connector.documents;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Answer.Refusal;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.Page;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.person.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Garment's published requests and answers inside a tenant, and every form that its pages leave open.
@ExtendWith(OutputCaptureExtension.class)
class GarmentDocumentsTest extends GarmentApi {

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
    void createsWithEveryKnownFieldAndNeitherIdNorPassword() {
        API.stubFor(post("/api/v1/users").willReturn(enveloped(201, SITI)));
        Write.Create lia = person(
                "E3",
                Map.of(
                        Attribute.NAME, Value.text("Lia"),
                        Attribute.EMAIL, Value.text("lia@example.com"),
                        Attribute.USERNAME, Value.text("lia"),
                        Attribute.PHONE, Value.text("628123"),
                        Attribute.MEMBERSHIP_TYPE, Value.text("contractor"),
                        Attribute.ROLES, Value.items(ROLE)));
        success(connector().write(lia));
        assertThat(body("POST", "/users").toString())
                .isEqualTo("{\"name\":\"Lia\",\"email\":\"lia@example.com\",\"username\":\"lia\",\"phone\":\"628123\","
                        + "\"membership_type\":\"contractor\",\"is_active\":true,\"status\":\"active\",\"role_ids\":[\""
                        + ROLE
                        + "\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"data\": [%s], \"meta\": {\"current_page\": %d, \"last_page\": 2, \"total\": 2}",
                "\"data\": {\"data\": [%s], \"current_page\": %d, \"last_page\": 2, \"total\": 2}"
            })
    void asksForPageAfterPageUpToTheLastThatTheTenantNames(String list) {
        for (int page = 1; page <= 2; page++) {
            API.stubFor(get("/api/v1/users?page=" + page + "&per_page=100")
                    .willReturn(json(200, "{" + list.formatted(SITI.replace(ID, "u-" + page), page) + "}")));
        }
        Connector connector = connector();
        assertThat(List.of(success(connector.users(1)), success(connector.users(2))))
                .allSatisfy(page -> assertThat(page.total()).hasValue(2))
                .extracting(page -> page.items().getFirst().id().value() + " " + page.last())
                .containsExactly("u-1 false", "u-2 true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/api/v1", "/lain"})
    void listsTheRolesThatAreGivenByTheirIds(String prefix) {
        API.stubFor(get(prefix + "/authz/roles")
                .withHeader("Authorization", equalTo("Bearer a-1"))
                .willReturn(enveloped(200, "[{\"id\": \"" + ROLE + "\", \"name\": \"Staf\"}]")));
        Connector connector = connect(Map.of("tenant", "Dua", "prefix", prefix));
        success(connector.login());
        assertThat(success(connector.references(Attribute.ROLES, 1)))
                .isEqualTo(
                        new Page<>(List.of(Reference.of(Attribute.ROLES, ROLE, "Staf")), OptionalLong.empty(), true));
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST, Refused OTHER",
        "401, TOKEN_INVALID, Unauthorized",
        "404, NOT_FOUND, Refused NOT_FOUND",
        "422, VALIDATION_ERROR, Refused OTHER",
        "429, TOO_MANY_REQUESTS, Transient",
        "503, UNAVAILABLE, Transient",
        "500, SERVER_ERROR, Lost"
    })
    void doesAsTheMatrixOfErrorsSays(int status, String code, String answer) {
        Connector connector = connector();
        TenantUser siti = siti(connector);
        API.stubFor(put(PUT_USER).willReturn(failed(status, code, "{}")));
        Answer<Effect> told = connector.write(rename(siti));
        String kind = told instanceof Answer.Refused<Effect> no ? " " + no.kind() : "";
        assertThat(told.getClass().getSimpleName() + kind).isEqualTo(answer);
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
