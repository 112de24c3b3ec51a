package dev.rollcall.connector.documents;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Answer.Refusal;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.InvitationId;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.person.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Deskhero's published writes and their answers, and every form that its pages leave open.
class DeskheroDocumentsTest extends DeskheroApi {

    private static Write.Create invited(String email, String role) {
        return person(
                email.substring(0, 2),
                Map.of(
                        Attribute.EMAIL, Value.text(email),
                        Attribute.ROLES, Value.items(role),
                        Attribute.GROUPS, Value.items("12")));
    }

    private static String invites(String require, String... emails) {
        String all = Stream.of(emails).map(DeskheroApi::invite).collect(Collectors.joining(","));
        return "{\"data\": {\"invites\": [" + all + "], \"capped_amount\": {\"is_shopify_payment\": false,"
                + " \"current_user_count\": 5, \"current_invite_count\": 1, \"require_increase\": " + require
                + ", \"minimum_required_cap\": 7, \"current_cap\": 6}}, \"messages\": []}";
    }

    @Test
    void revokesAnInvitationAndReadsTheManyWrapperAroundOneObject() {
        API.stubFor(put(ROOT + "/user_invites/revoke")
                .willReturn(json(200, "{\"data\": {\"message\": \"Invite revoked\"}, \"total_count\": 1}")));
        assertThat(success(connector().write(new Write.RevokeInvitation(new InvitationId("77")))))
                .isEqualTo(new Effect.Revoked());
        assertThat(body("PUT", "/revoke").toString()).isEqualTo("{\"id\":77}");
    }

    @Test
    void saysThatBillingHasNoRoomWhereRequireIncreaseIsSet() {
        API.stubFor(post(ROOT + "/user_invites/create_v2").willReturn(json(200, invites("true"))));
        Answer.Refused<Effect> no = refused(connector().write(invited("a@example.com", "3")));
        assertThat(no.kind()).isEqualTo(Refusal.BILLING);
        assertThat(no.code()).isEqualTo("require_increase");
    }

    @Test
    void takesThoseForInvitedWhomTheAnswerNamesThoughThereIsNoRoomForTheRest() {
        API.stubFor(post(ROOT + "/user_invites/create_v2").willReturn(json(200, invites("true", "a@example.com"))));
        List<Answer<Effect>> answers =
                success(connector().writeAll(List.of(invited("A@example.com", "3"), invited("bb@example.com", "3"))));
        assertThat(answers.getFirst()).isEqualTo(new Answer.Success<>(new Effect.Invited(new InvitationId("513"))));
        assertThat(refused(answers.getLast()).kind()).isEqualTo(Refusal.BILLING);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "OWNER, 1", "0, 1", "9, 1", "3, 0", "3, UNKNOWN"})
    void leavesAnOwnerAloneAndWhoHasARoleOrStatusThatIsUnknown(String role, String status) {
        String user = SITI.replace("\"role\": 3", "\"role\": \"" + role + "\"")
                .replace("\"status\": 1", "\"status\": \"" + status + "\"");
        API.stubFor(get(urlPathEqualTo(ROOT + "/users")).willReturn(json(200, many("[" + user + "]", 1))));
        Connector connector = connector();
        TenantUser siti = siti(connector);
        assertThat(siti.untouchable()).isTrue();
        assertThat(refused(connector.write(update(siti, Attribute.GROUPS, Value.items())))
                        .kind())
                .isEqualTo(Refusal.PROTECTED);
        assertThat(methods()).doesNotContain("PUT");
    }

    @Test
    void quirk06RoleStatusAndGroupsAreAlwaysSentTogetherAndNeverZero() {
        Connector connector = connector();
        TenantUser siti = siti(connector);
        success(connector.write(update(siti, Attribute.ACTIVE, Value.flag(false))));
        assertThat(body("PUT", "/users/1001").toString())
                .isEqualTo("{\"groups\":[{\"id\":11},{\"id\":12}],\"role\":3,\"status\":2}");
        success(connector.write(update(siti, Attribute.ROLES, Value.items("2"))));
        assertThat(body("PUT", "/users/1001").toString())
                .isEqualTo("{\"groups\":[{\"id\":11},{\"id\":12}],\"role\":2,\"status\":1}");
        int before = methods().size();
        assertThat(refused(connector.write(update(siti, Attribute.ROLES, Value.items("0"))))
                        .kind())
                .isEqualTo(Refusal.OTHER);
        assertThat(methods()).as("nothing was sent").hasSize(before);
    }

    @Test
    void quirk07GroupsAreObjectsInAnUpdateAndPlainIdsInAnInvitationByEmail() {
        API.stubFor(post(ROOT + "/user_invites/create_v2")
                .willReturn(json(200, invites("false", "a@example.com", "bb@example.com"))));
        Connector connector = connector();
        List<Answer<Effect>> answers =
                success(connector.writeAll(List.of(invited("a@example.com", "3"), invited("bb@example.com", "3"))));
        assertThat(answers).allMatch(answer -> answer instanceof Answer.Success<Effect>(Effect.Invited _));
        assertThat(body("POST", "/create_v2").toString())
                .isEqualTo("{\"emails\":[\"a@example.com\",\"bb@example.com\"],\"group_ids\":[12],\"tenant_role\":3}");
        success(connector.write(update(siti(connector), Attribute.GROUPS, Value.items("12"))));
        assertThat(body("PUT", "/users/1001").path("groups").toString()).isEqualTo("[{\"id\":11},{\"id\":12}]");
    }

    @Test
    void quirk08OfThreeIdsOnlyTheUsersOwnIsUsedAndDeactiveIsSpeltSo() {
        API.stubFor(get(urlPathEqualTo(ROOT + "/users"))
                .willReturn(json(200, many("[" + SITI.replace("\"status\": 1", "\"status\": \"DEACTIVE\"") + "]", 1))));
        Connector connector = connector();
        TenantUser siti = siti(connector);
        assertThat(siti.id()).isEqualTo(new TenantUserId("1001"));
        assertThat(siti.active()).isFalse();
        success(connector.write(update(siti, Attribute.ACTIVE, Value.flag(true))));
        assertThat(sent("PUT", "/users/1001").getUrl()).doesNotContain("7001", "9001");
    }

    @ParameterizedTest
    @CsvSource({
        "400, Refused OTHER",
        "403, Refused NOT_PERMITTED",
        "401, Unauthorized",
        "404, Refused NOT_FOUND",
        "429, Transient",
        "503, Transient",
        "500, Lost",
        "502, Lost"
    })
    void quirk09StatusesThatThePagesDoNotListAreUnderstoodToo(int status, String answer) {
        Connector connector = connector();
        TenantUser siti = siti(connector);
        API.stubFor(put(ROOT + "/users/1001").willReturn(aResponse().withStatus(status)));
        Answer<Effect> told = connector.write(update(siti, Attribute.ACTIVE, Value.flag(false)));
        String kind = told instanceof Answer.Refused<Effect> no ? " " + no.kind() : "";
        assertThat(told.getClass().getSimpleName() + kind).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\": null, \"messages\": [{\"code\": \"INVALID\", \"message\": \"Not so.\"}]} | INVALID | Not so.",
                "{\"type\": \"x\", \"title\": \"Bad Request\", \"status\": 400, \"detail\": \"Not so.\"} | 400 | Not so.",
                "{\"title\": \"Not valid.\", \"status\": 400, \"errors\": {\"role\": [\"Not a role.\", \"Not so.\"], \"groups\": [\"No.\"]}}"
                        + " | 400 | Not valid.; role: Not a role.; role: Not so.; groups: No."
            })
    void quirk09ErrorsAreReadFromTheWrapperOrFromProblemDetails(String body, String code, String message) {
        Connector connector = connector();
        TenantUser siti = siti(connector);
        API.stubFor(put(ROOT + "/users/1001").willReturn(json(400, body)));
        Answer.Refused<Effect> no = refused(connector.write(update(siti, Attribute.ACTIVE, Value.flag(false))));
        assertThat(no.code()).isEqualTo(code);
        assertThat(no.message()).isEqualTo(message);
    }

    @Test
    void quirk13NobodyIsDeletedADeactivationIsAStatus() {
        Connector connector = connector();
        success(connector.write(update(siti(connector), Attribute.ACTIVE, Value.flag(false))));
        assertThat(body("PUT", "/users/1001").path("status").asInt()).isEqualTo(2);
        assertThat(methods()).doesNotContain("DELETE");
    }

    @Test
    void quirk14ALostAnswerIsSaidToBeLostAndNotTriedAgain() {
        losesAnAnswerThatCannotBeReadAfterOneAttempt(connector(), invited("a@example.com", "3"));
    }

    @Test
    void quirk15TheEmailIsThereThoughTheTablesLostItsName() {
        assertThat(siti(connector()).attributes().text(Attribute.EMAIL)).isEqualTo("siti@example.com");
    }
}
