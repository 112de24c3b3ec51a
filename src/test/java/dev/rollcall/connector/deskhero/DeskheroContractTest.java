package dev.rollcall.connector.deskhero;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.ConnectorContract;
import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.person.Value;
import dev.rollcall.sandbox.TenantSystem;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskheroContractTest extends ConnectorContract {

    @Override
    protected TenantSystem system() {
        return TenantSystem.DESKHERO;
    }

    @Override
    protected ConnectorFactory factory() {
        return new DeskheroConnectors();
    }

    @Override
    protected Map<String, Secret> credentials() {
        return Map.of("token", Secret.of("deskhero-admin-token"));
    }

    @Override
    protected Map<String, String> options() {
        return Map.of("tenant", "contoh");
    }

    @Override
    protected String seeds() {
        return """
                {"groups": [{"name": "Semua", "everyone": true}, {"name": "Satu"}, {"name": "Tujuh"}],
                 "users": [{"email": "admin@contoh.co.id", "given_name": "Admin", "role": 2, "status": 1},
                           {"email": "pemilik@contoh.co.id", "given_name": "Pemilik", "role": 1, "status": 1}],
                 "tokens": [{"token": "deskhero-admin-token", "email": "admin@contoh.co.id"}]}
                """;
    }

    @Override
    protected String seeds(int users) {
        return IntStream.rangeClosed(1, users)
                .mapToObj(
                        "{\"email\":\"s%1$d@contoh.co.id\",\"given_name\":\"Orang\",\"role\":3,\"status\":1}"
                                ::formatted)
                .collect(Collectors.joining(",", "{\"users\":[", "]}"));
    }

    @Override
    protected int seeded() {
        return 2;
    }

    @Override
    protected Value other(Attribute attribute, int number) {
        return switch (attribute) {
            case ROLES -> Value.items(number == 7 ? "2" : "3");
            case GROUPS -> Value.items(group(number == 7 ? "Tujuh" : "Satu"));
            default -> Value.text(MARK + number + "@contoh.co.id");
        };
    }

    private String group(String name) {
        logIn();
        return success(connector().references(Attribute.GROUPS, 1)).items().stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Override
    protected void appear(Write.Create created) {
        tenant().keep("invites", "{}");
    }

    /// A person is there only after accepting, so one is planted.
    @Override
    protected TenantUser somebody(int number) {
        String email = MARK + number + "@contoh.co.id";
        tenant().seed("{\"users\":[{\"email\":\"" + email + "\",\"role\":3,\"status\":1,\"groups\":[\"Satu\"]}]}");
        return byEmail(email);
    }

    @ParameterizedTest
    @CsvSource({
        "wrapper, data",
        "wrapper, result",
        "wrapper, items",
        "wrapper, bare",
        "pageBase, 0",
        "pageBase, 1",
        "enums, number",
        "enums, name",
        "partialPut, true",
        "partialPut, false",
        "everyone, kept",
        "everyone, refused",
        "errors, messages",
        "errors, problem",
        "errors, empty",
        "unknownIdStatus, 400",
        "unknownIdStatus, 404",
        "takeMost, 40",
        "inviteList, true"
    })
    void readsChangesAndInvitesWhicheverWayTheOpenChoiceIsMade(String option, String value) {
        tenant().option(option, value);
        tenant().seed(seeds(120));
        logIn();
        TenantUser user = somebody(1);
        assertThat(everybody()).hasSize(seeded() + 121).doesNotHaveDuplicates();
        success(connector().write(new Write.Update(user, Attributes.of(Attribute.GROUPS, other(Attribute.GROUPS, 7)))));
        assertThat(again(user).attributes())
                .isEqualTo(user.attributes().with(Attribute.GROUPS, other(Attribute.GROUPS, 7)));
        success(connector().write(person(2)));
        assertThat(success(connector().invitations(1)).items()).hasSize(1);
        TenantUser gone = new TenantUser(new TenantUserId("999999"), Optional.empty(), true, user.attributes(), false);
        refused(connector().write(new Write.Update(gone, Attributes.of(Attribute.ACTIVE, Value.flag(false)))));
    }

    @ParameterizedTest
    @CsvSource({"refuse, Refused", "skip, Lost"})
    void doesNotTakeASecondInvitationForDone(String reinvite, String answer) {
        logIn();
        success(connector().write(person(1)));
        tenant().option("reinvite", reinvite);
        assertThat(connector().write(person(1)).getClass().getSimpleName()).isEqualTo(answer);
        assertThat(success(connector().invitations(1)).items()).hasSize(1);
    }

    @Test
    void saysThatATenantDoesNotListInvitations() {
        logIn();
        tenant().option("inviteList", "false");
        assertThat(refused(connector().invitations(1)).kind()).isEqualTo(Answer.Refusal.NOT_OFFERED);
    }

    @ParameterizedTest
    @CsvSource({"401, CREDENTIALS", "403, NOT_PERMITTED"})
    void refusesALoginWhoseTokenIsNoGoodWhicheverStatusSaysSo(String status, Answer.Refusal kind) {
        tenant().option("tokenStatus", status);
        tenant().fault("{\"fault\":\"refuseCredentials\"}");
        assertThat(refused(connector().login()).kind()).isEqualTo(kind);
        assertThat(connector().session()).isZero();
    }

    @Test
    void neverTouchesAnOwner() {
        logIn();
        TenantUser owner = byEmail("pemilik@contoh.co.id");
        int before = tenant().calls().size();
        Write write = new Write.Update(owner, Attributes.of(Attribute.ACTIVE, Value.flag(false)));
        assertThat(refused(connector().write(write)).kind()).isEqualTo(Answer.Refusal.PROTECTED);
        assertThat(tenant().calls()).hasSize(before);
    }

    @Test
    void callsAnInvitationThatTheSubscriptionHasNoRoomForRefusedByBilling() {
        logIn();
        tenant().option("cap", "2");
        assertThat(refused(connector().write(person(1))).kind()).isEqualTo(Answer.Refusal.BILLING);
        assertThat(success(connector().invitations(1)).items()).isEmpty();
    }

    @Test
    void keepsTheEveryoneGroupThoughItIsNotShown() {
        logIn();
        tenant().option("everyone", "refused");
        TenantUser user = somebody(1);
        assertThat(user.attributes().items(Attribute.GROUPS)).hasSize(1);
        success(connector().write(new Write.Update(user, Attributes.of(Attribute.GROUPS, Value.items()))));
        assertThat(again(user).attributes().items(Attribute.GROUPS)).isEmpty();
    }
}
