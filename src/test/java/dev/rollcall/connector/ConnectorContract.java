package dev.rollcall.connector;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Attributes;
import dev.rollcall.person.EmployeeId;
import dev.rollcall.person.InvitationId;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.Value;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// What every connector promises, proved over a real socket against the sandbox: each declared ability works, each
/// undeclared one is refused without a call, every method is a single attempt, and nothing personal is logged.
///
/// A connector's own test extends this, names its system and says what a new person looks like there.
public abstract class ConnectorContract {

    /// A phrase in every value that a test sends, so that a log line holding one is found.
    protected static final String MARK = "zzmark";

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private Sandbox sandbox;
    private SandboxTenant tenant;
    private Connector connector;
    private ListAppender<ILoggingEvent> log;

    protected abstract TenantSystem system();

    protected abstract ConnectorFactory factory();

    protected abstract Map<String, Secret> credentials();

    protected abstract Map<String, String> options();

    /// JSON that plants what references need, one account, and nobody else.
    protected abstract String seeds();

    /// JSON that plants so many more users.
    protected abstract String seeds(int users);

    /// How many users [#seeds()] plants.
    protected abstract int seeded();

    /// Another value of an attribute, valid in this system, that nobody has. References: the id of one that
    /// may be assigned.
    protected abstract Value other(Attribute attribute, int number);

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxSettings.of(new TenantSettings("tenant", system(), Map.of(), seeds())));
        tenant = sandbox.tenant("tenant");
        connector = factory().connect(target(tenant.url(), TIMEOUT));
        log = new ListAppender<>();
        log.start();
        root().addAppender(log);
        // as application.yaml has it
        ((Logger) LoggerFactory.getLogger("org.apache.hc.client5.http")).setLevel(Level.INFO);
    }

    @AfterEach
    void stop() {
        connector.close();
        sandbox.close();
        root().detachAppender(log);
        List<String> secrets = new ArrayList<>(List.of(MARK));
        credentials().values().forEach(secret -> secrets.add(secret.reveal()));
        assertThat(log.list).noneMatch(event -> secrets.stream().anyMatch(told(event)::contains));
    }

    private static String told(ILoggingEvent event) {
        String thrown = event.getThrowableProxy() == null
                ? ""
                : event.getThrowableProxy().getMessage();
        return event.getFormattedMessage() + " " + thrown;
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    protected final SandboxTenant tenant() {
        return tenant;
    }

    protected final Connector connector() {
        return connector;
    }

    protected final Target target(URI url, Duration timeout) {
        return new Target(factory().name(), url, credentials(), options(), timeout);
    }

    private Abilities abilities() {
        return connector.abilities();
    }

    protected final void logIn() {
        assertThat(connector.login()).isInstanceOf(Answer.Success.class);
    }

    protected static <T> T success(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Success.class);
        return ((Answer.Success<T>) answer).value();
    }

    protected static <T> Answer.Refused<T> refused(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return (Answer.Refused<T>) answer;
    }

    /// A person with every attribute that a create may carry.
    protected final Write.Create person(int number) {
        Attributes wanted = Attributes.NONE;
        for (Attribute attribute : abilities().creatable()) {
            wanted = wanted.with(attribute, other(attribute, number));
        }
        return new Write.Create(new EmployeeId("E" + number), wanted);
    }

    protected final List<TenantUser> everybody() {
        List<TenantUser> all = new ArrayList<>();
        for (int number = 1; ; number++) {
            Page<TenantUser> page = success(connector.users(number));
            all.addAll(page.items());
            if (page.last()) {
                return all;
            }
        }
    }

    /// Somebody of the given number, as read from the tenant.
    protected TenantUser somebody(int number) {
        Write.Create write = person(number);
        success(connector.write(write));
        return byEmail(write.wanted().text(Attribute.EMAIL));
    }

    protected final TenantUser byEmail(String email) {
        return everybody().stream()
                .filter(user -> user.attributes().text(Attribute.EMAIL).equals(email))
                .findFirst()
                .orElseThrow();
    }

    private int callsAfter(Runnable work) {
        int before = tenant.calls().size();
        work.run();
        return tenant.calls().size() - before;
    }

    private void assertRefusedUnsent(Write write) {
        int calls = callsAfter(() -> assertThat(refused(connector.write(write)).kind())
                .as("%s", write.getClass().getSimpleName())
                .isEqualTo(Answer.Refusal.NOT_OFFERED));
        assertThat(calls).isZero();
    }

    @Test
    void makesNoCallBeforeTheFirstLogin() {
        int calls = callsAfter(() -> assertThat(connector.users(1))
                .isInstanceOfSatisfying(
                        Answer.Unauthorized.class,
                        answer -> assertThat(answer.session()).isZero()));
        assertThat(calls).isZero();
        assertThat(connector.session()).isZero();
    }

    @Test
    void numbersItsSessions() {
        assertThat(success(connector.login()).number()).isEqualTo(1);
        assertThat(connector.session()).isEqualTo(1);
        assertThat(success(connector.login()).number()).isEqualTo(2);
        assertThat(connector.session()).isEqualTo(2);
    }

    @Test
    void saysThatWrongCredentialsAreWrong() {
        tenant.fault("{\"fault\":\"refuseCredentials\"}");
        assertThat(refused(connector.login()).kind()).isEqualTo(Answer.Refusal.CREDENTIALS);
        assertThat(connector.session()).isZero();
    }

    @Test
    void saysWhichSessionATokenThatIsRefusedCameFrom() {
        logIn();
        tenant.expireTokens();
        assertThat(connector.users(1))
                .isInstanceOfSatisfying(
                        Answer.Unauthorized.class,
                        answer -> assertThat(answer.session()).isEqualTo(1));
    }

    @Test
    void readsEveryUserOnceWithTheStatedTotal() {
        tenant.seed(seeds(250));
        logIn();
        List<TenantUser> all = everybody();
        assertThat(all).hasSize(seeded() + 250).doesNotHaveDuplicates();
        assertThat(success(connector.users(1)).items()).hasSize(abilities().pageSize());
        success(connector.users(1)).total().ifPresent(total -> assertThat(total).isEqualTo(seeded() + 250));
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
                assertThat(success(connector.references(kind, 1)).items())
                        .isNotEmpty()
                        .allMatch(reference -> reference.kind() == kind);
            } else {
                assertThat(refused(connector.references(kind, 1)).kind()).isEqualTo(Answer.Refusal.NOT_OFFERED);
            }
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
            Reference made = ((Effect.ReferenceCreated) success(connector.write(write))).reference();
            assertThat(success(connector.references(kind, 1)).items()).contains(made);
            assertThat(refused(connector.write(write)).kind()).isEqualTo(Answer.Refusal.REFERENCE_EXISTS);
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
    void changesEachAttributeItDeclaresAndNothingBesides() {
        logIn();
        TenantUser user = somebody(1);
        for (Attribute attribute : abilities().updatable()) {
            if (attribute == Attribute.ACTIVE) {
                continue;
            }
            Value wanted = other(attribute, 7);
            success(connector.write(new Write.Update(user, Attributes.of(attribute, wanted))));
            TenantUser after = again(user);
            assertThat(after.attributes())
                    .as("%s", attribute)
                    .isEqualTo(user.attributes().with(attribute, wanted));
            user = after;
        }
    }

    protected final TenantUser again(TenantUser user) {
        return everybody().stream()
                .filter(one -> one.id().equals(user.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void deactivatesAndReactivatesAndLeavesTheRestAlone() {
        logIn();
        TenantUser user = somebody(1);
        success(connector.write(new Write.Update(user, Attributes.of(Attribute.ACTIVE, Value.flag(false)))));
        TenantUser left = again(user);
        assertThat(left.active()).isFalse();
        assertThat(left.attributes()).isEqualTo(user.attributes());
        success(connector.write(new Write.Update(left, Attributes.of(Attribute.ACTIVE, Value.flag(true)))));
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
            success(connector.write(write));
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
        Effect.Updated effect = (Effect.Updated) success(connector.write(rename));
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
        success(connector.write(change));
        assertThat(byEmail(MARK + "baru@contoh.co.id").id()).isEqualTo(user.id());
    }

    @Test
    void listsAndRevokesInvitationsWhereItInvitesAndElseRefuses() {
        logIn();
        if (abilities().creation() == Abilities.Creation.DIRECT) {
            assertThat(success(connector.invitations(1)))
                    .isEqualTo(new Page<>(
                            List.of(), success(connector.invitations(1)).total(), true));
            assertRefusedUnsent(new Write.RevokeInvitation(new InvitationId("1")));
            return;
        }
        Write.Create write = person(1);
        InvitationId id = ((Effect.Invited) success(connector.write(write))).invitation();
        assertThat(success(connector.invitations(1)).items())
                .containsExactly(new OpenInvitation(id, write.wanted().text(Attribute.EMAIL)));
        assertThat(success(connector.write(new Write.RevokeInvitation(id)))).isEqualTo(new Effect.Revoked());
        assertThat(success(connector.invitations(1)).items()).isEmpty();
    }

    @Test
    void findsOneUserByEachKeyWhereItDeclaresSo() {
        logIn();
        TenantUser user = somebody(1);
        Answer<List<TenantUser>> byId = connector.find(new UserKey.ById(user.id()));
        if (!abilities().findsByKey()) {
            assertThat(refused(byId).kind()).isEqualTo(Answer.Refusal.NOT_OFFERED);
            return;
        }
        assertThat(success(byId)).containsExactly(user);
        String email = user.attributes().text(Attribute.EMAIL);
        assertThat(success(connector.find(new UserKey.ByEmail(email)))).containsExactly(user);
        assertThat(success(connector.find(new UserKey.ByEmail("x" + email)))).isEmpty();
        if (abilities().knowsEmployeeIds()) {
            EmployeeId id = user.employeeId().orElseThrow();
            assertThat(success(connector.find(new UserKey.ByEmployeeId(id)))).containsExactly(user);
            assertThat(success(connector.find(new UserKey.ByEmployeeId(new EmployeeId("nobody")))))
                    .isEmpty();
        }
    }

    @Test
    void sendsManyWritesInOneCallUpToItsMostAndElseRefuses() {
        logIn();
        List<Write> writes = new ArrayList<>();
        for (int i = 1; i <= Math.max(2, abilities().maxBulk()); i++) {
            writes.add(alike(i));
        }
        if (!abilities().bulk()) {
            assertThat(callsAfter(() -> refused(connector.writeAll(writes)))).isZero();
            return;
        }
        assertThat(new HashSet<>(writes.stream().map(connector::batchKey).toList()))
                .hasSize(1);
        int calls = callsAfter(() -> assertThat(success(connector.writeAll(writes)))
                .hasSize(writes.size())
                .allMatch(answer -> answer instanceof Answer.Success));
        assertThat(calls).isEqualTo(1);
        writes.add(alike(writes.size() + 1));
        assertThat(callsAfter(() -> refused(connector.writeAll(writes)))).isZero();
    }

    /// A person like [#person(int)] who may go into one call with the others.
    private Write.Create alike(int number) {
        Write.Create one = person(number);
        Attributes wanted = one.wanted();
        for (Attribute attribute : abilities().creatable()) {
            if (attribute.isReference()) {
                wanted = wanted.with(attribute, other(attribute, 1));
            }
        }
        return new Write.Create(one.employeeId(), wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"fault\":\"status\",\"status\":500,\"when\":\"before\"}",
                "{\"fault\":\"status\",\"status\":500,\"when\":\"after\"}",
                "{\"fault\":\"status\",\"status\":502,\"body\":\"html\"}",
                "{\"fault\":\"status\",\"status\":504,\"body\":\"empty\"}",
                "{\"fault\":\"html\"}",
                "{\"fault\":\"drop\",\"when\":\"before\"}",
                "{\"fault\":\"drop\",\"when\":\"after\"}",
                "{\"fault\":\"cutBody\",\"bytes\":7}"
            })
    void callsAnAnswerThatCannotBeReadLostAfterOneAttempt(String fault) {
        logIn();
        Write someone = person(1);
        tenant.fault(fault);
        int calls = callsAfter(() -> assertThat(connector.users(1)).isInstanceOf(Answer.Lost.class));
        assertThat(calls).isEqualTo(1);
        calls = callsAfter(() -> assertThat(connector.write(someone)).isInstanceOf(Answer.Lost.class));
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void callsAnAnswerThatDoesNotComeInTimeLost() {
        try (Connector hasty = factory().connect(target(tenant.url(), Duration.ofMillis(1_500)))) {
            success(hasty.login());
            tenant.fault("{\"fault\":\"hang\",\"ms\":6000}");
            assertThat(hasty.users(1)).isInstanceOf(Answer.Lost.class);
        }
    }

    @Test
    void calls503TransientWhichMeansThatNothingWasDone() {
        logIn();
        Write someone = person(1);
        tenant.fault("{\"fault\":\"status\",\"status\":503}");
        int calls = callsAfter(() -> assertThat(connector.write(someone))
                .isInstanceOfSatisfying(
                        Answer.Transient.class,
                        answer -> assertThat(answer.throttled()).isFalse()));
        assertThat(calls).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void tellsHowLongToWaitInEitherForm(int status) {
        logIn();
        String fault = "{\"fault\":\"status\",\"status\":" + status + ",\"retryAfter\":7,\"retryAfterAs\":\"";
        tenant.fault(fault + "seconds\",\"next\":1}");
        Answer.Transient<?> inSeconds = (Answer.Transient<?>) connector.users(1);
        assertThat(inSeconds.throttled()).isTrue();
        assertThat(inSeconds.delay().orElseThrow()).isEqualTo(new Answer.Wait.For(Duration.ofSeconds(7)));
        tenant.fault(fault + "date\",\"next\":1}");
        Answer.Transient<?> asDate = (Answer.Transient<?>) connector.users(1);
        assertThat(asDate.throttled()).isTrue();
        assertThat(asDate.delay().orElseThrow()).isInstanceOf(Answer.Wait.Until.class);
    }

    @Test
    void callsARefusedConnectionTransient() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (Connector nowhere = factory().connect(target(URI.create("http://127.0.0.1:" + free), TIMEOUT))) {
            assertThat(nowhere.login()).isInstanceOfSatisfying(Answer.Transient.class, answer -> {
                assertThat(answer.throttled()).isFalse();
                assertThat(answer.what()).isEqualTo("connection refused");
            });
        }
    }

    @Test
    void declaresOnlyWhatCanBeCompared() {
        Abilities abilities = abilities();
        assertThat(abilities.readable()).containsAll(abilities.updatable()).containsAll(abilities.creatable());
        assertThat(abilities.updatable()).containsAll(abilities.clearable());
        assertThat(abilities.readable()).containsAll(abilities.told());
        assertThat(factory().abilities(target(tenant.url(), TIMEOUT))).isEqualTo(abilities);
    }
}
