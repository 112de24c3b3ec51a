package dev.rollcall.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.TenantUser;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every connector promises of logging in and reading.
abstract class ReadingContract extends ConnectorGround {
    @Test
    void makesNoCallBeforeTheFirstLogin() {
        int calls = callsAfter(() -> assertThat(connector().users(1))
                .isInstanceOfSatisfying(
                        Answer.Unauthorized.class,
                        answer -> assertThat(answer.session()).isZero()));
        assertThat(calls).isZero();
        assertThat(connector().session()).isZero();
    }

    @Test
    void numbersItsSessions() {
        assertThat(success(connector().login()).number()).isEqualTo(1);
        assertThat(connector().session()).isEqualTo(1);
        assertThat(success(connector().login()).number()).isEqualTo(2);
        assertThat(connector().session()).isEqualTo(2);
    }

    @Test
    void saysThatWrongCredentialsAreWrong() {
        tenant().fault("{\"fault\":\"refuseCredentials\"}");
        assertThat(refused(connector().login()).kind()).isEqualTo(Answer.Refusal.CREDENTIALS);
        assertThat(connector().session()).isZero();
    }

    @Test
    void saysWhichSessionATokenThatIsRefusedCameFrom() {
        logIn();
        tenant().expireTokens();
        assertThat(connector().users(1))
                .isInstanceOfSatisfying(
                        Answer.Unauthorized.class,
                        answer -> assertThat(answer.session()).isEqualTo(1));
    }

    @Test
    void readsEveryUserOnceWithTheStatedTotal() {
        tenant().seed(seeds(250));
        logIn();
        List<TenantUser> all = everybody();
        assertThat(all).hasSize(seeded() + 250).doesNotHaveDuplicates();
        assertThat(success(connector().users(1)).items()).hasSize(abilities().pageSize());
        success(connector().users(1))
                .total()
                .ifPresent(total -> assertThat(total).isEqualTo(seeded() + 250));
    }

    @Test
    void showsWhatItDeclaresReadableAndNothingElse() {
        logIn();
        Set<Attribute> shown =
                EnumSet.copyOf(everybody().getFirst().attributes().keys());
        shown.add(Attribute.ACTIVE);
        if (abilities().knowsEmployeeIds()) {
            shown.add(Attribute.EMPLOYEE_ID);
        }
        assertThat(shown).isEqualTo(abilities().readable());
    }

    @Test
    void listsEveryKindOfReferenceItDeclaresAndRefusesTheOthers() {
        logIn();
        for (Attribute kind : List.of(Attribute.TAGS, Attribute.ORGANIZATION, Attribute.GROUPS, Attribute.ROLES)) {
            if (abilities().readable().contains(kind)) {
                assertThat(success(connector().references(kind, 1)).items())
                        .isNotEmpty()
                        .allMatch(reference -> reference.kind() == kind);
            } else {
                assertThat(refused(connector().references(kind, 1)).kind()).isEqualTo(Answer.Refusal.NOT_OFFERED);
            }
        }
    }

    @Test
    void findsOneUserByEachKeyWhereItDeclaresSo() {
        logIn();
        TenantUser user = somebody(1);
        Answer<List<TenantUser>> byId = connector().find(new UserKey.ById(user.id()));
        if (!abilities().findsByKey()) {
            assertThat(refused(byId).kind()).isEqualTo(Answer.Refusal.NOT_OFFERED);
            return;
        }
        assertThat(success(byId)).containsExactly(user);
        String email = user.attributes().text(Attribute.EMAIL);
        assertThat(success(connector().find(new UserKey.ByEmail(email)))).containsExactly(user);
        assertThat(success(connector().find(new UserKey.ByEmail("x" + email)))).isEmpty();
        if (abilities().knowsEmployeeIds()) {
            EmployeeId id = user.employeeId().orElseThrow();
            assertThat(success(connector().find(new UserKey.ByEmployeeId(id)))).containsExactly(user);
            assertThat(success(connector().find(new UserKey.ByEmployeeId(new EmployeeId("nobody")))))
                    .isEmpty();
        }
    }

    @Test
    void showsEmployeeIdsWhereItDeclaresSo() {
        logIn();
        assertThat(somebody(1).employeeId().isPresent()).isEqualTo(abilities().knowsEmployeeIds());
    }
}
