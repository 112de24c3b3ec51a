package dev.rollcall.connector.example;

import static dev.rollcall.person.Attribute.ACTIVE;
import static dev.rollcall.person.Attribute.EMAIL;
import static dev.rollcall.person.Attribute.EMPLOYEE_ID;
import static dev.rollcall.person.Attribute.NAME;
import static dev.rollcall.person.Attribute.PHONE;

import dev.rollcall.connector.Connector;
import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.Target;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Makes the example's connectors, and says what a job file may say of one.
final class ExampleConnectors implements ConnectorFactory {

    @Override
    public String name() {
        return "example";
    }

    @Override
    public Connector connect(Target target) {
        return new Example(target, abilities(target));
    }

    @Override
    public Abilities abilities(Target target) {
        return new Abilities(
                true, // a user carries our employee ID
                false, // which no call changes
                Abilities.Creation.DIRECT,
                1, // no calls for many
                Example.PAGE_SIZE,
                Set.of(EMPLOYEE_ID, NAME, EMAIL, PHONE, ACTIVE), // shown, so compared
                Set.of(NAME, EMAIL, PHONE), // in a create
                Set.of(NAME, PHONE, ACTIVE), // in an update
                Set.of(PHONE), // may be cleared
                Set.of(EMPLOYEE_ID, EMAIL, PHONE), // nobody has the same
                Set.of(EMAIL), // a difference is told, not changed
                false, // no call for the e-mail alone
                Set.of(), // nothing travels to other tenants
                Set.of(), // no references are made
                Duration.ZERO, // a read shows every write
                false); // nobody is read alone
    }

    @Override
    public List<Set<String>> credentials() {
        return List.of(Set.of("clientId", "clientSecret"));
    }

    @Override
    public List<OptionRule> options() {
        return List.of();
    }

    @Override
    public List<Attribute> defaultMatch() {
        return List.of(EMPLOYEE_ID);
    }

    @Override
    public int defaultRate() {
        return 5;
    }
}
