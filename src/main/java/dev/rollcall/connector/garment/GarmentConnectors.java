package dev.rollcall.connector.garment;

import static dev.rollcall.person.Attribute.ACTIVE;
import static dev.rollcall.person.Attribute.EMAIL;
import static dev.rollcall.person.Attribute.MEMBERSHIP_TYPE;
import static dev.rollcall.person.Attribute.NAME;
import static dev.rollcall.person.Attribute.PHONE;
import static dev.rollcall.person.Attribute.ROLES;
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

/// Makes Garment connectors, and says what a job file may say of one.
@Component
public final class GarmentConnectors implements ConnectorFactory {

    private static final Duration SETTLES = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "garment";
    }

    @Override
    public Connector connect(Target target) {
        return new Garment(target, abilities(target));
    }

    @Override
    public Abilities abilities(Target target) {
        return new Abilities(
                false,
                false,
                Abilities.Creation.DIRECT,
                1,
                Readings.PAGE_SIZE,
                Set.of(NAME, EMAIL, USERNAME, PHONE, MEMBERSHIP_TYPE, ACTIVE, ROLES),
                Set.of(NAME, EMAIL, USERNAME, PHONE, MEMBERSHIP_TYPE, ROLES),
                Set.of(NAME, EMAIL, USERNAME, PHONE, MEMBERSHIP_TYPE, ACTIVE, ROLES),
                Set.of(ROLES),
                Set.of(EMAIL, USERNAME),
                Set.of(),
                false,
                Set.of(NAME, EMAIL, USERNAME, PHONE),
                Set.of(),
                SETTLES,
                false);
    }

    @Override
    public List<Set<String>> credentials() {
        return List.of(Set.of("email", "password"), Set.of("token"));
    }

    @Override
    public List<OptionRule> options() {
        return List.of(
                new OptionRule("prefix", false, "(/[A-Za-z0-9._~-]+)*", "a path such as /api/v1, or nothing"),
                new OptionRule("tenant", false, ".+", "the tenant's id or name"),
                new OptionRule("membershipType", false, ".+", "a membership type such as employee"),
                new OptionRule("createPassword", false, "omit|random", "omit or random"));
    }

    @Override
    public List<Attribute> defaultMatch() {
        return List.of(EMAIL);
    }

    @Override
    public int defaultRate() {
        return 10;
    }
}
