package dev.rollcall.job;

import static dev.rollcall.person.Attribute.*;

import dev.rollcall.connector.Connector;
import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.Target;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Connectors that declare what a job file may say, and speak to nobody.
public record SomeConnectors(
        String name,
        List<Set<String>> credentials,
        List<OptionRule> options,
        List<Attribute> defaultMatch,
        int defaultRate,
        Abilities abilities,
        boolean contactRequired,
        Set<Attribute> alphanumeric)
        implements ConnectorFactory {

    public static final List<ConnectorFactory> ALL = List.of(ruangkerja(), garment());

    @Override
    public Connector connect(Target target) {
        throw new UnsupportedOperationException("declares only");
    }

    @Override
    public Abilities abilities(Target target) {
        return abilities;
    }

    private static ConnectorFactory ruangkerja() {
        return new SomeConnectors(
                "ruangkerja",
                List.of(Set.of("clientId", "clientSecret")),
                List.of(new OptionRule("useBulk", false, "true|false", "true or false")),
                List.of(EMPLOYEE_ID),
                20,
                abilities(
                        true,
                        Set.of(NAME, EMAIL, PHONE, USERNAME, TAGS, ORGANIZATION),
                        Set.of(PHONE, TAGS, ORGANIZATION),
                        Set.of(EMAIL, PHONE, USERNAME)),
                true,
                Set.of(EMPLOYEE_ID, USERNAME));
    }

    private static ConnectorFactory garment() {
        return new SomeConnectors(
                "garment",
                List.of(Set.of("email", "password"), Set.of("token")),
                List.of(
                        new OptionRule("prefix", false, "/.*", "a path that begins with /"),
                        new OptionRule("tenant", true, ".+", "the tenant's id or name")),
                List.of(EMAIL),
                10,
                abilities(
                        false,
                        Set.of(NAME, EMAIL, PHONE, USERNAME, ROLES, MEMBERSHIP_TYPE),
                        Set.of(ROLES),
                        Set.of(EMAIL, USERNAME)),
                false,
                Set.of());
    }

    private static Abilities abilities(
            boolean knowsEmployeeIds, Set<Attribute> readable, Set<Attribute> clearable, Set<Attribute> unique) {
        return new Abilities(
                knowsEmployeeIds,
                knowsEmployeeIds,
                Abilities.Creation.DIRECT,
                1,
                100,
                readable,
                readable,
                readable,
                clearable,
                unique,
                Set.of(),
                false,
                Set.of(),
                Set.of(),
                Duration.ZERO,
                false);
    }
}
