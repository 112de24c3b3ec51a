package dev.rollcall.connector.documents;

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
import dev.rollcall.connector.Page;
import dev.rollcall.connector.UserKey;
import dev.rollcall.connector.Write;
import dev.rollcall.connector.ruangkerja.RuangkerjaConnectors;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.person.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Ruangkerja's published requests and answers.
class RuangkerjaDocumentsTest extends DocumentedApi {

    private static final String USERS = "/ruangkerja/users";
    private static final String TAKEN =
            "{\"errorCode\": 10101, \"message\": \"USER_EMPLOYEE_ID_EXISTS\", \"detail\": \"employee id already been taken\"}";
    private static final String SERIAL =
            "{\"status\": \"success\", \"message\": \"Success\", \"data\": {\"serial\": \"JOHNILXV3QAJJEL3\"}}";
    private static final String JOHN = """
            {"employeeID": "EMPLY001", "name": "John Doe", "username": null, "email": "john@example.com",
             "phone": "6281122334455", "isActive": true, "companyName": "PT Ruang Raya Indonesia",
             "companySerial": "CMP-RUANGGURU", "organizationDisplayName": "Tech", "organizationLevelSerial": "COMPFJLYTHWL",
             "tags": [{"serial": "RUKRTAG-9WHL0JGP", "name": "Engineer"}]}""";

    @Override
    ConnectorFactory factory() {
        return new RuangkerjaConnectors();
    }

    @Override
    Map<String, String> credentials() {
        return Map.of("clientId", "id-1", "clientSecret", "secret-1");
    }

    @Override
    Map<String, String> options() {
        return Map.of();
    }

    @BeforeEach
    void givesTokensAndUsers() {
        API.stubFor(
                post("/oauth/token")
                        .withRequestBody(
                                equalToJson(
                                        "{\"clientID\": \"id-1\", \"clientSecret\": \"secret-1\", \"grantType\": \"client_credentials\"}"))
                        .willReturn(
                                json(
                                        200,
                                        "{\"status\": \"success\", \"message\": \"success\", \"data\": {\"accessToken\": \"access_token\", \"expiresIn\": \"43199\", \"tokenType\": \"bearer\"}}")));
        API.stubFor(get(urlPathEqualTo(USERS))
                .withQueryParam("page", equalTo("1"))
                .withQueryParam("pageSize", equalTo("100"))
                .withHeader("Authorization", equalTo("access_token"))
                .willReturn(json(
                        200,
                        "{\"status\": \"success\", \"message\": \"Success\", \"data\": {\"currentPage\": 1, \"totalItems\": 1, \"totalPage\": 1, \"items\": ["
                                + JOHN + "]}}")));
        API.stubFor(put(USERS + "/EMPLY001").willReturn(json(200, SERIAL)));
    }

    private TenantUser john(Connector connector) {
        return success(connector.users(1)).items().getFirst();
    }

    @Test
    void updatesAsTheExampleDoes() {
        Connector connector = connector();
        Attributes changes = Attributes.of(Attribute.PHONE, Value.text("6281122334455"))
                .with(Attribute.TAGS, Value.items("RUKRTAG-9WHL0JGP"))
                .with(Attribute.ORGANIZATION, Value.text("COMPFJLYTHWL"));
        success(connector.write(new Write.Update(john(connector), changes)));
        assertThat(body("PUT", "/EMPLY001").toString())
                .isEqualTo("{\"employeeID\":\"EMPLY001\",\"name\":\"John Doe\",\"isActive\":true,"
                        + "\"phone\":\"6281122334455\",\"tagSerials\":[\"RUKRTAG-9WHL0JGP\"],"
                        + "\"organizationSerial\":\"COMPFJLYTHWL\"}");
        assertThat(sent("PUT", "/EMPLY001").getHeader("Accept")).isEqualTo("application/json");
        assertThat(sent("PUT", "/EMPLY001").getHeader("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void createsAsTheExampleDoesAndKnowsTheDocumentedFailure() {
        API.stubFor(post(USERS).willReturn(json(200, SERIAL)));
        Connector connector = connector();
        Write create = person(
                "EMPLY002",
                Map.of(
                        Attribute.NAME, Value.text("John Doe"),
                        Attribute.EMAIL, Value.text("john@example.com"),
                        Attribute.TAGS, Value.items("RUKRTAG-9WHL0JGP")));
        assertThat(success(connector.write(create))).isEqualTo(new Effect.Created(new TenantUserId("EMPLY002")));
        API.stubFor(post(USERS).willReturn(json(200, TAKEN)));
        Answer.Refused<Effect> taken = refused(connector.write(create));
        assertThat(taken.code()).isEqualTo("10101");
        assertThat(taken.message()).isEqualTo("USER_EMPLOYEE_ID_EXISTS: employee id already been taken");
        assertThat(taken.kind()).isEqualTo(Refusal.EMPLOYEE_ID_EXISTS);
    }

    @Test
    void readsTagsAndTheCompanyStructure() {
        API.stubFor(
                get(urlPathEqualTo("/ruangkerja/tags"))
                        .willReturn(
                                json(
                                        200,
                                        "{\"status\": \"success\", \"message\": \"success\", \"data\": {\"currentPage\": 1, \"totalItems\": 1, \"totalPage\": 1, \"items\": [{\"name\": \"Engineer\", \"serial\": \"RUKRTAG-9WHL0JGP\"}]}}")));
        API.stubFor(
                get("/ruangkerja/company-structure")
                        .willReturn(
                                json(
                                        200,
                                        "{\"status\": \"success\", \"message\": \"success\", \"data\": {\"organizations\": [{\"name\": \"Kantor\", \"serial\": \"COMPAAAAAAAA\", \"isActive\": true, \"childOrganizations\": [{\"name\": \"Tech\", \"serial\": \"COMPFJLYTHWL\", \"isActive\": false, \"childOrganizations\": []}]}]}}")));
        Connector connector = connector();
        assertThat(success(connector.references(Attribute.TAGS, 1)).items())
                .extracting("id", "name")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("RUKRTAG-9WHL0JGP", "Engineer"));
        assertThat(success(connector.references(Attribute.ORGANIZATION, 1)).items())
                .extracting("path", "assignable")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Kantor", true),
                        org.assertj.core.groups.Tuple.tuple("Kantor/Tech", false));
    }

    @Test
    void knowsTheDocumentedAnswerToWrongCredentials() {
        API.stubFor(
                post("/oauth/token")
                        .willReturn(
                                json(
                                        400,
                                        "{\"errorCode\": 400, \"message\": \"BAD_REQUEST\", \"detail\": \"Credentials does not match in our records\"}")));
        Answer.Refused<Connector.Session> no = refused(connect(options()).login());
        assertThat(no.kind()).isEqualTo(Refusal.CREDENTIALS);
        assertThat(no.message()).contains("Credentials does not match in our records");
    }

    @Test
    void knowsTheDocumentedAnswerToABadToken() {
        String told =
                "{\"errorCode\": 123, \"message\": \"rpc error: code = PermissionDenied desc = Token is not valid\", \"detail\": \"rpc error: code = PermissionDenied desc = Token is not valid\"}";
        Connector connector = connector();
        for (int status : List.of(200, 401, 403)) {
            API.stubFor(get(urlPathEqualTo(USERS)).willReturn(json(status, told)));
            assertThat(connector.users(1)).isInstanceOf(Answer.Unauthorized.class);
        }
    }

    @Test
    void quirk01TheKeyIsInPathAndBodyAndARenameIsLookedUpByTheNewOne() {
        Connector connector = connector();
        Write rename = new Write.Rename(john(connector), new EmployeeId("EMPLY009"), Attributes.NONE);
        assertThat(success(connector.write(rename))).isEqualTo(new Effect.Updated(new TenantUserId("EMPLY009")));
        assertThat(body("PUT", "/EMPLY001").path("employeeID").asString()).isEqualTo("EMPLY001");
        assertThat(body("PUT", "/EMPLY001").path("newEmployeeID").asString()).isEqualTo("EMPLY009");
        assertThat(rename.isRepeatable()).isFalse();
        success(connector.find(new UserKey.ByEmployeeId(new EmployeeId("EMPLY009"))));
        assertThat(sent("GET", USERS).getUrl()).contains("employeeID=EMPLY009");
        API.stubFor(put(USERS + "/EMPLY001").willReturn(json(400, TAKEN)));
        assertThat(refused(connector.write(rename)).kind()).isEqualTo(Refusal.EMPLOYEE_ID_EXISTS);
    }

    @Test
    void quirk02ReadsAndWritesHaveOtherNamesAndNoSerialIsKept() {
        Connector connector = connector();
        TenantUser john = john(connector);
        assertThat(john.id()).isEqualTo(new TenantUserId("EMPLY001"));
        assertThat(john.attributes().items(Attribute.TAGS)).containsExactly("RUKRTAG-9WHL0JGP");
        assertThat(john.attributes().text(Attribute.ORGANIZATION)).isEqualTo("COMPFJLYTHWL");
        success(connector.write(update(john, Attribute.NAME, Value.text("Jane Doe"))));
        assertThat(body("PUT", "/EMPLY001").propertyNames())
                .as("what is left out stays as it is")
                .containsExactlyInAnyOrder("employeeID", "name", "isActive");
    }

    @Test
    void quirk03ABulkCallSaysSuccessThoughEveryItemFailed() {
        API.stubFor(
                post(USERS + "/create-bulk")
                        .willReturn(
                                json(
                                        200,
                                        "{\"data\": {\"failedItems\": [{\"error\": {\"detail\": \"employee id already been taken\", \"errorCode\": 10101, \"message\": \"USER_EMPLOYEE_ID_EXISTS\"}, \"payload\": {\"employeeID\": \"A2\"}}, {\"error\": {\"detail\": \"user email already been taken\", \"errorCode\": 10102, \"message\": \"USER_EMAIL_EXISTS\"}, \"payload\": {\"employeeID\": \"A1\"}}], \"successItems\": []}, \"status\": \"success\", \"message\": \"success\"}")));
        Map<Attribute, Value> name = Map.of(Attribute.NAME, Value.text("Orang"));
        List<Answer<Effect>> answers = success(connector().writeAll(List.of(person("A1", name), person("A2", name))));
        assertThat(refused(answers.get(0)).kind()).isEqualTo(Refusal.EMAIL_EXISTS);
        assertThat(refused(answers.get(1)).kind()).isEqualTo(Refusal.EMPLOYEE_ID_EXISTS);
    }

    @Test
    void quirk04AnEmailChangesOnlyByACallOfItsOwnWhichHasTwoPaths() {
        Connector connector = connector();
        TenantUser john = john(connector);
        assertThat(refused(connector.write(update(john, Attribute.EMAIL, Value.text("x@example.com"))))
                        .kind())
                .isEqualTo(Refusal.NOT_OFFERED);
        String done =
                "{\"data\": {\"failedItems\": [], \"successItems\": [{\"payload\": {\"employeeID\": \"EMPLY001\", \"email\": \"x@example.com\"}, \"response\": {\"serial\": \"JOHNILXV3QAJJEL3\"}}]}, \"status\": \"success\", \"message\": \"success\"}";
        API.stubFor(post(USERS + "/update-email-bulk").willReturn(json(200, done)));
        Write change = new Write.ChangeEmail(john, "x@example.com");
        success(connector.write(change));
        assertThat(body("POST", "/update-email-bulk").toString())
                .isEqualTo("{\"items\":[{\"employeeID\":\"EMPLY001\",\"email\":\"x@example.com\"}]}");
        API.stubFor(post(USERS + "/update-email-bulk").willReturn(json(404, "")));
        API.stubFor(post(USERS + "/update-bulk-email").willReturn(json(200, done)));
        success(connector.write(change));
        assertThat(sent("POST", "/update-bulk-email").getBodyAsString()).contains("x@example.com");
    }

    @Test
    void quirk05TheTokenIsAskedForInCamelCaseLastsAStringAndIsSentBare() {
        Connector connector = connector();
        Page<TenantUser> page = success(connector.users(1));
        assertThat(page.total()).hasValue(1);
        assertThat(sent("POST", "/oauth/token").getHeader("Authorization")).isNull();
        assertThat(sent("GET", USERS).getHeader("Authorization")).isEqualTo("access_token");
    }

    @Test
    void quirk13NobodyIsDeletedThereIsNoSuchWriteAndNoSuchCall() {
        Connector connector = connector();
        success(connector.write(update(john(connector), Attribute.ACTIVE, Value.flag(false))));
        assertThat(body("PUT", "/EMPLY001").path("isActive").asBoolean()).isFalse();
        assertThat(Write.class.getPermittedSubclasses())
                .noneMatch(kind -> kind.getSimpleName().contains("Delete"));
        assertThat(methods()).doesNotContain("DELETE");
    }

    @Test
    void quirk14ALostAnswerIsSaidToBeLostAndNotTriedAgain() {
        losesAnAnswerThatCannotBeReadAfterOneAttempt(
                connector(), person("A1", Map.of(Attribute.NAME, Value.text("Orang"))));
    }

    @Test
    void quirk15TheEmailIsThereThoughTheTablesLostItsName() {
        API.stubFor(post(USERS).willReturn(json(200, SERIAL)));
        Connector connector = connector();
        assertThat(john(connector).attributes().text(Attribute.EMAIL)).isEqualTo("john@example.com");
        success(connector.write(person("A1", Map.of(Attribute.EMAIL, Value.text("a@example.com")))));
        assertThat(body("POST", USERS).path("email").asString()).isEqualTo("a@example.com");
    }
}
