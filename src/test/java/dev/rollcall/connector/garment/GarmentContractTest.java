package dev.rollcall.connector.garment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.ConnectorContract;
import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.Value;
import dev.rollcall.sandbox.TenantSystem;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class GarmentContractTest extends ConnectorContract {

    @Override
    protected TenantSystem system() {
        return TenantSystem.GARMENT;
    }

    @Override
    protected ConnectorFactory factory() {
        return new GarmentConnectors();
    }

    @Override
    protected Map<String, Secret> credentials() {
        return Map.of("email", Secret.of("layanan@contoh.co.id"), "password", Secret.of("sandbox-password"));
    }

    @Override
    protected Map<String, String> options() {
        return Map.of("tenant", "Contoh");
    }

    @Override
    protected String seeds() {
        return """
                {"tenants": [{"id": "t-1", "name": "Contoh", "roles": [{"id": "r-1", "name": "Satu"}, {"id": "r-7", "name": "Tujuh"}]},
                             {"id": "t-2", "name": "Lain", "roles": []}],
                 "users": [{"name": "Layanan", "email": "layanan@contoh.co.id", "membership_type": "employee",
                            "is_active": true, "tenants": ["t-1", "t-2"]},
                           {"name": "Bersama", "email": "bersama@contoh.co.id", "membership_type": "employee",
                            "is_active": true, "tenants": ["t-1", "t-2"]}]}
                """;
    }

    @Override
    protected String seeds(int users) {
        return IntStream.rangeClosed(1, users)
                .mapToObj(("{\"name\":\"Orang\",\"email\":\"s%1$d@contoh.co.id\",\"membership_type\":\"employee\","
                        + "\"is_active\":true}")::formatted)
                .collect(Collectors.joining(",", "{\"users\":[", "]}"));
    }

    @Override
    protected int seeded() {
        return 2;
    }

    @Override
    protected Map<String, String> otherTenant() {
        return Map.of("tenant", "t-2");
    }

    @Override
    protected String sharedPerson() {
        return "bersama@contoh.co.id";
    }

    @Override
    protected Value other(Attribute attribute, int number) {
        return switch (attribute) {
            case ROLES -> Value.items(number == 7 ? "r-7" : "r-1");
            case EMAIL -> Value.text(MARK + number + "@contoh.co.id");
            case PHONE -> Value.text("6281" + (10_000_000 + number));
            case MEMBERSHIP_TYPE -> Value.text(number == 7 ? "partner" : "employee");
            default -> Value.text(MARK + number);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "prefix, both",
        "prefix, api",
        "list, data",
        "list, nested",
        "leftOut, clear",
        "leftOut, refuse",
        "leftOut, keep",
        "knownEmail, attach",
        "knownEmail, refuse",
        "perPageMost, 40",
        "language, id",
        "language, en",
        "refreshPath, refresh",
        "refreshPath, refresh-token"
    })
    void readsChangesAndCreatesWhicheverWayTheOpenChoiceIsMade(String option, String value) {
        tenant().option(option, value);
        tenant().seed(seeds(120));
        logIn();
        logIn();
        TenantUser user = somebody(1);
        assertThat(everybody()).hasSize(seeded() + 121).doesNotHaveDuplicates();
        success(connector().write(new Write.Update(user, Attributes.of(Attribute.ROLES, Value.items("r-7")))));
        assertThat(again(user).attributes()).isEqualTo(user.attributes().with(Attribute.ROLES, Value.items("r-7")));
        assertThat(refused(connector().write(person(1))).kind()).isEqualTo(Answer.Refusal.EMAIL_EXISTS);
    }

    @Test
    void selectsTheTenantAgainWhenTheTokenLostIt() {
        logIn();
        tenant().option("contextEvery", "1");
        success(connector().users(1));
        assertThat(connector().users(1)).isInstanceOf(Answer.Unauthorized.class);
        int before = tenant().calls().size();
        logIn();
        assertThat(tenant().calls()).hasSize(before + 1);
        assertThat(tenant().calls().getLast().path()).endsWith("/api/v1/auth/select-tenant");
        success(connector().users(1));
    }

    @Test
    void refusesALoginThatAsksForASecondFactor() {
        tenant().option("twoFactor", "true");
        Answer.Refused<?> refused = refused(connector().login());
        assertThat(refused.code()).isEqualTo("TWO_FACTOR_REQUIRED");
        assertThat(refused.kind()).isEqualTo(Answer.Refusal.CREDENTIALS);
    }

    @Test
    void saysThatAStepUpNeedsAPerson() {
        logIn();
        tenant().option("stepUp", "true");
        Answer.Refused<Effect> refused = refused(connector().write(person(1)));
        assertThat(refused.kind()).isEqualTo(Answer.Refusal.NOT_PERMITTED);
        assertThat(refused.message()).contains("service account without step-up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"object", "string", "empty"})
    void takesAnyBodyOfAnUpdateThatSucceeded(String body) {
        logIn();
        TenantUser user = somebody(1);
        tenant().option("writeBody", body);
        success(connector().write(new Write.Update(user, Attributes.of(Attribute.NAME, Value.text("Baru")))));
        assertThat(again(user).attributes().text(Attribute.NAME)).isEqualTo("Baru");
    }

    @Test
    void namesTheAttributeThatTheTenantComplainsAbout() {
        logIn();
        TenantUser user = somebody(1);
        Write wrong = new Write.Update(user, Attributes.of(Attribute.ROLES, Value.items("r-none")));
        assertThat(refused(connector().write(wrong)).attribute()).contains(Attribute.ROLES);
        assertThat(refused(connector().write(person(1))).kind()).isEqualTo(Answer.Refusal.EMAIL_EXISTS);
    }
}
