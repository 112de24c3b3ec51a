package dev.rollcall.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.Employee;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.InvitationId;
import dev.rollcall.person.RowCode;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.TenantUserId;
import dev.rollcall.person.Value;
import dev.rollcall.reconcile.Decision.Because;
import dev.rollcall.reconcile.Situation.Found;
import dev.rollcall.reconcile.Situation.Invitation;
import dev.rollcall.reconcile.Situation.Renaming;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The tables "One record against the tenant", "Cells" and "Sets", a test for each line.
class ReconcilerTest {

    private static final Set<Attribute> ALL =
            EnumSet.of(Attribute.NAME, Attribute.EMAIL, Attribute.PHONE, Attribute.TAGS, Attribute.ACTIVE);

    @Test
    void anActiveUnknownPersonIsCreated() {
        assertThat(decide(employee(true), new Found.Nobody()))
                .isEqualTo(new Decision.Create(new EmployeeId("E1"), name("Ani")));
    }

    @Test
    void nobodyIsCreatedWithoutContactWhereTheTenantDemandsOne() {
        Reconciler demanding = new Reconciler(rules(), abilities(), Optional.empty(), true);

        assertThat(demanding.decide(situation(employee(true), new Found.Nobody())))
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(RowCode.CONTACT_REQUIRED));
    }

    @Test
    void aPersonWithoutStatusColumnIsCreatedToo() {
        assertThat(decide(employee(Optional.empty(), name("Ani")), new Found.Nobody()))
                .isInstanceOf(Decision.Create.class);
    }

    @Test
    void aPersonWhoseInvitationIsOpenIsNotInvitedTwice() {
        assertThat(decide(employee(true), new Found.Nobody(), open())).isEqualTo(unchanged(Because.INVITED));
    }

    @Test
    void anInvitationThatIsNoLongerListedIsTold() {
        assertThat(decide(employee(true), new Found.Nobody(), new Invitation.Expired()))
                .isEqualTo(new Decision.Unchanged(
                        Because.INVITATION_EXPIRED,
                        List.of(new Decision.Told(RowCode.INVITATION_EXPIRED, Attribute.EMAIL))));
    }

    @Test
    void anInactiveUnknownPersonIsLeftAlone() {
        assertThat(decide(employee(false), new Found.Nobody())).isEqualTo(unchanged(Because.INACTIVE_AND_UNKNOWN));
    }

    @Test
    void anInactivePersonsInvitationIsRevoked() {
        assertThat(decide(employee(false), new Found.Nobody(), open()))
                .isEqualTo(new Decision.Revoke(new InvitationId("7")));
    }

    @Test
    void onlyWhatDiffersIsUpdated() {
        Decision decision =
                decide(employee(true), user(true, name("Annie").with(Attribute.PHONE, Value.text("62811"))));

        assertThat(decision).isInstanceOfSatisfying(Decision.Update.class, update -> {
            assertThat(update.difference().before()).isEqualTo(name("Annie"));
            assertThat(update.difference().after()).isEqualTo(name("Ani"));
        });
    }

    @Test
    void anEqualPersonIsUnchanged() {
        assertThat(decide(employee(true), user(true, name("  Ani ")))).isEqualTo(unchanged(Because.EQUAL));
    }

    @Test
    void anActiveRowReactivatesWithItsAttributesInTheSameChange() {
        assertThat(decide(employee(true), user(false, name("Annie"))))
                .isInstanceOfSatisfying(
                        Decision.Reactivate.class,
                        change -> assertThat(change.difference().after())
                                .isEqualTo(name("Ani").with(Attribute.ACTIVE, Value.flag(true))));
    }

    @Test
    void onlyAnExplicitStatusReactivates() {
        assertThat(decide(employee(Optional.empty(), name("Ani")), user(false, name("Annie"))))
                .isEqualTo(unchanged(Because.INACTIVE_WITHOUT_STATUS));
    }

    @Test
    void aLeaverIsDeactivatedAndNothingElseChanges() {
        Found.User found = user(true, name("Annie"));

        assertThat(decide(employee(false), found)).isEqualTo(new Decision.Deactivate(found.user()));
    }

    @Test
    void aLeaverWhoIsInactiveAlreadyIsUnchanged() {
        assertThat(decide(employee(false), user(false, name("Ani")))).isEqualTo(unchanged(Because.INACTIVE_IN_BOTH));
    }

    @Test
    void aRenameCarriesTheOtherDifferences() {
        Situation situation = new Situation(
                employee(true),
                user(true, name("Annie")),
                new Renaming.To(new EmployeeId("E2")),
                new Invitation.None());

        assertThat(reconciler(rules()).decide(situation)).isInstanceOfSatisfying(Decision.Rename.class, rename -> {
            assertThat(rename.newId()).isEqualTo(new EmployeeId("E2"));
            assertThat(rename.difference().after()).isEqualTo(name("Ani"));
        });
    }

    @Test
    void aRenameToAnIdThatSomebodyKeepsIsRejected() {
        Situation situation = new Situation(
                employee(true),
                user(true, name("Ani")),
                new Renaming.Taken(new EmployeeId("E2")),
                new Invitation.None());

        assertThat(reconciler(rules()).decide(situation))
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(RowCode.EMPLOYEE_ID_TAKEN));
    }

    @Test
    void twoCandidatesAreRejected() {
        assertThat(decide(employee(true), new Found.Ambiguous("email", "3, 4")))
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(RowCode.AMBIGUOUS_MATCH));
    }

    @Test
    void aProtectedUserIsRejectedOnlyWhereSomethingWouldChange() {
        Reconciler reconciler = new Reconciler(rules(), abilities(), Optional.of("E1"), false);

        assertThat(reconciler.decide(situation(employee(true), user(true, name("Annie")))))
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(RowCode.PROTECTED_USER));
        assertThat(reconciler.decide(situation(employee(true), user(true, name("Ani")))))
                .isEqualTo(unchanged(Because.EQUAL));
    }

    @Test
    void ourOwnAccountIsRejectedWithItsOwnHint() {
        Reconciler reconciler = new Reconciler(rules(), abilities(), Optional.of("E1"), false);

        assertThat(reconciler.decide(situation(employee(false), user(true, name("Ani")))))
                .isEqualTo(new Decision.Rejected(RowCode.PROTECTED_USER, "account", Optional.empty(), List.of()));
    }

    @Test
    void whomTheTenantItselfLetsNobodyTouchIsRejectedToo() {
        TenantUser owner =
                new TenantUser(new TenantUserId("E1"), Optional.of(new EmployeeId("E1")), true, name("Ani"), true);

        assertThat(decide(employee(false), new Found.User(owner, "link", Map.of())))
                .isEqualTo(new Decision.Rejected(RowCode.PROTECTED_USER, "owner", Optional.empty(), List.of()));
    }

    @Test
    void nobodyIsLeftWithoutContactWhereTheTenantDemandsOne() {
        Reconciler demanding = new Reconciler(rules(), abilities(), Optional.empty(), true);
        Employee employee = employee(Optional.of(true), name("Ani").with(Attribute.PHONE, Value.text("")));
        Attributes alone = name("Ani").with(Attribute.PHONE, Value.text("62811"));

        assertThat(demanding.decide(situation(employee, user(true, alone))))
                .isEqualTo(new Decision.Rejected(
                        RowCode.CONTACT_REQUIRED, "cleared", Optional.of(Attribute.PHONE), List.of()));
        assertThat(demanding.decide(
                        situation(employee, user(true, alone.with(Attribute.EMAIL, Value.text("ani@contoh.co.id"))))))
                .isInstanceOf(Decision.Update.class);
    }

    @Test
    void anAttributeThatIsNotManagedIsNeverCompared() {
        Attributes tenant = name("Ani").with(Attribute.EMAIL, Value.text("lama@contoh.co.id"));

        assertThat(decide(employee(true), user(true, tenant))).isEqualTo(unchanged(Because.EQUAL));
    }

    @Test
    void anEmptyWantedValueClears() {
        Employee employee = employee(Optional.of(true), name("Ani").with(Attribute.PHONE, Value.text("")));

        assertThat(decide(employee, user(true, name("Ani").with(Attribute.PHONE, Value.text("62811")))))
                .isInstanceOfSatisfying(
                        Decision.Update.class,
                        update -> assertThat(update.difference().after())
                                .isEqualTo(Attributes.of(Attribute.PHONE, Value.text(""))));
    }

    @Test
    void anEmailThatIsOnlyToldMakesTheRowUnchanged() {
        Employee employee =
                employee(Optional.of(true), name("Ani").with(Attribute.EMAIL, Value.text("b@contoh.co.id")));

        assertThat(decide(employee, user(true, name("Ani").with(Attribute.EMAIL, Value.text("a@contoh.co.id")))))
                .isEqualTo(new Decision.Unchanged(
                        Because.EQUAL, List.of(new Decision.Told(RowCode.EMAIL_CHANGE_UNSUPPORTED, Attribute.EMAIL))));
    }

    @Test
    void ownTakesAwayOnlyWhatTheJobAdded() {
        assertThat(tags(Rules.Sets.OWN)).isEqualTo(Value.items("a", "hand"));
    }

    @Test
    void mergeOnlyAdds() {
        assertThat(tags(Rules.Sets.MERGE)).isEqualTo(Value.items("a", "hand", "job"));
    }

    @Test
    void replaceMakesEqual() {
        assertThat(tags(Rules.Sets.REPLACE)).isEqualTo(Value.items("a"));
    }

    /// The export says `a`; the tenant has `hand` (added there) and `job` (added by this job).
    private static Value tags(Rules.Sets sets) {
        Employee employee = employee(Optional.of(true), Attributes.of(Attribute.TAGS, Value.items("a")));
        Found.User found = new Found.User(
                tenantUser(true, Attributes.of(Attribute.TAGS, Value.items("hand", "job"))),
                "link",
                Map.of(Attribute.TAGS, new TreeSet<>(Set.of("job"))));
        Decision decision = reconciler(rules(sets)).decide(situation(employee, found));
        return ((Decision.Update) decision)
                .difference()
                .after()
                .get(Attribute.TAGS)
                .orElseThrow();
    }

    private static Decision decide(Employee employee, Found found) {
        return decide(employee, found, new Invitation.None());
    }

    private static Decision decide(Employee employee, Found found, Invitation invitation) {
        return reconciler(rules()).decide(new Situation(employee, found, new Renaming.None(), invitation));
    }

    private static Situation situation(Employee employee, Found found) {
        return new Situation(employee, found, new Renaming.None(), new Invitation.None());
    }

    private static Invitation open() {
        return new Invitation.Open(new InvitationId("7"));
    }

    private static Decision unchanged(Because because) {
        return new Decision.Unchanged(because, List.of());
    }

    private static Employee employee(boolean active) {
        return employee(Optional.of(active), name("Ani"));
    }

    private static Employee employee(Optional<Boolean> active, Attributes wanted) {
        return new Employee(2, new EmployeeId("E1"), Optional.empty(), active, wanted);
    }

    private static Attributes name(String name) {
        return Attributes.of(Attribute.NAME, Value.text(name));
    }

    private static Found.User user(boolean active, Attributes has) {
        return new Found.User(tenantUser(active, has), "link", Map.of());
    }

    private static TenantUser tenantUser(boolean active, Attributes has) {
        return new TenantUser(new TenantUserId("E1"), Optional.of(new EmployeeId("E1")), active, has, false);
    }

    private static Reconciler reconciler(Rules rules) {
        return new Reconciler(rules, abilities(), Optional.empty(), false);
    }

    private static Rules rules() {
        return rules(Rules.Sets.OWN);
    }

    private static Rules rules(Rules.Sets sets) {
        return new Rules(
                List.of(Attribute.EMPLOYEE_ID),
                Rules.Absent.KEEP,
                Rules.AbsentScope.MANAGED,
                Set.of(),
                Set.of(),
                Map.of(),
                false,
                "/",
                sets,
                Rules.Telling.REPORT,
                Rules.Telling.APPLY);
    }

    private static Abilities abilities() {
        return new Abilities(
                true,
                true,
                Abilities.Creation.DIRECT,
                100,
                100,
                ALL,
                ALL,
                EnumSet.of(Attribute.NAME, Attribute.PHONE, Attribute.TAGS, Attribute.ACTIVE),
                EnumSet.of(Attribute.PHONE, Attribute.TAGS),
                EnumSet.of(Attribute.EMAIL, Attribute.PHONE),
                EnumSet.of(Attribute.EMAIL),
                true,
                Set.of(),
                Set.of(),
                Duration.ZERO,
                true);
    }
}
