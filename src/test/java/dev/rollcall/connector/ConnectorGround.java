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
import dev.rollcall.person.TenantUser;
import dev.rollcall.person.Value;
import dev.rollcall.sandbox.Sandbox;
import dev.rollcall.sandbox.SandboxSettings;
import dev.rollcall.sandbox.SandboxTenant;
import dev.rollcall.sandbox.TenantSettings;
import dev.rollcall.sandbox.TenantSystem;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

/// A tenant in the sandbox, one connector to it, and what the promises of the contract need. A connector's own test
/// says here which system it is and what a new person looks like.
public abstract class ConnectorGround {
    /// A phrase in every value that a test sends, so that a log line holding one is found.
    protected static final String MARK = "zzmark";

    static final Duration TIMEOUT = Duration.ofSeconds(5);

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

    final Abilities abilities() {
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
        var users = new Listing<TenantUser>();
        while (!users.hasEnded()) {
            all.addAll(users.take(success(connector.users(users.next()))));
        }
        return all;
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

    final int callsAfter(Runnable work) {
        int before = tenant.calls().size();
        work.run();
        return tenant.calls().size() - before;
    }

    final void assertRefusedUnsent(Write write) {
        int calls = callsAfter(() -> assertThat(refused(connector.write(write)).kind())
                .as("%s", write.getClass().getSimpleName())
                .isEqualTo(Answer.Refusal.NOT_OFFERED));
        assertThat(calls).isZero();
    }

    protected final TenantUser again(TenantUser user) {
        return everybody().stream()
                .filter(one -> one.id().equals(user.id()))
                .findFirst()
                .orElseThrow();
    }

    /// Has a person who was created appear among the users: at once, or once an invitation is accepted.
    protected void appear(Write.Create created) {}

    /// The e-mail of somebody who is also in [#otherTenant()].
    protected String sharedPerson() {
        return "";
    }

    /// Options of another tenant of the same system that shares people with this one; empty where there is none.
    protected Map<String, String> otherTenant() {
        return Map.of();
    }
}
