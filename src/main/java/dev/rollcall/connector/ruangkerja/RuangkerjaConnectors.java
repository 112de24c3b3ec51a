package dev.rollcall.connector.ruangkerja;

import static dev.rollcall.person.Attribute.ACTIVE;
import static dev.rollcall.person.Attribute.EMAIL;
import static dev.rollcall.person.Attribute.EMPLOYEE_ID;
import static dev.rollcall.person.Attribute.NAME;
import static dev.rollcall.person.Attribute.ORGANIZATION;
import static dev.rollcall.person.Attribute.PHONE;
import static dev.rollcall.person.Attribute.TAGS;
import static dev.rollcall.person.Attribute.USERNAME;

import dev.rollcall.connector.Connector;
import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.Target;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Makes Ruangkerja connectors, and says what a job file may say of one.
@Component
public final class RuangkerjaConnectors implements ConnectorFactory {

    private static final int MOST = 100;

    @Override
    public String name() {
        return "ruangkerja";
    }

    @Override
    public Connector connect(Target target) {
        return new Ruangkerja(target, abilities(target));
    }

    @Override
    public Abilities abilities(Target target) {
        return new Abilities(
                true,
                true,
                Abilities.Creation.DIRECT,
                target.options().getOrDefault("useBulk", "true").equals("true") ? MOST : 1,
                MOST,
                Set.of(EMPLOYEE_ID, NAME, EMAIL, PHONE, USERNAME, ACTIVE, TAGS, ORGANIZATION),
                Set.of(NAME, EMAIL, PHONE, USERNAME, TAGS, ORGANIZATION),
                Set.of(NAME, PHONE, USERNAME, ACTIVE, TAGS, ORGANIZATION),
                Set.of(PHONE, TAGS, ORGANIZATION),
                Set.of(EMPLOYEE_ID, EMAIL, PHONE, USERNAME),
                Set.of(EMAIL),
                true,
                Set.of(),
                Set.of(TAGS),
                Duration.ZERO,
                true);
    }

    @Override
    public List<Set<String>> credentials() {
        return List.of(Set.of("clientId", "clientSecret"));
    }

    @Override
    public List<OptionRule> options() {
        return List.of(new OptionRule("useBulk", false, "true|false", "true or false"));
    }

    @Override
    public List<Attribute> defaultMatch() {
        return List.of(EMPLOYEE_ID);
    }

    @Override
    public int defaultRate() {
        return 20;
    }

    @Override
    public boolean contactRequired() {
        return true;
    }

    @Override
    public Set<Attribute> alphanumeric() {
        return Set.of(Attribute.EMPLOYEE_ID, Attribute.NEW_EMPLOYEE_ID, Attribute.USERNAME);
    }
}
