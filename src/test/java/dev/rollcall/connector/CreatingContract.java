package dev.rollcall.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.connector.Answer.Refusal;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.InvitationId;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.Value;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every connector promises of new people, invitations and new references.
abstract class CreatingContract extends ReadingContract {
    @Test
    void createsOrInvitesWithEachAttributeItDeclares() {
        logIn();
        Write.Create write = person(1);
        Effect effect = success(connector().write(write));
        boolean invites = abilities().creation() == Abilities.Creation.INVITATION;
        assertThat(effect).isInstanceOf(invites ? Effect.Invited.class : Effect.Created.class);
        appear(write);
        TenantUser user = byEmail(write.wanted().text(Attribute.EMAIL));
        assertThat(user.active()).isTrue();
        for (Attribute attribute : abilities().creatable()) {
            assertThat(user.attributes().get(attribute))
                    .as("%s", attribute)
                    .isEqualTo(write.wanted().get(attribute));
        }
        if (effect instanceof Effect.Created(var id)) {
            assertThat(user.id()).isEqualTo(id);
        }
    }

    @Test
    void createsTheKindsOfReferenceItDeclaresAndRefusesTheOthers() {
        logIn();
        for (Attribute kind : List.of(Attribute.TAGS, Attribute.ORGANIZATION, Attribute.GROUPS, Attribute.ROLES)) {
            Write write = new Write.CreateReference(kind, "Baru " + MARK);
            if (!abilities().creatableReferences().contains(kind)) {
                assertRefusedUnsent(write);
                continue;
            }
            Reference made = ((Effect.ReferenceCreated) success(connector().write(write))).reference();
            assertThat(success(connector().references(kind, 1)).items()).contains(made);
            assertThat(refused(connector().write(write)).kind()).isEqualTo(Answer.Refusal.REFERENCE_EXISTS);
        }
    }

    @Test
    void refusesACreateWithAnAttributeItDoesNotDeclare() {
        logIn();
        for (Attribute attribute :
                EnumSet.complementOf(EnumSet.copyOf(abilities().creatable()))) {
            Attributes wanted = person(1).wanted().with(attribute, Value.text("x"));
            assertRefusedUnsent(new Write.Create(new EmployeeId("E1"), wanted));
        }
    }

    @Test
    void letsNobodyHaveAUniqueValueTwiceAndEverybodyTheOthers() {
        logIn();
        Write.Create first = person(1);
        success(connector().write(first));
        int number = 10;
        for (Attribute attribute : abilities().creatable()) {
            if (attribute.kind() == Attribute.Kind.TEXT && !attribute.isReference()) {
                Write.Create next = person(number++);
                Attributes taken = next.wanted().with(attribute, other(attribute, 1));
                judge(attribute, connector().write(new Write.Create(next.employeeId(), taken)));
            }
        }
        judge(
                Attribute.EMPLOYEE_ID,
                connector()
                        .write(new Write.Create(
                                first.employeeId(), person(number).wanted())));
    }

    private void judge(Attribute attribute, Answer<Effect> answer) {
        if (abilities().unique().contains(attribute)) {
            assertThat(refused(answer).kind())
                    .as("%s", attribute)
                    .isIn(Refusal.EMPLOYEE_ID_EXISTS, Refusal.EMAIL_EXISTS, Refusal.VALUE_EXISTS);
        } else {
            assertThat(answer).as("%s", attribute).isInstanceOf(Answer.Success.class);
        }
    }

    @Test
    void listsAndRevokesInvitationsWhereItInvitesAndElseRefuses() {
        logIn();
        if (abilities().creation() == Abilities.Creation.DIRECT) {
            assertThat(success(connector().invitations(1)))
                    .isEqualTo(new Page<>(
                            List.of(), success(connector().invitations(1)).total(), true));
            assertRefusedUnsent(new Write.RevokeInvitation(new InvitationId("1")));
            return;
        }
        Write.Create write = person(1);
        InvitationId id = ((Effect.Invited) success(connector().write(write))).invitation();
        assertThat(success(connector().invitations(1)).items())
                .containsExactly(new OpenInvitation(id, write.wanted().text(Attribute.EMAIL)));
        assertThat(success(connector().write(new Write.RevokeInvitation(id)))).isEqualTo(new Effect.Revoked());
        assertThat(success(connector().invitations(1)).items()).isEmpty();
    }
}
