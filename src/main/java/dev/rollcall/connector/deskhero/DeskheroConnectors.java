package dev.rollcall.connector.deskhero;

import static dev.rollcall.person.Attribute.ACTIVE;
import static dev.rollcall.person.Attribute.EMAIL;
import static dev.rollcall.person.Attribute.GROUPS;
import static dev.rollcall.person.Attribute.ROLES;

import dev.rollcall.connector.Connector;
import dev.rollcall.connector.ConnectorFactory;
import dev.rollcall.connector.Target;
import dev.rollcall.person.Abilities;
import dev.rollcall.person.Attribute;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Makes Deskhero connectors, and says what a job file may say of one.
@Component
public final class DeskheroConnectors implements ConnectorFactory {

    private static final int MOST = 100;

    @Override
    public String name() {
        return "deskhero";
    }

    @Override
    public Connector connect(Target target) {
        return new Deskhero(target, abilities(target));
    }

    /// Names and phones cannot be written, so they are not read either: nothing would ever come of comparing
    /// them.
    @Override
    public Abilities abilities(Target target) {
        return new Abilities(
                false,
                false,
                Abilities.Creation.INVITATION,
                MOST,
                MOST,
                Set.of(EMAIL, ROLES, GROUPS, ACTIVE),
                Set.of(EMAIL, ROLES, GROUPS),
                Set.of(ROLES, GROUPS, ACTIVE),
                Set.of(GROUPS),
                Set.of(EMAIL),
                Set.of(EMAIL),
                false,
                Set.of(),
                Set.of(),
                Duration.ZERO,
                false);
    }

    @Override
    public List<Set<String>> credentials() {
        return List.of(Set.of("token"));
    }

    @Override
    public List<OptionRule> options() {
        return List.of(
                new OptionRule(
                        "tenant", true, "(?!sys$)[A-Za-z0-9._-]{2,}", "the tenant's name, at least 2 characters"),
                new OptionRule("version", false, "[0-9]+(\\.[0-9]+)?", "a version such as 1"),
                new OptionRule("defaultRole", false, "ADMIN|USER", "ADMIN or USER"),
                new OptionRule("reinviteAfter", false, "never|[0-9]+[smhd]", "never, or a time such as 14d"));
    }

    @Override
    public List<Attribute> defaultMatch() {
        return List.of(EMAIL);
    }

    @Override
    public int defaultRate() {
        return 4;
    }
}
