package dev.rollcall.connector.documents;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Answer.Refusal;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.OpenInvitation;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.InvitationId;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Deskhero's lists in the published requests, and every wrapper that its pages leave open.
class DeskheroListsDocumentsTest extends DeskheroApi {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\": %s, \"total_count\": 1}",
                "{\"result\": %s}",
                "{\"items\": %s}",
                "{\"item\": %s}",
                "%s"
            })
    void takesTheListFromWhicheverWrapperThereIs(String wrapper) {
        API.stubFor(get(urlPathEqualTo(ROOT + "/groups")).willReturn(json(200, wrapper.formatted(GROUPS))));
        API.stubFor(get(urlPathEqualTo(ROOT + "/users")).willReturn(json(200, wrapper.formatted("[" + SITI + "]"))));
        TenantUser siti = siti(connector());
        assertThat(siti.id()).isEqualTo(new TenantUserId("1001"));
        assertThat(siti.attributes().items(Attribute.GROUPS)).containsExactly("12");
    }

    @Test
    void asksForPageAfterPageUntilTheyMakeUpTheTotal() {
        for (int page = 1; page <= 3; page++) {
            String user = SITI.replace("\"id\": 1001", "\"id\": " + (1000 + page));
            String list = "{\"data\": [" + user + "], \"total_count\": 3, \"page\": " + page + ", \"take\": 1}";
            API.stubFor(get(urlPathEqualTo(ROOT + "/users"))
                    .withQueryParam("page", equalTo(Integer.toString(page)))
                    .withQueryParam("take", equalTo("100"))
                    .willReturn(json(200, list)));
        }
        Connector connector = connector();
        assertThat(List.of(1, 2, 3).stream().map(number -> success(connector.users(number))))
                .allSatisfy(page -> assertThat(page.total()).hasValue(3))
                .extracting(page -> page.items().getFirst().id().value() + " " + page.last())
                .containsExactly("1001 false", "1002 false", "1003 true");
    }

    /// The pages before it may have been as short.
    @Test
    void takesNoShortPageForTheLastWhereOnlyLongerOnesWouldHaveEndedThere() {
        API.stubFor(get(urlPathEqualTo(ROOT + "/users"))
                .withQueryParam("page", equalTo("2"))
                .willReturn(json(200, "{\"data\": [" + SITI + "], \"total_count\": 101}")));
        assertThat(success(connector().users(2)).last()).isFalse();
    }

    @Test
    void callsTheVersionThatTheJobNames() {
        API.stubFor(get(urlPathEqualTo("/api/contoh/v2.0/groups")).willReturn(json(200, many(GROUPS, 2))));
        assertThat(connect(Map.of("tenant", "contoh", "version", "2.0")).login())
                .isInstanceOf(Answer.Success.class);
    }

    @Test
    void listsGroupsOfWhichTheOneOfTypeTwoIsEverybodys() {
        assertThat(success(connector().references(Attribute.GROUPS, 1)).items())
                .containsExactly(
                        new Reference(Attribute.GROUPS, "11", "Everyone", "Everyone", false, true),
                        new Reference(Attribute.GROUPS, "12", "Satu", "Satu", true, false));
    }

    @Test
    void listsOpenInvitationsInTheSameWrapperWhereTheTenantHasThatList() {
        Connector connector = connector();
        assertThat(refused(connector.invitations(1)).kind()).isEqualTo(Refusal.NOT_OFFERED);
        API.stubFor(get(urlPathEqualTo(ROOT + "/user_invites"))
                .withHeader("Authorization", equalTo("Bearer token-1"))
                .withQueryParam("page", equalTo("1"))
                .withQueryParam("take", equalTo("100"))
                .willReturn(json(200, many("[" + invite("a@example.com") + "]", 1))));
        assertThat(success(connector.invitations(1)).items())
                .containsExactly(new OpenInvitation(new InvitationId("513"), "a@example.com"));
    }
}
