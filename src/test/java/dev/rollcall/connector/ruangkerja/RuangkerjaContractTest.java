package dev.rollcall.connector.ruangkerja;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.ConnectorContract;
import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.Secret;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Value;
import dev.rollcall.sandbox.TenantSystem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuangkerjaContractTest extends ConnectorContract {

    @Override
    protected TenantSystem system() {
        return TenantSystem.RUANGKERJA;
    }

    @Override
    protected ConnectorFactory factory() {
        return new RuangkerjaConnectors();
    }

    @Override
    protected Map<String, Secret> credentials() {
        return Map.of("clientId", Secret.of("sandbox"), "clientSecret", Secret.of("sandbox-secret"));
    }

    @Override
    protected Map<String, String> options() {
        return Map.of();
    }

    @Override
    protected String seeds() {
        return """
                {"organizations": [{"name": "Contoh", "serial": "COMPROOT", "isActive": true, "childOrganizations": [
                    {"name": "Jakarta", "serial": "COMPJKT", "isActive": true, "childOrganizations": []},
                    {"name": "Lama", "serial": "COMPOLD", "isActive": false, "childOrganizations": []}]}],
                 "tags": [{"serial": "RUKRTAG-1", "name": "Satu"}, {"serial": "RUKRTAG-7", "name": "Tujuh"}],
                 "users": [{"employeeID": "ADMIN1", "name": "Admin", "email": "admin@contoh.co.id", "isActive": true}]}
                """;
    }

    @Override
    protected String seeds(int users) {
        return IntStream.rangeClosed(1, users)
                .mapToObj(
                        "{\"employeeID\":\"S%1$d\",\"name\":\"Orang %1$d\",\"email\":\"s%1$d@contoh.co.id\"}"
                                ::formatted)
                .collect(Collectors.joining(",", "{\"users\":[", "]}"));
    }

    @Override
    protected int seeded() {
        return 1;
    }

    @Override
    protected Value other(Attribute attribute, int number) {
        return switch (attribute) {
            case TAGS -> Value.items(number == 7 ? "RUKRTAG-7" : "RUKRTAG-1");
            case ORGANIZATION -> Value.text(number == 7 ? "COMPROOT" : "COMPJKT");
            case EMAIL -> Value.text(MARK + number + "@contoh.co.id");
            case PHONE -> Value.text("6281" + (10_000_000 + number));
            case USERNAME -> Value.text(MARK + number);
            default -> Value.text(MARK + " " + number);
        };
    }

    @Test
    void matchesBulkAnswersInAnotherOrderAndCallsMissingItemsLost() {
        logIn();
        tenant().fault("{\"fault\":\"bulk\",\"fail\":10,\"lose\":5,\"omit\":5,\"shuffle\":true,\"next\":1}");
        List<Write> writes =
                IntStream.rangeClosed(1, 100).<Write>mapToObj(this::person).toList();
        List<Answer<Effect>> answers = success(connector().writeAll(writes));
        assertThat(answers.stream().filter(Answer.Lost.class::isInstance)).hasSize(10);
        assertThat(answers.stream().filter(Answer.Refused.class::isInstance)).hasSize(10);
        for (int i = 0; i < 100; i++) {
            String employeeId = "E" + (i + 1);
            boolean there = tenant().user(employeeId).isPresent();
            switch (answers.get(i)) {
                case Answer.Success<Effect>(Effect.Created(var id)) -> {
                    assertThat(id.value()).isEqualTo(employeeId);
                    assertThat(there).isTrue();
                }
                case Answer.Refused<Effect> refused -> {
                    assertThat(refused.code()).isEqualTo("400");
                    assertThat(there).isFalse();
                }
                default -> assertThat(answers.get(i)).isInstanceOf(Answer.Lost.class);
            }
        }
    }

    @Test
    void saysThatAnInactiveOrganizationCannotBeAssigned() {
        logIn();
        var organizations =
                success(connector().references(Attribute.ORGANIZATION, 1)).items();
        assertThat(organizations).extracting("path").containsExactly("Contoh", "Contoh/Jakarta", "Contoh/Lama");
        assertThat(organizations).extracting("assignable").containsExactly(true, true, false);
    }

    @Test
    void tellsATakenEmployeeIdFromATakenEmailAndATakenPhone() {
        logIn();
        Write.Create first = person(1);
        success(connector().write(first));
        assertThat(refused(connector().write(first)).kind()).isEqualTo(Answer.Refusal.EMPLOYEE_ID_EXISTS);
        Write sameEmail = new Write.Create(
                person(2).employeeId(), person(2).wanted().with(Attribute.EMAIL, other(Attribute.EMAIL, 1)));
        assertThat(refused(connector().write(sameEmail)).kind()).isEqualTo(Answer.Refusal.EMAIL_EXISTS);
        Write samePhone = new Write.Create(
                person(2).employeeId(), person(2).wanted().with(Attribute.PHONE, other(Attribute.PHONE, 1)));
        assertThat(refused(connector().write(samePhone)).kind()).isEqualTo(Answer.Refusal.VALUE_EXISTS);
    }
}
