package dev.rollcall.connector.garment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.Effect;
import dev.rollcall.connector.OpenInvitation;
import dev.rollcall.connector.Page;
import dev.rollcall.connector.Target;
import dev.rollcall.connector.UserKey;
import dev.rollcall.connector.Write;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// The contract finds a connector that declares more than it can, or less: one lie at a time, told by Garment's.
class ContractFailsTest {

    private static final Set<Attribute> READABLE = EnumSet.of(
            Attribute.NAME,
            Attribute.EMAIL,
            Attribute.USERNAME,
            Attribute.PHONE,
            Attribute.MEMBERSHIP_TYPE,
            Attribute.ACTIVE,
            Attribute.ROLES);
    private static final Set<Attribute> WITHOUT_PHONE = EnumSet.copyOf(READABLE);

    static {
        WITHOUT_PHONE.remove(Attribute.PHONE);
    }

    static Stream<Arguments> lies() {
        Set<Attribute> creatable = EnumSet.copyOf(READABLE);
        creatable.remove(Attribute.ACTIVE);
        Set<Attribute> creatableWithoutPhone = EnumSet.copyOf(creatable);
        creatableWithoutPhone.remove(Attribute.PHONE);
        return Stream.of(
                Arguments.of("knowsEmployeeIds", true, "showsEmployeeIdsWhereItDeclaresSo"),
                Arguments.of("renames", true, "renamesWhereItDeclaresSoAndElseRefuses"),
                Arguments.of("creation", Abilities.Creation.INVITATION, "createsOrInvitesWithEachAttributeItDeclares"),
                Arguments.of("maxBulk", 100, "sendsManyWritesInOneCallUpToItsMostAndElseRefuses"),
                Arguments.of("pageSize", 50, "readsEveryUserOnceWithTheStatedTotal"),
                Arguments.of("readable", WITHOUT_PHONE, "showsWhatItDeclaresReadableAndNothingElse"),
                Arguments.of("creatable", creatableWithoutPhone, "refusesACreateWithAnAttributeItDoesNotDeclare"),
                Arguments.of("creatable", READABLE, "createsOrInvitesWithEachAttributeItDeclares"),
                Arguments.of("updatable", WITHOUT_PHONE, "refusesAnUpdateOfAnAttributeItDoesNotDeclare"),
                Arguments.of("updatable", withTags(), "changesEachAttributeItDeclaresAndNothingBesides"),
                Arguments.of("clearable", Set.of(), "clearsWhatItDeclaresClearableAndRefusesTheRest"),
                Arguments.of("clearable", READABLE, "clearsWhatItDeclaresClearableAndRefusesTheRest"),
                Arguments.of("unique", Set.of(Attribute.EMAIL), "letsNobodyHaveAUniqueValueTwiceAndEverybodyTheOthers"),
                Arguments.of("unique", READABLE, "letsNobodyHaveAUniqueValueTwiceAndEverybodyTheOthers"),
                Arguments.of("told", Set.of(Attribute.NAME), "declaresOnlyWhatCanBeCompared"),
                Arguments.of("emailByCall", true, "changesAnEmailByItsOwnCallWhereItDeclaresSoAndElseRefuses"),
                Arguments.of(
                        "global",
                        Set.of(Attribute.NAME),
                        "changesInTheOtherTenantsOfThePersonWhatItDeclaresGlobalAndNothingElse"),
                Arguments.of(
                        "global", READABLE, "changesInTheOtherTenantsOfThePersonWhatItDeclaresGlobalAndNothingElse"),
                Arguments.of(
                        "creatableReferences",
                        Set.of(Attribute.ROLES),
                        "createsTheKindsOfReferenceItDeclaresAndRefusesTheOthers"),
                Arguments.of("findsByKey", true, "findsOneUserByEachKeyWhereItDeclaresSo"));
    }

    private static Set<Attribute> withTags() {
        Set<Attribute> more = EnumSet.copyOf(READABLE);
        more.add(Attribute.TAGS);
        return more;
    }

    @ParameterizedTest
    @MethodSource("lies")
    void findsEveryLie(String ability, Object told, String test) throws NoSuchMethodException {
        assertThat(failures(Honest.class, test)).isEmpty();
        Liar.ability = ability;
        Liar.told = told;
        assertThat(failures(Liar.class, test)).hasSize(1);
    }

    @Test
    void everyAbilityIsLiedAbout() {
        Set<String> abilities = new TreeSet<>(Arrays.stream(Abilities.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
        abilities.remove("settles"); // an allowance: waiting longer than needed breaks nothing
        assertThat(lies().map(lie -> (String) lie.get()[0])).containsAll(abilities);
    }

    private static List<Throwable> failures(Class<?> contract, String test) throws NoSuchMethodException {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(contract, test))
                .build();
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, summary);
        assertThat(summary.getSummary().getTestsStartedCount()).isEqualTo(1);
        return summary.getSummary().getFailures().stream()
                .map(failure -> failure.getException())
                .toList();
    }

    static class Honest extends GarmentContractTest {}

    static class Liar extends GarmentContractTest {
        static String ability = "";
        static Object told = "";

        @Override
        protected ConnectorFactory factory() {
            return new Lying(new GarmentConnectors());
        }
    }

    private static Abilities lie(Abilities truth) {
        try {
            List<Object> values = new ArrayList<>();
            List<Class<?>> types = new ArrayList<>();
            for (RecordComponent component : Abilities.class.getRecordComponents()) {
                boolean lied = component.getName().equals(Liar.ability);
                values.add(lied ? Liar.told : component.getAccessor().invoke(truth));
                types.add(component.getType());
            }
            return Abilities.class
                    .getDeclaredConstructor(types.toArray(Class<?>[]::new))
                    .newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Lying(ConnectorFactory honest) implements ConnectorFactory {
        @Override
        public String name() {
            return honest.name();
        }

        @Override
        public Connector connect(Target target) {
            return new Told(honest.connect(target));
        }

        @Override
        public Abilities abilities(Target target) {
            return lie(honest.abilities(target));
        }

        @Override
        public List<Set<String>> credentials() {
            return honest.credentials();
        }

        @Override
        public List<OptionRule> options() {
            return honest.options();
        }

        @Override
        public List<Attribute> defaultMatch() {
            return honest.defaultMatch();
        }

        @Override
        public int defaultRate() {
            return honest.defaultRate();
        }
    }

    private record Told(Connector honest) implements Connector {
        @Override
        public Abilities abilities() {
            return lie(honest.abilities());
        }

        @Override
        public Answer<Session> login() {
            return honest.login();
        }

        @Override
        public long session() {
            return honest.session();
        }

        @Override
        public Answer<Page<TenantUser>> users(int number) {
            return honest.users(number);
        }

        @Override
        public Answer<List<TenantUser>> find(UserKey key) {
            return honest.find(key);
        }

        @Override
        public Answer<Page<Reference>> references(Attribute kind, int number) {
            return honest.references(kind, number);
        }

        @Override
        public Answer<Page<OpenInvitation>> invitations(int number) {
            return honest.invitations(number);
        }

        @Override
        public Answer<Effect> write(Write write) {
            return honest.write(write);
        }

        @Override
        public Answer<List<Answer<Effect>>> writeAll(List<Write> writes) {
            return honest.writeAll(writes);
        }

        @Override
        public void close() {
            honest.close();
        }
    }
}
