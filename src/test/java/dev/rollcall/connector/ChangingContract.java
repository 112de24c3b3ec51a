package dev.rollcall.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.Value;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every connector promises of changes to people who are there.
abstract class ChangingContract extends CreatingContract {
    @Test
    void changesEachAttributeItDeclaresAndNothingBesides() {
        logIn();
        TenantUser user = somebody(1);
        for (Attribute attribute : abilities().updatable()) {
            if (attribute == Attribute.ACTIVE) {
                continue;
            }
            Value wanted = other(attribute, 7);
            success(connector().write(new Write.Update(user, Attributes.of(attribute, wanted))));
            TenantUser after = again(user);
            assertThat(after.attributes())
                    .as("%s", attribute)
                    .isEqualTo(user.attributes().with(attribute, wanted));
            user = after;
        }
    }

    @Test
    void deactivatesAndReactivatesAndLeavesTheRestAlone() {
        logIn();
        TenantUser user = somebody(1);
        success(connector().write(new Write.Update(user, Attributes.of(Attribute.ACTIVE, Value.flag(false)))));
        TenantUser left = again(user);
        assertThat(left.active()).isFalse();
        assertThat(left.attributes()).isEqualTo(user.attributes());
        success(connector().write(new Write.Update(left, Attributes.of(Attribute.ACTIVE, Value.flag(true)))));
        assertThat(again(user)).isEqualTo(user);
    }

    @Test
    void clearsWhatItDeclaresClearableAndRefusesTheRest() {
        logIn();
        TenantUser user = somebody(1);
        for (Attribute attribute : abilities().updatable()) {
            if (attribute == Attribute.ACTIVE) {
                continue;
            }
            Value none = attribute.kind() == Attribute.Kind.SET ? Value.items() : Value.text("");
            Write write = new Write.Update(user, Attributes.of(attribute, none));
            if (!abilities().clearable().contains(attribute)) {
                assertRefusedUnsent(write);
                continue;
            }
            success(connector().write(write));
            assertThat(cleared(again(user).attributes().get(attribute).orElseThrow()))
                    .as("%s", attribute)
                    .isTrue();
            user = again(user);
        }
    }

    /// Whether a cleared value is gone, but for what every user has.
    protected boolean cleared(Value value) {
        return value.isEmpty();
    }

    @Test
    void refusesAnUpdateOfAnAttributeItDoesNotDeclare() {
        logIn();
        TenantUser user = somebody(1);
        for (Attribute attribute :
                EnumSet.complementOf(EnumSet.copyOf(abilities().updatable()))) {
            assertRefusedUnsent(new Write.Update(user, Attributes.of(attribute, Value.text("x"))));
        }
    }

    @Test
    void renamesWhereItDeclaresSoAndElseRefuses() {
        logIn();
        TenantUser user = somebody(1);
        Write rename = new Write.Rename(user, new EmployeeId("E1new"), Attributes.NONE);
        if (!abilities().renames()) {
            assertRefusedUnsent(rename);
            return;
        }
        Effect.Updated effect = (Effect.Updated) success(connector().write(rename));
        TenantUser after = everybody().stream()
                .filter(one -> one.id().equals(effect.id()))
                .findFirst()
                .orElseThrow();
        assertThat(after.employeeId()).contains(new EmployeeId("E1new"));
        assertThat(after.attributes()).isEqualTo(user.attributes());
    }

    @Test
    void changesAnEmailByItsOwnCallWhereItDeclaresSoAndElseRefuses() {
        logIn();
        TenantUser user = somebody(1);
        Write change = new Write.ChangeEmail(user, MARK + "baru@contoh.co.id");
        if (!abilities().emailByCall()) {
            assertRefusedUnsent(change);
            return;
        }
        success(connector().write(change));
        assertThat(byEmail(MARK + "baru@contoh.co.id").id()).isEqualTo(user.id());
    }

    @Test
    void changesInTheOtherTenantsOfThePersonWhatItDeclaresGlobalAndNothingElse() {
        Map<String, String> elsewhere = otherTenant();
        assertThat(elsewhere.isEmpty()).isEqualTo(abilities().global().isEmpty());
        if (elsewhere.isEmpty()) {
            return;
        }
        logIn();
        Target target = new Target(factory().name(), tenant().url(), credentials(), elsewhere, TIMEOUT);
        try (Connector other = factory().connect(target)) {
            success(other.login());
            TenantUser user = byEmail(sharedPerson());
            for (Attribute attribute : abilities().updatable()) {
                Value wanted = attribute == Attribute.ACTIVE ? Value.flag(false) : other(attribute, 7);
                TenantUser before = seen(other, user);
                success(connector().write(new Write.Update(user, Attributes.of(attribute, wanted))));
                assertThat(!seen(other, user).equals(before))
                        .as("%s", attribute)
                        .isEqualTo(abilities().global().contains(attribute));
                user = again(user);
            }
        }
    }

    private static TenantUser seen(Connector by, TenantUser user) {
        return success(by.users(1)).items().stream()
                .filter(one -> one.id().equals(user.id()))
                .findFirst()
                .orElseThrow();
    }
}
